"""Each action, from the store to the sheet."""

from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl import bootstrap
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.layout import accueil
from mplus3_xl.layout.counting import counters
from mplus3_xl.live import actions
from mplus3_xl.live.book import Book
from tests.demos import demo_in
from tests.live.test_forms import named


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the imported sample exports."""
    folder = tmp_path_factory.mktemp("demo") / "demo-mplus3"
    demo_in(folder)
    return folder


@pytest.fixture
def workspace(demo: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The demo as the folder one works in."""
    monkeypatch.setenv("MPLUS3_ESPACE", str(demo))
    return bootstrap.open_workspace(None, None, None)


@pytest.fixture
def refreshed(book: xw.Book, queue: xw.Sheet, workspace: Workspace) -> xw.Book:
    """The workbook after a click on Actualiser."""
    book.set_mock_caller()
    actions.actualiser()
    return book


def test_a_refresh_shows_the_queue_of_the_store(refreshed: xw.Book, workspace: Workspace) -> None:
    shown = Book(refreshed).read_table("tFile")
    assert [row["dossier"] for row in shown] == [row.dossier for row in workspace.queue()]
    assert len(shown) > 10


def test_a_refresh_counts_the_day(refreshed: xw.Book, workspace: Workspace) -> None:
    figures = counters(workspace.queue(), workspace.today)
    names = [f"accueil_{key}" for key, *_ in accueil.CARDS]
    shown = Book(refreshed).read_form(names)
    assert shown == {name: getattr(figures, name.removeprefix("accueil_")) for name in names}


def test_a_refresh_says_how_many_dossiers_wait(refreshed: xw.Book, workspace: Workspace) -> None:
    count = len(workspace.queue())
    assert named(refreshed, "file_message").value == f"File à jour : {count} dossiers."


def test_a_refresh_protects_the_first_sheet_again(refreshed: xw.Book) -> None:
    assert refreshed.sheets["Accueil"].impl.protected is True


def test_a_refresh_without_a_store_says_what_to_do(
    book: xw.Book, queue: xw.Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path / "vide"))
    book.set_mock_caller()
    actions.actualiser()
    message = str(named(book, "file_message").value)
    assert message.startswith("Non fait : ")
    assert "Importez" in message or "mplus3" in message
    assert Book(book).read_table("tFile")[0]["dossier"] == 1
