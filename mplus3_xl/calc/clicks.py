"""What a person does with the mouse and the keyboard, done to a workbook open in LibreOffice."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import xlwings as xw

from mplus3_xl.calc import bridge, macros
from mplus3_xl.calc.book import Book
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import RefusedError
from mplus3_xl.calc.range import Range
from mplus3_xl.calc.sheet import Sheet
from mplus3_xl.calc.shim import ANSWER, REQUESTS, RESPONDS


@dataclass(frozen=True, slots=True)
class Button:
    """A button of a sheet, as LibreOffice bound it when it read the workbook."""

    sheet: str
    caption: str
    macro: str
    """The "Module.Sub" that it runs."""
    script: str
    """LibreOffice's address of that macro."""


def buttons(book: xw.Book, sheet: str | None = None, caption: str | None = None) -> list[Button]:
    """The buttons that are bound to a macro: of a sheet or of all, of a caption or of each."""
    impl: Book = book.impl
    sheets = impl.sheets if sheet is None else [impl.sheets(sheet)]
    return [button for each in sheets for button in _buttons(each, caption)]


def _buttons(sheet: Sheet, wanted: str | None) -> Iterator[Button]:
    forms = sheet.xl.DrawPage.Forms
    for form in (forms.getByIndex(i) for i in range(forms.Count)):
        for place in range(form.Count):
            caption = form.getByIndex(place).Label
            for event in form.getScriptEvents(place) if wanted in (None, caption) else ():
                script = event.ScriptCode
                yield Button(sheet.name, caption, macros.name(script), script)


def press(book: xw.Book, caption: str, sheet: str | None = None) -> list[str]:
    """Press a button; the commands of Python that its VBA asked for, in order.

    Raises `RefusedError` when there is not exactly one such button, or when the VBA of the
    workbook does not run at all (LibreOffice itself says nothing of it).
    """
    fit = buttons(book, sheet, caption)
    if len(fit) != 1:
        raise RefusedError(f"{len(fit)} buttons are called {caption!r}")
    refuse_if_silent(book)
    requests(book)  # forget those of an earlier click
    macros.call(book.impl, fit[0].script)
    return requests(book)


def leave(book: xw.Book) -> None:
    """Leave LibreOffice by its menu: it asks what it would ask a person."""
    with suppress(bridge.error("lang.DisposedException")):  # it has gone before it can answer
        _dispatch(book.impl, ".uno:Quit")


def refuse_if_silent(book: xw.Book) -> None:
    """Raise `RefusedError` when the workbook's VBA does not compile in LibreOffice."""
    if macros.run(book.impl, RESPONDS, ()) != ANSWER:
        raise RefusedError(f"the VBA of {book.name} does not run: a module does not compile")


def requests(book: xw.Book) -> list[str]:
    """The commands that the recording `RunPython` was given since the last call."""
    return str(macros.run(book.impl, REQUESTS, ())).splitlines()


def type_in(cells: xw.Range, text: str) -> None:
    """Type a text into the first cell and press Enter: `Worksheet_Change` is told of it."""
    impl: Range = cells.impl
    impl(1).refuse_if_locked()
    impl.sheet.activate()
    impl(1).select()
    _dispatch(impl.sheet.book, ".uno:EnterString", StringName=text)


def _dispatch(book: Book, command: str, **values: Uno) -> None:
    dispatcher = book.app.service("frame.DispatchHelper")
    dispatcher.executeDispatch(book.frame, command, "", 0, bridge.properties(**values))
