"""A workbook that LibreOffice opened to read only: each button says so, where it was silent."""

import threading
from pathlib import Path

import xlwings as xw

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.shim import READ_ONLY
from tests.live.pressing import named
from tests.live.spaces import wait_until
from tests.live.test_opened import opened_on, press_refresh
from tests.screen import screen

__all__ = ["screen"]


def test_a_button_of_a_workbook_opened_to_read_only_says_what_to_do(
    tmp_path: Path, screen: str
) -> None:
    with opened_on(screen, tmp_path / "demo") as (_, book):
        copy = book.app.books.open(_closed(book), read_only=True)
        said = named(copy, "file_message").value
        pressing = threading.Thread(target=press_refresh, args=(copy,), daemon=True)
        pressing.start()
        wait_until(lambda: _box(book.app) is not None)
        box = _box(book.app)
        assert READ_ONLY in _texts(box)
        _part(box, "PUSH_BUTTON").doAccessibleAction(0)
        pressing.join(20)
        assert not pressing.is_alive()
        assert (_box(book.app), named(copy, "file_message").value) == (None, said)


def _closed(book: xw.Book) -> str:
    path = str(book.fullname)
    book.impl.doc.close(True)
    return path


def _box(app: xw.App) -> Uno:
    """What a screen reader is told of the message box on the screen; None where there is none."""
    toolkit = app.impl.service("awt.Toolkit")
    windows = [toolkit.getTopWindow(at) for at in range(toolkit.getTopWindowCount())]
    told = (each.getAccessibleContext() for each in windows)
    return next((each for each in told if each and each.getAccessibleName() == "M+3"), None)


def _parts(whole: Uno) -> list[Uno]:
    inside = (whole.getAccessibleChild(at) for at in range(whole.getAccessibleChildCount()))
    return [whole, *(part for each in inside for part in _parts(each.getAccessibleContext()))]


def _texts(whole: Uno) -> list[str]:
    return [str(part.getAccessibleName()) for part in _parts(whole)]


def _part(whole: Uno, role: str) -> Uno:
    wanted = bridge.constant(f"accessibility.AccessibleRole.{role}")
    return next(part for part in _parts(whole) if part.getAccessibleRole() == wanted)
