"""The words of the script, typed by a manager, then said by the form of a call."""

from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.reglages import scripts
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.agency.reglages_kept import reglages_of
from tests.live.filled import filled
from tests.live.pressing import field, message, press
from tests.live.setting import value_of

OWN = "Et vos autres assureurs, depuis {risque} ?"
OURS = scripts.lines({})


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with a dossier, whose manager clicks."""
    return filled(folder, 1)


def text_of(book: xw.Book, code: str) -> xw.Range:
    """The cell of a text."""
    body = book.sheets["Scripts"].tables[scripts.TABLE].data_body_range
    assert body is not None
    found = body[scripts.codes().index(code), scripts.TEXT_AT]
    assert isinstance(found, xw.Range)
    return found


def test_a_text_that_a_manager_edits_is_said_by_the_form_until_he_takes_it_back(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Scripts")
    shown = as_lines(Book(book).read_form([scripts.TEXTS])[scripts.TEXTS])
    assert [tuple(line) for line in shown] == OURS
    type_in(text_of(book, "declencheur"), OWN)
    press(book, "Enregistrer", "Scripts")
    assert message(book) == "1 texte enregistré (version n° 1)."
    assert reglages_of(space.store()).texts == {"declencheur": OWN}
    assert text_of(book, "declencheur").offset(0, 1).value == "Oui"

    press(book, "Suivant")
    assert "Et vos autres assureurs" in str(field(book, "fiche_declencheur"))

    press(book, "Scripts", "Paramètres")
    book.app.impl.answers.replies.append("yes")
    press(book, "Annuler les réglages", "Scripts")
    assert message(book).startswith("Annulé : 1 réglage rétabli (version n° 2). De retour : ")
    assert f"au lieu de {OWN}." in message(book)
    assert text_of(book, "declencheur").value == OURS[scripts.codes().index("declencheur")][2]


def test_each_sheet_of_settings_saves_whatever_the_other_saved_since(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Paramètres")
    type_in(value_of(book, "tolerance_days"), "3")
    press(book, "Scripts")
    type_in(text_of(book, "declencheur"), OWN)
    press(book, "Enregistrer", "Scripts")
    book.sheets["Paramètres"].activate()
    press(book, "Enregistrer les réglages", "Paramètres")
    assert message(book).startswith("1 réglage enregistré (version n° 2).")
    book.sheets["Scripts"].activate()
    type_in(text_of(book, "declencheur"), "")
    press(book, "Enregistrer", "Scripts")
    assert message(book) == "1 texte enregistré (version n° 3)."
    made = reglages_of(space.store())
    assert (made.texts, made.values) == ({}, {"tolerance_days": 3})


def test_a_text_that_is_refused_is_marked_and_nothing_is_saved(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Scripts")
    type_in(text_of(book, "declencheur"), OWN)
    type_in(text_of(book, "objet_appel"), "Je vous appelle pour {assureur}.")
    press(book, "Enregistrer", "Scripts")
    wrong = line_name(scripts.TEXTS, scripts.codes().index("objet_appel"), scripts.TEXT_AT)
    assert field(book, scripts.PROBLEMS) == f";{wrong};"
    assert "il dit le mot « commercial »" in message(book)
    assert book.selection == text_of(book, "objet_appel")
    assert reglages_of(space.store()).version == 0
    assert text_of(book, "declencheur").value == OWN
