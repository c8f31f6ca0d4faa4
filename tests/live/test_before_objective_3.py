"""The bilan says what comes before it, as the call form has it: typed there, saved or not."""

from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc.clicks import type_in
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.live.book import Book
from tests.live.called import to_call
from tests.live.pressing import call, field, message, named, press, select

OBJECTIVE_1 = "objectif 1, 9 champs à valider"
AGREEMENT = "accord du client à demander"


@pytest.fixture
def form(book: xw.Book, folder: Path) -> xw.Book:
    """The form of a client to call."""
    to_call(folder)
    press(book, "Actualiser la file", "Accueil")
    press(book, "Suivant", "Accueil")
    book.app.impl.answers.default = "yes"  # what the bilan shows is of nobody here
    return book


def before(book: xw.Book) -> str:
    """What the bilan says first when it is opened from the form."""
    book.sheets["Fiche"].activate()
    press(book, "Bilan", "Fiche")
    return message(book, bilan.TITLE)


def test_what_is_confirmed_and_not_saved_is_no_longer_to_be_done(form: xw.Book) -> None:
    said = before(form)
    assert OBJECTIVE_1 in said
    assert AGREEMENT in said
    press(form, "Tout confirmer", "Fiche")
    type_in(named(form, "fiche_accord"), "Oui")
    said = before(form)
    assert OBJECTIVE_1 not in said
    assert AGREEMENT not in said
    assert "objectif 2, 8 pièces à régler" in said
    type_in(named(form, "fiche_pieces")[0, 2], "Non requise")
    assert "objectif 2, 7 pièces à régler" in before(form)


def test_the_agreement_that_was_saved_is_known_when_another_form_is_open(form: xw.Book) -> None:
    type_in(named(form, "fiche_accord"), "Oui")
    press(form, "Enregistrer", "Fiche")
    saved = field(form, "fiche_code")
    press(form, "Suivant", "Fiche")
    assert isinstance(saved, int)
    assert field(form, "fiche_code") != saved
    listed = [row["dossier"] for row in Book(form).read_table("tFile")]
    select(form, "File", "tFile", listed.index(saved))
    call(form, "Actions.OuvrirBilan")
    assert AGREEMENT not in message(form, bilan.TITLE)
