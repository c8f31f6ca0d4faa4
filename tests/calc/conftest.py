"""One LibreOffice for all these tests, started anew only when a test has ended it."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import engine, shim
from mplus3_xl.calc.alerts import Scripted
from tests.calc import invented

LIMIT = 60.0
"""Seconds that one test may take: then its LibreOffice is ended, and the test fails."""


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "proves(*members): the members that a test is the proof of")


class Bench:
    """The LibreOffice of the run."""

    def __init__(self) -> None:
        self.app: xw.App | None = None

    def running(self) -> xw.App:
        if self.app is None or not self.app.impl.running:
            self.app = engine.start()
        return self.app

    def end(self) -> None:
        if self.app is not None:
            self.app.kill()


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.end()


@pytest.fixture
def app(bench: Bench) -> Iterator[xw.App]:
    app = bench.running()
    app.impl.answers = Scripted()
    watch = threading.Timer(LIMIT, app.impl.office.end)
    watch.start()
    yield app
    if app.impl.running:
        for book in list(app.books):
            book.close()
    watch.cancel()


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
