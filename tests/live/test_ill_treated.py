"""A workbook that a person has changed under the program: said in French, or put right."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, shipped
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.errors import UserError
from mplus3_xl.layout import heading
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.queue import accueil
from mplus3_xl.live.book import Book
from mplus3_xl.live.book.found import sheet_of
from tests.live.pressing import field, message, named, press
from tests.live.test_day import opened


def test_a_workbook_may_have_an_apostrophe_in_its_name(
    app: xw.App, clickable: Path, space: Workspace, tmp_path: Path
) -> None:
    book = app.books.open(shutil.copy(clickable, tmp_path / "M+3 de l'agence d'Ève.xlsm"))
    press(book, "Actualiser la file", "Accueil")
    assert message(book, "Accueil").startswith("File à jour : ")
    assert book.sheets["Accueil"].impl.protected is True


def test_the_macros_tell_of_a_sheet_that_is_missing_in_the_same_words(app: xw.App) -> None:
    with pytest.raises(UserError) as refusal:
        sheet_of(app.books.add(), "Absente")
    said = (shipped("vba_shims") / "Classeur.bas").read_text(encoding="utf-8")
    assert str(refusal.value).replace("Absente", '" & feuille & "') in said


@pytest.mark.parametrize(("title", "pressed_on"), [("File", "Accueil"), ("_jour", "File")])
def test_a_sheet_that_was_renamed_is_named(
    at_work: xw.Book, space: Workspace, title: str, pressed_on: str
) -> None:
    at_work.sheets[pressed_on].activate()
    at_work.sheets[title].name = "La mienne"
    press(at_work, "Actualiser la file", pressed_on)
    said = message(at_work, pressed_on)
    assert said.startswith(f"Non fait : La feuille « {title} » manque")
    assert "Redonnez-lui ce nom" in said
    at_work.sheets["La mienne"].name = title
    press(at_work, "Actualiser la file", pressed_on)
    waiting = [row.dossier for row in space.queue()]
    assert [row["dossier"] for row in Book(at_work).read_table("tFile")] == waiting


def test_a_first_sheet_that_was_renamed_shows_the_day_all_the_same(at_work: xw.Book) -> None:
    shown = at_work.sheets["Accueil"]
    shown.name = "La mienne"
    press(at_work, "Actualiser la file", "File")
    assert message(at_work, "File").startswith("File à jour : ")
    counted = field(at_work, accueil.figure("en_retard"))
    assert shown[accueil.CARD_ROW, accueil.card_col(3)].value == counted != 0


def test_a_form_shows_its_own_number_though_excel_calculates_on_demand(at_work: xw.Book) -> None:
    opened(at_work)
    at_work.app.calculation = "manual"
    try:
        dossier = opened(at_work, 3)
        form = at_work.sheets["Fiche"]
        assert form[heading.DAY_ROW, fiche.LAST_COL].value == dossier
    finally:
        at_work.app.calculation = "automatic"


def test_a_sheet_that_was_hidden_is_shown_again_by_its_button(at_work: xw.Book) -> None:
    at_work.sheets["Accueil"].activate()
    at_work.sheets["File"].visible = False
    press(at_work, "File", "Accueil")
    assert at_work.sheets.active.name == "File"


def test_a_form_that_was_hidden_is_shown_again(at_work: xw.Book) -> None:
    at_work.sheets["Fiche"].visible = False
    dossier = opened(at_work)
    assert at_work.sheets.active.name == "Fiche"
    assert field(at_work, "fiche_code") == dossier


def test_a_table_turned_into_plain_cells_is_told(at_work: xw.Book) -> None:
    at_work.impl.doc.DatabaseRanges.removeByName("tFile")
    press(at_work, "Actualiser la file", "File")
    said = message(at_work, "File")
    assert said.startswith("Non fait : La table de la feuille « File » manque")
    assert "refaites-le s’il a été enregistré ainsi" in said


def test_a_row_of_totals_stays_where_only_a_dossier_is_written(
    at_work: xw.Book, space: Workspace
) -> None:
    table = at_work.sheets["File"].tables["tFile"]
    table.show_totals = True
    opened(at_work)
    type_in(named(at_work, "fiche_issue"), "Ne répond pas")
    press(at_work, "Enregistrer", "Fiche")
    assert table.show_totals is True
    dossiers = {row["dossier"] for row in Book(at_work).read_table("tFile")}
    assert dossiers == {row.dossier for row in space.queue()}
    at_work.sheets["File"].activate()
    table.range[-1, 1].select()
    press(at_work, "Ouvrir la fiche", "File")
    assert message(at_work, "File").startswith("Non fait : Aucune ligne de dossier n’est choisie")


def test_a_row_of_totals_is_not_taken_for_a_dossier(at_work: xw.Book, space: Workspace) -> None:
    at_work.sheets["File"].tables["tFile"].show_totals = True
    press(at_work, "Actualiser la file", "File")
    table = at_work.sheets["File"].tables["tFile"]
    assert (table.show_totals, table.range.rows.count) == (False, len(space.queue()) + 1)
    assert [row["dossier"] for row in Book(at_work).read_table("tFile")] == [
        row.dossier for row in space.queue()
    ]
