"""Unsaved typing in a bilan comes back: after another client, a refusal, a lost store."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.bilan.bilan import open_bilan, save_bilan
from mplus3_xl.services.bilan.drafts import drafts_of, keep_bilan_draft
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.queue.closing import close_dossier
from tests.live.bilan_sheet import BilanSheet
from tests.live.filled import filled
from tests.live.pressing import call, message, press, select
from tests.live.test_bilan_clicks import line_of
from tests.live.test_trouble import lose


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with two clients."""
    return filled(folder, 2)


@pytest.fixture
def sheet(book: xw.Book, space: Workspace) -> BilanSheet:
    """The bilan of the first client, open; no other was."""
    assert space.folder.exists()
    Book(book).write_form({"bilan_code": None})
    press(book, "Actualiser la file", "Accueil")
    return open_bilan_of(book, 1)


def open_bilan_of(book: xw.Book, dossier: int) -> BilanSheet:
    """The bilan of a dossier, opened from its row of the queue."""
    rows = [row["dossier"] for row in Book(book).read_table("tFile")]
    select(book, "File", "tFile", rows.index(dossier))
    call(book, "Actions.OuvrirBilan")
    return BilanSheet(book)


def saved_by_bruno(space: Workspace, **answers: object) -> None:
    form = BilanForm(1, 0, answers)
    save_bilan(space.store(), form, {}, "bruno", space.now)


@pytest.mark.parametrize(("reply", "left"), [("no", False), ("yes", True)])
def test_a_bilan_whose_dossier_is_gone_is_left_only_if_one_says_so(
    sheet: BilanSheet, space: Workspace, reply: str, *, left: bool
) -> None:
    lose(space, 1)
    answers = sheet.book.app.impl.answers
    answers.replies.append(reply)
    open_bilan_of(sheet.book, 2)
    (asked,) = answers.shown
    assert "Ce que vous avez tapé dans son bilan sera perdu." in asked.prompt
    assert asked.refusing is True
    assert (sheet.said("bilan_code") == 2) is left


def test_typing_is_put_back_when_one_comes_back_from_another_client(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "2")
    at = line_of(sheet, "pj")
    sheet.type_line(at, {"detention": "Ailleurs", "assureur": "X", "echeance": date(2027, 4, 1),
                         "prime": 312.5})  # fmt: skip
    other = open_bilan_of(sheet.book, 2)
    assert other.questions()["enfants"] is None
    again = open_bilan_of(sheet.book, 1)
    assert "non enregistrée, est remise" in again.message
    row = again.lines()[line_of(again, "pj")]
    assert (again.questions()["enfants"], row["assureur"], row["prime"]) == ("2", "X", 312.5)
    assert (row["echeance"], row["mouvement"]) == (date(2027, 4, 1), date(2027, 4, 1))
    press(sheet.book, "Enregistrer", "Bilan")
    assert open_bilan(space.store(), 1, {}, space.now).answers["enfants"] == 2
    assert drafts_of(space.store(), 1) == []


def test_what_cannot_be_read_is_kept_as_it_was_typed(sheet: BilanSheet) -> None:
    at = line_of(sheet, "pj")
    sheet.type_line(at, {"detention": "Ailleurs", "echeance": "demain"})
    press(sheet.book, "Recalculer", "Bilan")
    assert "« demain » n’est pas une date" in sheet.message
    open_bilan_of(sheet.book, 2)
    again = open_bilan_of(sheet.book, 1)
    assert again.lines()[line_of(again, "pj")]["echeance"] == "demain"


def test_a_save_that_somebody_else_came_before_loses_nothing_of_either(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "2")
    sheet.type_answer("couple", "Oui")
    saved_by_bruno(space, enfants=3)
    press(sheet.book, "Enregistrer", "Bilan")
    assert "a été changé par bruno" in sheet.message
    assert sheet.questions()["enfants"] == "2"
    again = open_bilan_of(sheet.book, 1)
    assert "là où rien n’a été répondu depuis" in again.message
    assert (again.questions()["enfants"], again.questions()["couple"]) == ("3", "Oui")
    assert re.search(r"Changé depuis votre saisie du .*, qui disait : [^;]* « 2 »\.", again.message)


