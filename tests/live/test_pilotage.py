"""Pilotage counted again, and its figures followed to their rows, by real clicks."""

from datetime import date

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import EVERYTHING, Choice
from mplus3_xl.domain.vocabulary import Closing, Phase
from mplus3_xl.layout import counted_words as words
from mplus3_xl.layout.pilotage import counted, pilotage_choices
from mplus3_xl.layout.pilotage.pilotage_lines import (
    AGENCIES,
    BY_CLOSING,
    BY_WEEK,
    CHARGES,
    MONTHS_DONE,
    MONTHS_DUE,
    TOTAL,
    Grouping,
    blocks,
)
from mplus3_xl.live.book import Book
from mplus3_xl.live.register.pilotage_reading import key_of
from mplus3_xl.live.sheet import places
from mplus3_xl.services.lists import figures
from tests.live.pressing import call, field, message, named, press


@pytest.fixture
def front(book: xw.Book, space: Workspace) -> xw.Book:
    """The workbook, Pilotage in front and counted."""
    press(book, "Actualiser le pilotage", "Pilotage")
    return book


def shown(book: xw.Book, space: Workspace, choice: Choice) -> None:
    """Each table holds what the service counts, and nothing under it."""
    found = figures.pilotage(space.store(), space.today, choice)
    for block, lines in blocks(found, choice, space.today).items():
        read = field(book, block)
        assert isinstance(read, list)
        assert [tuple(line) for line in read[: len(lines)]] == lines
        assert {cell for line in read[len(lines) :] for cell in line} <= {None}


def choose(book: xw.Book, name: str, text: str) -> None:
    book.sheets["Pilotage"].activate()
    type_in(named(book, name), text)


def select(book: xw.Book, grouping: Grouping, line: int, code: str) -> None:
    """Select the figure `code` of a line of a table."""
    _, table = places.table_named(grouping.table)
    column = columns(grouping).index(code)
    book.sheets["Pilotage"].activate()
    book.sheets["Pilotage"].range((table.first + line + 1, table.col + column + 1)).select()


def test_a_click_counts_again_what_the_store_holds(front: xw.Book, space: Workspace) -> None:
    shown(front, space, EVERYTHING)
    assert message(front) == "Compté au 23/11/2026 : Tout."
    assert front.sheets["Pilotage"].impl.protected is True


def test_only_what_is_chosen_is_counted(front: xw.Book, space: Workspace) -> None:
    choose(front, pilotage_choices.AGENCY, "Corniche")
    choose(front, pilotage_choices.DUE, "11/2026")
    call(front, "Actions.Actualiser")
    shown(front, space, Choice(agency="Corniche", due=Month(2026, 11)))
    assert message(front) == "Compté au 23/11/2026 : Corniche · à faire 11/2026."
    choose(front, pilotage_choices.DUE, "13/2026")
    press(front, "Actualiser le pilotage", "Pilotage")
    assert message(front).startswith("Non fait : « 13/2026 » n’est pas un mois")
    choose(front, pilotage_choices.DUE, "")
    choose(front, pilotage_choices.AGENCY, "Ailleurs")
    press(front, "Actualiser le pilotage", "Pilotage")
    assert "Aucun dossier ne correspond" in message(front)


def test_the_rows_of_a_figure_are_as_many_as_it_says(front: xw.Book, space: Workspace) -> None:
    press(front, "Voir les lignes", "Pilotage")
    assert message(front).startswith("Non fait : Aucun chiffre de Pilotage n’est choisi.")
    close_one(space)
    press(front, "Actualiser le pilotage", "Pilotage")
    for grouping, line, code in (
        (AGENCIES, 1, "en_retard"),
        (BY_WEEK, 0, "fermees"),
        (BY_CLOSING, list(Closing).index(Closing.DOUBLON), "clos"),
    ):
        block = field(front, grouping.block)
        assert isinstance(block, list)
        figures_of_line = dict(zip(columns(grouping), block[line], strict=True))
        select(front, grouping, line, code)
        press(front, "Voir les lignes", "Pilotage")
        assert front.sheets.active.name == counted.TITLE
        rows = Book(front).read_table(counted.TABLE)
        assert len(rows) == figures_of_line[code] > 0
        label = figures_of_line["libelle"]
        assert f", {label} : {len(rows)}, en {len(rows)} ligne" in message(front)
        assert "La feuille disait" not in message(front)


def test_the_rows_of_a_figure_are_shown_whatever_was_filtered_there(
    front: xw.Book, space: Workspace
) -> None:
    for _ in range(2):
        select(front, TOTAL, 0, "en_retard")
        press(front, "Voir les lignes", "Pilotage")
        assert Book(front).read_filter(counted.TABLE) == ()
        Book(front).filter_table(counted.TABLE, {"client": "Personne"})


@pytest.mark.parametrize(
    ("grouping", "label", "key"),
    [
        (MONTHS_DUE, "11/2026", Month(2026, 11)),
        (MONTHS_DONE, "11/2026", Month(2026, 11)),
        (BY_WEEK, "23/11/2026", date(2026, 11, 23)),
        (BY_CLOSING, "Doublon", Closing.DOUBLON),
        (AGENCIES, words.NO_AGENCY, ""),
        (CHARGES, words.NO_CHARGE, ""),
        (CHARGES, "Hugo Mazin", "Hugo Mazin"),
        (TOTAL, "Tout", ""),
    ],
)
def test_the_group_of_a_line_is_read_from_its_label(
    grouping: Grouping, label: str, key: object
) -> None:
    assert key_of(grouping, label) == key


def test_a_row_counted_opens_its_fiche(front: xw.Book, space: Workspace) -> None:
    select(front, TOTAL, 0, "en_retard")
    press(front, "Voir les lignes", "Pilotage")
    (first, *_) = Book(front).read_table(counted.TABLE)
    row = next(each for each in space.queue() if each.dossier == first["dossier"])
    assert (first["client"], first["agence"], first["charge"]) == (row.nom, row.agence, row.charge)
    assert (first["cible"], first["fenetre_fin"]) == (row.cible, row.fenetre_fin)
    press(front, "Ouvrir la fiche", counted.TITLE)
    assert field(front, "fiche_code") == first["dossier"]


def test_a_figure_of_another_choice_or_of_an_earlier_hour_is_said_to_be_so(
    front: xw.Book, space: Workspace
) -> None:
    select(front, TOTAL, 0, "a_appeler")
    close_one(space)
    press(front, "Voir les lignes", "Pilotage")
    before = figures.pilotage(space.store(), space.today).total["a_appeler"]
    assert f"La feuille disait {(before or 0) + 1:.0f} : actualisez" in message(front)
    choose(front, pilotage_choices.CHARGE, "Hugo Mazin")
    select(front, TOTAL, 0, "a_appeler")
    press(front, "Voir les lignes", "Pilotage")
    assert message(front).startswith("Non fait : Ce chiffre n’est pas celui du choix")


def close_one(space: Workspace) -> None:
    """Somebody else closes a dossier that was to be called."""
    row = next(each for each in space.queue() if each.phase is Phase.FENETRE)
    with space.store().write() as unit:
        unit.update("dossiers", [(row.dossier, {"closing": "doublon", "closed_on": space.today})])


def columns(grouping: Grouping) -> list[str]:
    _, table = places.table_named(grouping.table)
    return [column.key for column in table.columns]
