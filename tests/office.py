"""One LibreOffice for all tests of a process, started anew only when a test has ended it.

A conftest that imports `app` and `bench` offers them to its folder; the process is the same.
"""

import threading
from collections.abc import Iterator

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

    def running(self) -> xw.App:
        if self.app is None or not self.app.impl.running:
            self.app = engine.start()
        return self.app

    def end(self) -> None:
        if self.app is not None:
            self.app.kill()
        self.app = None


_BENCH = Bench()


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    yield _BENCH
    _BENCH.end()


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
