"""A demo opened as `mplus3 ouvrir` opens it, without a window, and clicks in their own process."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import psutil
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.calc import engine
from mplus3_xl.live.book import Book
from mplus3_xl.opening import Opened, in_libreoffice
from mplus3_xl.settings import own_store
from mplus3_xl.workbook import NAME
from tests.demos import demo_in

LIMIT = 40.0
"""Seconds that a click may take, its process included, on a busy machine."""


class Space:
    """A demo, and its workbook open in a LibreOffice of its own."""

    def __init__(self, folder: Path) -> None:
        demo_in(folder)
        self.folder = folder
        self.opened = self.open()

    @property
    def workspace(self) -> Workspace:
        return open_workspace(self.folder, own_store(self.folder), None)

    def open(self) -> Opened:
        self.__dict__.pop("book", None)  # the one of another LibreOffice
        self.opened = in_libreoffice(self.workspace, self.folder / NAME, windowed=False)
        return self.opened

    @cached_property
    def book(self) -> xw.Book:
        """Its workbook, joined once: the bridge may fall when it is joined after each kill."""
        return book_of(self.opened)

    def click(self, command: str, **environment: str) -> int:
        """Run the process of one click; its exit code, negative when a signal ended it."""
        told = {"MPLUS3_ESPACE": str(self.folder), "XDG_STATE_HOME": str(self.folder)}
        arguments = [self.opened.connection, str(self.opened.workbook), command]
        return subprocess.run(
            [sys.executable, "-m", "mplus3_xl.calc.click", *arguments],
            env={**os.environ, **told, **environment},
            stderr=subprocess.DEVNULL,
            timeout=LIMIT,
            check=False,
        ).returncode

    def office(self) -> list[int]:
        """The processes of its LibreOffice."""
        process = psutil.Process(self.opened.process.pid)
        return [each.pid for each in (*process.children(recursive=True), process)]

    def end(self) -> None:
        end(self.opened)


def book_of(opened: Opened) -> xw.Book:
    """The book of a workbook that is open, joined once more."""
    (book,) = engine.attach(opened.connection).books
    return book


def end(opened: Opened) -> None:
    """End its LibreOffice, whatever state it is in."""
    if opened.process.poll() is None:
        process = psutil.Process(opened.process.pid)
        for each in (*process.children(recursive=True), process):
            each.kill()
    opened.process.wait()


def wait_until(reached: Callable[[], bool], limit: float = LIMIT) -> None:
    """Wait for something; fail after `limit` seconds."""
    start = time.monotonic()
    while not reached():
        assert time.monotonic() < start + limit, "it did not happen in time"
        time.sleep(0.05)


def assert_shows_the_store(book: xw.Book, workspace: Workspace) -> None:
    """The queue is the store's, whole, and the sheets are as a click leaves them."""
    queue = [row.dossier for row in workspace.queue()]
    assert [row["dossier"] for row in Book(book).read_table("tFile")] == queue
    assert book.sheets["File"].tables["tFile"].range.rows.count == len(queue) + 1
    assert book.sheets["Accueil"].impl.protected is True
    assert book.app.screen_updating is True
