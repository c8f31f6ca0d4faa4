"""What tests of the engine need: the LibreOffice of the run, an invented workbook."""

import shutil
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import shim
from tests.calc import invented
from tests.office import app, bench

__all__ = ["app", "bench"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "proves(*members): the members that a test is the proof of")


@pytest.fixture
def book(app: xw.App) -> xw.Book:
    return app.books.add()


@pytest.fixture
def sheet(book: xw.Book) -> xw.Sheet:
    return book.sheets[0]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented workbook, with the VBA that records its clicks."""
    path = tmp_path_factory.mktemp("calc") / "Essai.xlsm"
    return invented.workbook(path, invented.project(shim.RECORDING))


@pytest.fixture
def file(built: Path, tmp_path: Path) -> Path:
    """A copy for one test: a LibreOffice that is killed leaves a lock beside its file."""
    return Path(shutil.copy(built, tmp_path))


@pytest.fixture
def sample(app: xw.App, file: Path) -> xw.Book:
    """The invented workbook, open."""
    return app.books.open(file)


@pytest.fixture
def form(sample: xw.Book) -> xw.Sheet:
    return sample.sheets["Fiche"]


@pytest.fixture
def queue(sample: xw.Book) -> xw.Sheet:
    return sample.sheets["File"]
