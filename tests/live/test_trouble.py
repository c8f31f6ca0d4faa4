"""What goes wrong during a click is told, and nothing typed or saved is lost."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.live.book import Book
from mplus3_xl.settings import STORE
from tests.conftest import NOW
from tests.dossiers import open_dossier
from tests.live.filled import ODD_NAMES, filled
from tests.live.pressing import dossier_shown, field, message, named, press, typed
from tests.services.calls import saved
from tests.services.desk import form

HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with five dossiers to call."""
    return filled(folder, 5)


@pytest.fixture
def calling(book: xw.Book, space: Workspace) -> xw.Book:
    """The workbook with the form of the first client open, and a note typed in it."""
    press(book, "Actualiser la file", "Accueil")
    press(book, "Suivant", "Accueil")
    type_in(named(book, "fiche_note"), "Rappeler à midi")
    return book


@contextmanager
def held(store: Path) -> Iterator[None]:
    """Have another process keep the store to itself."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield
        process.stdin.close()


def refused(book: xw.Book) -> str:
    """The message of the form: it must be a refusal that leaves what is typed."""
    said = message(book, "Fiche")
    assert said.startswith("Non fait : ")
    assert field(book, "fiche_note") == "Rappeler à midi"
    assert field(book, "fiche_modifie") is not None
    assert book.sheets["Fiche"].impl.protected is True
    return said


def test_a_store_that_another_process_holds_is_told(calling: xw.Book, space: Workspace) -> None:
    with held(space.folder / STORE):
        press(calling, "Enregistrer", "Fiche")
        assert "Ce que vous avez tapé reste dans la fiche." in refused(calling)
    press(calling, "Enregistrer", "Fiche")
    view = open_dossier(space.store(), dossier_shown(calling))
    assert view.draft is not None
    assert view.draft.content["fiche_note"] == "Rappeler à midi"


def test_a_store_that_goes_in_the_middle_of_a_click_is_told(
    calling: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = Book.read_form
    path = space.folder / STORE

    def read_and_lose(self: Book, names: list[str]) -> object:
        found = reading(self, names)
        path.rename(path.with_suffix(".ailleurs"))
        return found

    with monkeypatch.context() as lost:
        lost.setattr(Book, "read_form", read_and_lose)
        press(calling, "Enregistrer", "Fiche")
    assert "Ce que vous avez tapé reste dans la fiche." in refused(calling)
    path.with_suffix(".ailleurs").rename(path)
    press(calling, "Enregistrer", "Fiche")
    assert field(calling, "fiche_modifie") is None


def test_a_form_is_not_left_when_its_typing_cannot_be_kept(
    calling: xw.Book, space: Workspace
) -> None:
    code = dossier_shown(calling)
    with held(space.folder / STORE):
        press(calling, "Suivant", "Fiche")
        refused(calling)
    assert dossier_shown(calling) == code


@pytest.mark.parametrize(("reply", "left"), [("no", False), ("yes", True)])
def test_a_form_whose_dossier_is_gone_is_left_only_if_one_says_so(
    calling: xw.Book, space: Workspace, reply: str, *, left: bool
) -> None:
    code, answers = dossier_shown(calling), calling.app.impl.answers
    lose(space, code)
    answers.replies.append(reply)
    press(calling, "Suivant", "Fiche")
    (asked,) = answers.shown
    assert "Ce que vous avez tapé dans sa fiche sera perdu." in asked.prompt
    assert asked.refusing is True
    assert (dossier_shown(calling) != code) is left
    if not left:
        assert "n’existe plus" in refused(calling)


def lose(space: Workspace, dossier_id: int) -> None:
    """Take a dossier out of the store, as one that a backup does not have yet."""
    with sqlite3.connect(space.folder / STORE) as connection:
        connection.execute("DELETE FROM dossiers WHERE id = ?", [dossier_id])
    connection.close()


def test_what_somebody_else_saved_meanwhile_is_never_overwritten(
    calling: xw.Book, space: Workspace
) -> None:
    change = replace(form("autre", "OK"), dossier_id=dossier_shown(calling))
    saved(space.store(), change, "bruno", NOW)
    press(calling, "Enregistrer", "Fiche")
    assert "bruno" in refused(calling)
    assert open_dossier(space.store(), dossier_shown(calling)).dossier.lagon is None


def test_typing_is_kept_in_the_store_when_a_save_is_refused(
    calling: xw.Book, space: Workspace
) -> None:
    type_in(named(calling, "fiche_tag_bilan"), "OK")
    press(calling, "Enregistrer", "Fiche")
    refused(calling)
    (kept,) = open_dossier(space.store(), dossier_shown(calling)).kept
    assert kept.content["fiche_note"] == "Rappeler à midi"


def test_a_form_is_saved_once_even_if_pressed_twice(calling: xw.Book, space: Workspace) -> None:
    press(calling, "Enregistrer", "Fiche")
    press(calling, "Enregistrer", "Fiche")
    assert message(calling) == "Rien n’a changé depuis le dernier enregistrement."
    assert open_dossier(space.store(), dossier_shown(calling)).dossier.version == 2


def test_an_empty_form_has_nothing_to_save(book: xw.Book, space: Workspace) -> None:
    book.macro("Classeur.Deproteger")("Fiche", "")
    named(book, "fiche_code").value = None
    book.macro("Classeur.Proteger")("Fiche", False, True, "", "", 0)
    book.sheets["Fiche"].activate()
    press(book, "Enregistrer", "Fiche")
    assert "Aucun dossier n’est ouvert" in message(book)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_name_is_the_text_it_is_wherever_it_is_shown(
    book: xw.Book, space: Workspace, name: str
) -> None:
    press(book, "Actualiser la file", "Accueil")
    typed(book, f"L{ODD_NAMES.index(name) + 1}")
    press(book, "Chercher un client", "Accueil")
    assert field(book, "fiche_nom") == name
    assert name in [row["nom"] for row in Book(book).read_table("tFile")]
    typed(book, "L9")
    press(book, "Chercher un client", "File")
    assert Book(book).read_table("tRecherche") == []


def test_the_integrity_of_the_store_is_looked_at(calling: xw.Book, space: Workspace) -> None:
    with sqlite3.connect(space.folder / STORE) as connection:
        connection.execute("UPDATE contracts SET dossier_id = NULL")
    connection.close()
    press(calling, "Diagnostic", "À propos")
    found = {row["sujet"]: row["constat"] for row in Book(calling).read_table("tDiagnostic")}
    said = str(found["Cohérence de la base"])
    assert said.startswith("À corriger : Dossiers ouverts sans contrat (5) : 1 (")
    assert "« Clore le dossier »" in said
