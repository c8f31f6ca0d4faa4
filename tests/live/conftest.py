"""The product's workbook, open in LibreOffice, with the desk over it."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, open_workspace, shipped
from mplus3_xl.calc import shim
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.live.book import Book
from mplus3_xl.painter.macro_workbook import sheet_modules, shim_modules, workbook_with_macros
from mplus3_xl.painter.vba import Module, build
from tests.demos import demo_in
from tests.live.pressing import ANSWERING, press
from tests.live.queue_rows import rows
from tests.office import Bench, app, bench, group_of
from tests.painter.invented import opened

__all__ = ["app", "bench"]

ROWS = 10
"""How many dossiers the workbook shows when it is opened."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "shared_book(group): the book of these tests is opened once")


@pytest.fixture(scope="session")
def clickable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The released workbook, filled, with the VBA that LibreOffice can compile."""
    folder, shims = tmp_path_factory.mktemp("vivant"), shipped("vba_shims")
    content = opened(ROWS)._replace(frozen_day=False)  # it serves on every store
    released = folder / "released.xlsm"
    released.write_bytes(workbook_with_macros(content, shims))
    stubs = [Module(shim.MODULE, shim.RECORDING), Module("Questions", ANSWERING)]
    ours = [module for module in shim_modules(shims) if module.name != "Questions"]
    planned = sheets(content._replace(xlwings_version=""), macros=True)
    project = build([*ours, *stubs, *sheet_modules(planned, shims)])
    return shim.make_clickable(released, folder / "MPlus3.xlsm", project)


@pytest.fixture
def book(
    app: xw.App, bench: Bench, clickable: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> xw.Book:
    """The workbook, open: the test's own, or that of the tests of its group."""
    if group := group_of(request):
        return bench.shared(group, clickable)
    return app.books.open(shutil.copy(clickable, tmp_path))


@pytest.fixture
def desk(book: xw.Book) -> Book:
    """The desk of one click."""
    return Book(book)


@pytest.fixture
def queue(book: xw.Book) -> xw.Sheet:
    """The sheet of the queue, in front: the dossier of each row is its rank."""
    Book(book).write_table("tFile", rows(ROWS))
    book.sheets["File"].activate()
    return book.sheets["File"]


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the imported sample exports; to be copied."""
    folder = tmp_path_factory.mktemp("demo") / "demo-mplus3"
    demo_in(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder one works in, empty."""
    folder = tmp_path / "espace"
    folder.mkdir()
    monkeypatch.setenv("MPLUS3_ESPACE", str(folder))
    return folder


@pytest.fixture
def space(imported: Path, folder: Path) -> Workspace:
    """A folder of one's own to work in, with the sample exports."""
    shutil.copytree(imported, folder, dirs_exist_ok=True)
    return open_workspace(None, None, None)


@pytest.fixture
def at_work(book: xw.Book, space: Workspace) -> xw.Book:
    """The workbook after Actualiser, the queue in front."""
    book.sheets["File"].activate()
    press(book, "Actualiser la file")
    return book