def test_a_save_at_another_seat_of_ones_own_is_not_typed_over(
    sheet: BilanSheet, space: Workspace
) -> None:
    save_bilan(space.store(), BilanForm(1, 0, {"enfants": 3}), {}, author(), space.now)
    sheet.type_answer("enfants", "2")
    press(sheet.book, "Enregistrer", "Bilan")
    assert "Ce bilan a été changé par" in sheet.message
    assert open_bilan(space.store(), 1, {}, space.now).answers["enfants"] == 3


def test_a_bilan_of_before_that_a_killed_click_took_over_is_typed_on(
    sheet: BilanSheet, space: Workspace
) -> None:
    store, form = space.store(), BilanForm(1, 0, {"enfants": 3})
    save_bilan(store, form, {}, "bruno", space.now - timedelta(days=400))
    open_bilan_of(sheet.book, 1)
    assert "Bilan repris de celui du" in sheet.message
    killed = form._replace(version=1, form_id=str(sheet.said("bilan_formulaire")))
    assert save_bilan(store, killed, {}, author(), space.now).version == 2
    sheet.type_answer("couple", "Oui")
    press(sheet.book, "Enregistrer", "Bilan")
    assert sheet.message.startswith("Bilan enregistré")


def test_what_cannot_be_read_is_told_once_somebody_else_has_saved(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "deux")
    saved_by_bruno(space, couple=True)
    open_bilan_of(sheet.book, 2)
    again = open_bilan_of(sheet.book, 1)
    assert again.questions()["enfants"] is None
    assert "« deux » ne se lit pas" in again.message


def test_nothing_is_said_of_typing_that_somebody_saved_meanwhile(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "2")
    saved_by_bruno(space, enfants=2)
    open_bilan_of(sheet.book, 2)
    again = open_bilan_of(sheet.book, 1)
    assert "est remise" not in again.message
    assert drafts_of(space.store(), 1) == []


def test_the_typing_of_somebody_else_is_told_and_not_shown(
    sheet: BilanSheet, space: Workspace
) -> None:
    keep_bilan_draft(space.store(), 1, {}, 0, "bruno", space.now)
    name_logins(space.store(), [Naming("bruno", "Hugo Mazin", False)], author(), space.now)
    press(sheet.book, "Bilan", "Synthèse")
    assert "Hugo Mazin a une saisie du 23/11/2026" in sheet.message


def test_each_point_of_what_was_not_saved_begins_on_a_new_line(
    sheet: BilanSheet, space: Workspace
) -> None:
    sheet.type_answer("enfants", "2")
    press(sheet.book, "Recalculer", "Bilan")
    keep_bilan_draft(space.store(), 1, {}, 0, "bruno", space.now)
    open_bilan_of(sheet.book, 1)
    shown = Book(sheet.book).read_form(["bilan_message", "bilan_suite"])
    points = [str(shown["bilan_message"]), *(str(row[0]) for row in as_lines(shown["bilan_suite"]))]
    begun = (
        "Avant l’objectif 3 ",
        "Nouveau bilan : ",
        "Votre saisie du ",
        "bruno a une saisie du ",
    )
    said = zip(points, begun, strict=False)
    assert [word for point, word in said if not point.startswith(word)] == []


def test_a_store_that_is_gone_leaves_the_typing_where_it_is(
    sheet: BilanSheet, space: Workspace
) -> None:
    (database,) = space.folder.glob("*.sqlite*")
    sheet.type_answer("enfants", "2")
    away = database.rename(database.with_name("ailleurs"))
    for button in ("Enregistrer", "Recalculer"):
        press(sheet.book, button, "Bilan")
        assert sheet.message.startswith("Non fait"), sheet.message
        assert sheet.questions()["enfants"] == "2"
    open_bilan_of(sheet.book, 2)
    assert sheet.questions()["enfants"] == "2"
    away.rename(database)
    sheet.book.sheets["Bilan"].activate()
    press(sheet.book, "Enregistrer", "Bilan")
    kept = open_bilan(space.store(), 1, {}, space.now)
    assert (kept.answers["enfants"], kept.version) == (2, 1)


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("echeance", date(1905, 7, 19), "« 19/07/1905 » n’est pas plausible"),  # « 2027 »
        ("echeance", 33612345678.0, "« 33612345678 » n’est pas une date"),
        ("prime", 33612345678.0, "« 33612345678 » n’est pas un montant"),
    ],
)
def test_a_number_that_is_no_day_and_no_premium_is_refused(
    sheet: BilanSheet, key: str, typed: date | float, said: str
) -> None:
    sheet.type_line(line_of(sheet, "pj"), {"detention": "Ailleurs", key: typed})
    press(sheet.book, "Enregistrer", "Bilan")
    assert said in sheet.message


