"""One LibreOffice for all tests of a process, started anew only when a test has ended it.

A conftest that imports `app` and `bench` offers them to its folder; the process is the same.
"""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
import xlwings as xw

from mplus3_xl.calc import engine
from mplus3_xl.calc.alerts import Scripted

LIMIT = 120.0
"""Seconds that one test may take: then its LibreOffice is ended, and the test fails."""


class Bench:
    """The LibreOffice of the run."""

    def __init__(self) -> None:
        self.app: xw.App | None = None
        self._shared: tuple[str, xw.Book] | None = None

    def running(self) -> xw.App:
        if self.app is None or not self.app.impl.running:
            self.app = engine.start()
            self._shared = None
        return self.app

    def shared(self, group: str, model: Path) -> xw.Book:
        """A copy of `model` that stays open for the tests of a group, until another test comes."""
        if self._shared is None:
            folder = mkdtemp(dir=model.parent)  # a test's own folder goes with it
            self._shared = group, self.running().books.open(shutil.copy(model, folder))
        return self._shared[1]

    def close_books(self, group: str | None) -> None:
        """Close what is open, but for the book that the tests of `group` share."""
        if self.app is None or not self.app.impl.running:
            return
        if self._shared is not None and self._shared[0] != group:
            self._shared = None
        kept = self._shared and self._shared[1].fullname
        for book in list(self.app.books):
            if book.fullname != kept:
                book.close()

    def end(self) -> None:
        if self.app is not None:
            self.app.kill()
        self.app = self._shared = None


_BENCH = Bench()


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    yield _BENCH
    _BENCH.end()


def group_of(request: pytest.FixtureRequest) -> str | None:
    """The group of the tests that share their book with this one; None for a book of its own.

    Those of a group ask nothing of the book that another of them changes, in whatever order.
    """
    mark = request.node.get_closest_marker("shared_book")
    return str(mark.args[0]) if mark else None


@pytest.fixture
def app(bench: Bench, request: pytest.FixtureRequest) -> Iterator[xw.App]:
    app, group = bench.running(), group_of(request)
    bench.close_books(group)
    app.impl.answers = Scripted()
    watch = threading.Timer(LIMIT, app.impl.office.end)
    watch.start()
    yield app
    bench.close_books(group)
    watch.cancel()
