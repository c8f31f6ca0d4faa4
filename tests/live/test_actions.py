"""Each action, from the store to the sheet."""

from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.layout.queue import accueil
from mplus3_xl.layout.queue.counting import counters
from mplus3_xl.live import actions
from mplus3_xl.live import book as live_book
from mplus3_xl.live.book import Book
from tests.live.pressing import message


@pytest.fixture
def refreshed(book: xw.Book, queue: xw.Sheet, space: Workspace) -> xw.Book:
    """The workbook after a click on Actualiser."""
    book.set_mock_caller()
    actions.actualiser()
    return book


def test_a_refresh_counts_the_day(refreshed: xw.Book, space: Workspace) -> None:
    figures = counters(space.queue_of(), space.today)
    names = [f"jour_{key}" for key, *_ in accueil.CARDS]
    shown = Book(refreshed).read_form(names)
    assert shown == {name: getattr(figures, name.removeprefix("jour_")) for name in names}


def test_a_refresh_protects_the_first_sheet_again(
    refreshed: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed.sheets["Accueil"].activate()
    desk = Book(refreshed)
    monkeypatch.setattr(live_book, "calling_book", lambda: desk)
    actions.actualiser()
    assert (desk.gate.calls.count("Deproteger"), desk.gate.calls[-1]) == (1, "Proteger")
    assert refreshed.sheets["Accueil"].impl.protected is True


def test_a_refresh_without_a_store_says_what_to_do(
    book: xw.Book, queue: xw.Sheet, folder: Path
) -> None:
    book.set_mock_caller()
    actions.actualiser()
    said = message(book, "File")
    assert said.startswith("Non fait : ")
    assert "Importez" in said or "mplus3" in said
    assert Book(book).read_table("tFile")[0]["dossier"] == 1