def test_what_is_missing_is_said_once_under_the_buttons(sheet: BilanSheet) -> None:
    under = sheet.book.sheets["Bilan"][bilan.MISSING_ROW, bilan.FIRST_COL]
    before = str(under.value)
    assert "réponses manquent encore au bilan" in before
    press(sheet.book, "Le reste : aucun", "Bilan")
    assert str(under.value) != before
    for caption in ("Recalculer", "Enregistrer"):
        press(sheet.book, caption, "Bilan")
        assert "au bilan, en bas à droite" in str(under.value)
        assert "en bas à droite" not in sheet.message


def test_a_contract_without_product_is_told_in_french(sheet: BilanSheet) -> None:
    press(sheet.book, "Recalculer", "Bilan")
    assert "sans famille connue : produit inconnu (C1)" in sheet.message


def test_what_is_wrong_of_many_lines_is_said_once(sheet: BilanSheet) -> None:
    blank = [at for at, row in enumerate(sheet.every_line()) if row["cle"] is None]
    for at in blank[:3]:
        sheet.type_line(at, {"assureur": "X"})
    press(sheet.book, "Enregistrer", "Bilan")
    assert sheet.message.count("Une ligne sans famille ne peut pas être gardée") == 1
    assert str(sheet.said("bilan_problemes")).count("bilan_inventaire.") == 3


def test_a_line_whose_hidden_key_was_written_over_keeps_what_is_typed(sheet: BilanSheet) -> None:
    sheet.book.sheets["Bilan"].impl.unprotect()  # by hand, as Excel lets anybody do
    sheet.type_line(line_of(sheet, "pj"), {"detention": "Ailleurs", "assureur": "Y", "cle": "x"})
    press(sheet.book, "Recalculer", "Bilan")
    kept = {row["cle"]: row["assureur"] for row in sheet.lines()}
    assert kept["pj"] == "Y"
    assert "x" not in kept
    sheet.book.sheets["Bilan"].impl.unprotect()
    sheet.type_line(line_of(sheet, "pj"), {"cle": None, "famille": None})
    press(sheet.book, "Recalculer", "Bilan")
    assert "Une ligne sans famille ne peut pas être gardée" in sheet.message


def test_without_a_row_of_the_queue_no_other_bilan_is_opened(sheet: BilanSheet) -> None:
    queue = sheet.book.sheets["File"]
    queue.activate()
    queue.tables["tFile"].range[0, 1].select()
    call(sheet.book, "Actions.OuvrirBilan")
    assert sheet.book.sheets.active.name == "File"
    assert message(sheet.book).startswith("Non fait : Aucun dossier n’est choisi.")


def test_what_a_bilan_proposes_is_not_added_for_a_client_opposed_meanwhile(
    sheet: BilanSheet, space: Workspace
) -> None:
    oppose(space.store(), 1, "bruno", space.now)
    press(sheet.book, "Ajouter les actions proposées", "Bilan")
    assert "s’est opposé au démarchage : cela vaut pour toujours" in sheet.message
    press(sheet.book, "Enregistrer", "Bilan")
    assert "rien à proposer, sauf ce qu’il demande" in sheet.message


def test_a_bilan_whose_dossier_was_closed_meanwhile_says_so(
    sheet: BilanSheet, space: Workspace
) -> None:
    close_dossier(space.store(), 1, Closing.DOUBLON, "Deux fiches.", "bruno", space.now)
    press(sheet.book, "Enregistrer", "Bilan")
    assert "Ce dossier est clos : Doublon." in sheet.message


def test_a_second_click_on_save_says_that_nothing_changed(sheet: BilanSheet) -> None:
    press(sheet.book, "Enregistrer", "Bilan")
    assert sheet.message.startswith("Bilan enregistré")
    press(sheet.book, "Enregistrer", "Bilan")
    assert sheet.message.startswith("Rien n’a changé au bilan")
