"""`mplus3 ouvrir` where there is no Excel: the buttons reach Python from LibreOffice."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import xlwings as xw

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.calc import clicks, engine, macros, mouse
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.libreoffice_copies import COPIES
from mplus3_xl.live.book import Book
from mplus3_xl.opening import Opened
from mplus3_xl.settings import own_store
from mplus3_xl.workbook_versions import versions_noted
from tests.demos import demo_in
from tests.live.pressing import named
from tests.live.queue_rows import rows
from tests.live.spaces import Space, assert_shows_the_store, book_of, end, wait_until
from tests.screen import screen

__all__ = ["screen"]

REFRESHED = "File à jour : "


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Space]:
    made = Space(tmp_path / "demo")
    yield made
    made.end()


def press_refresh(book: xw.Book) -> None:
    """Press the button; Python runs after that, and writes the message of the sheet."""
    book.sheets["File"].activate()
    (label,) = (each.label for each in ACTIONS if each.id == "actualiser")
    (button,) = (
        each for each in clicks.buttons(book) if (each.sheet, each.caption) == ("File", label)
    )
    macros.call(book.impl, button.script)


def wait_for_refresh(book: xw.Book) -> None:
    wait_until(lambda: str(named(book, "file_message").value).startswith(REFRESHED))
    wait_until(lambda: book.app.screen_updating is True)


def test_a_button_of_the_opened_copy_starts_python_and_the_sheet_is_filled(space: Space) -> None:
    Book(space.book).write_table("tFile", rows(3))
    press_refresh(space.book)
    wait_for_refresh(space.book)
    assert_shows_the_store(space.book, space.workspace)


def test_the_opened_workbook_is_a_copy_of_the_one_in_the_space(space: Space) -> None:
    copy, original = space.opened.workbook, space.folder / "MPlus3.xlsm"
    assert copy.is_relative_to(space.folder / COPIES)
    assert copy.stem == "MPlus3 copie LibreOffice"
    assert original.exists()


def test_the_first_click_on_the_copy_need_not_read_its_versions(space: Space) -> None:
    assert versions_noted(space.workspace, Book(space.book).path)


def test_two_openings_of_one_space_do_not_step_on_each_other(space: Space) -> None:
    first, second = space.opened, space.open()
    try:
        assert first.workbook != second.workbook
        for opened in (first, second):
            press_refresh(book_of(opened))
            wait_for_refresh(book_of(opened))
            assert_shows_the_store(book_of(opened), space.workspace)
    finally:
        end(first)


def test_what_a_killed_libreoffice_left_is_thrown_away_by_the_next_opening(space: Space) -> None:
    left = space.opened.workbook.parent
    left_by_us = left.rename(left.with_name("0-perdu"))  # as if another mplus3 had opened it
    space.end()
    space.open()
    assert not left_by_us.exists()
    assert space.opened.workbook.exists()


def test_the_command_opens_a_window_that_works_and_closes_without_a_question(
    tmp_path: Path, screen: str
) -> None:
    folder = tmp_path / "demo"
    with opened_on(screen, folder) as (process, book):
        assert_shows_the_store(book, open_workspace(folder, own_store(folder), None))
        clicks.leave(book)
        assert process.wait(20) == 0
        assert list((folder / COPIES).iterdir()) == []


def test_a_double_click_on_a_row_of_the_queue_opens_its_form(tmp_path: Path, screen: str) -> None:
    with opened_on(screen, tmp_path / "demo") as (_, book):
        dossier = Book(book).read_table("tFile")[2]["dossier"]
        body = book.sheets["File"].tables["tFile"].data_body_range
        assert body is not None
        mouse.double_click(body[2, 1])
        wait_until(lambda: named(book, "fiche_code").value == dossier)
        wait_until(lambda: book.sheets.active.name == "Fiche" and not book.impl.doc.isModified())


@contextmanager
def opened_on(screen: str, folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", xw.Book]]:
    """A demo that `mplus3 ouvrir` has opened in a window, its queue refreshed."""
    demo_in(folder)
    command = [sys.executable, "-m", "mplus3_xl", "ouvrir", "--attendre", "--espace", str(folder)]
    shown = {**os.environ, "DISPLAY": screen}
    with subprocess.Popen(command, env=shown, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            while b"Ouvert dans LibreOffice" not in process.stdout.readline():
                assert process.poll() is None
            (book,) = engine.attach(_connection(process.pid)).books
            press_refresh(book)
            wait_for_refresh(book)
            wait_until(lambda: not book.impl.doc.isModified())
            yield process, book
        finally:
            end(Opened("LibreOffice", folder, process))


def _connection(opener: int) -> str:
    """Where the LibreOffice listens that the process `opener` has started."""
    lines = (each.cmdline() for each in psutil.Process(opener).children(recursive=True))
    (found,) = {word for line in lines for word in line if word.startswith("--accept=")}
    return found.removeprefix("--accept=").partition(";")[0]
