"""Pressing as a person does."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import click, clicks, shim
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.live import book as live_book
from mplus3_xl.live.book import Book
from mplus3_xl.live.book.questions import ASK_FILE, ASK_TEXT, CONFIRM
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.blocks import as_lines
from tests.run_figures import note_pressed

MOST = 12
"""How many calls into the spreadsheet a click may make, whichever it is."""
QUESTIONS = {ASK_FILE, ASK_TEXT, CONFIRM, "ask"}
"""What waits for the person: none of the calls that he waits for."""

ANSWERING = f"""Option Explicit
Private Ready As String
Private Asked As String

Public Sub Answer(ByVal text As String)
    Ready = Ready & text & vbLf
End Sub

Public Function Questions() As String
    Questions = Asked
    Asked = ""
End Function

Private Function NextAnswer(ByVal question As String) As String
    Dim at As Long
    Asked = Asked & question & vbLf
    at = InStr(Ready, vbLf)
    If at = 0 Then Exit Function
    NextAnswer = Left(Ready, at - 1)
    Ready = Mid(Ready, at + 1)
End Function

Public Function ChoisirFichier(ByVal titre As String) As String
    ChoisirFichier = NextAnswer(titre)
End Function

Public Function DemanderTexte(ByVal question As String, ByVal titre As String) As String
    DemanderTexte = NextAnswer(question)
End Function
{shim.SELECTED}"""
"""Module `Questions` with a person whose answers are known; without one, he cancels."""

_LABELS = {action.label: action.id for action in ACTIONS}
_SHEETS: dict[str, list[str]] = {}
"""The sheets that have a button of each caption, asked of one workbook: all are copies of one."""


def press(book: xw.Book, caption: str, sheet: str | None = None) -> None:
    """Press the button of a sheet (that in front, if it has one), and run what it asks for."""
    _run(book, clicks.press(book, caption, sheet or _sheet_with(book, caption)))
    note_pressed(_LABELS[caption])


def call(book: xw.Book, macro: str) -> None:
    """Run a Sub, as the ribbon or an event of a sheet does, and what it asks for."""
    clicks.refuse_if_silent(book)
    clicks.requests(book)
    book.macro(macro)()
    _run(book, clicks.requests(book))


def answer(book: xw.Book, text: str) -> None:
    """Have an answer ready for the next question; empty: the person cancels."""
    book.macro("Questions.Answer")(text)


def chosen(book: xw.Book, path: Path) -> None:
    """Have a file ready to be chosen."""
    answer(book, os.fspath(path))


def typed(book: xw.Book, text: str) -> None:
    """Have a text ready to be typed."""
    answer(book, f"={text}")


def asked(book: xw.Book) -> list[str]:
    """The questions put to the person since the last call."""
    return str(book.macro("Questions.Questions")()).splitlines()


def select(book: xw.Book, sheet: str, table: str, row: int) -> None:
    """Select a row of a table, from 0, its sheet in front."""
    book.sheets[sheet].activate()
    body = book.sheets[sheet].tables[table].data_body_range
    assert body is not None
    body[row, 1].select()


def named(book: xw.Book, name: str) -> xw.Range:
    """The cells of a defined name."""
    found = book.names[name].refers_to_range
    assert isinstance(found, xw.Range)
    return found


def field(book: xw.Book, name: str) -> object:
    """What a field of a form holds."""
    return Book(book).read_form([name])[name]


def dossier_shown(book: xw.Book) -> int:
    """The dossier that the form shows."""
    code = field(book, "fiche_code")
    assert isinstance(code, int)
    return code


def message(book: xw.Book, sheet: str | None = None) -> str:
    """What a sheet (that in front) says of what was done, its lines as one."""
    title = sheet or book.sheets.active.name
    names = [places.ending(title, end) for end in ("_message", "_suite")]
    said = Book(book).read_form([name for name in names if name])
    return " ".join(str(line) for value in said.values() for (line,) in as_lines(value) if line)


def _sheet_with(book: xw.Book, caption: str) -> str:
    if not _SHEETS:
        for each in clicks.buttons(book):
            _SHEETS.setdefault(each.caption, []).append(each.sheet)
    front, found = book.sheets.active.name, _SHEETS[caption]
    return front if front in found else min(found)


def _run(book: xw.Book, commands: list[str]) -> None:
    """Run what a click asks for, and count its calls into the spreadsheet."""
    for command in commands:
        desks: list[Book] = []
        with pytest.MonkeyPatch.context() as heard:
            heard.setattr(live_book, "calling_book", _noting(live_book.calling_book, desks))
            click.run(book, command)
        for desk in desks:
            calls = [each for each in desk.gate.calls if each not in QUESTIONS]
            assert len(calls) <= MOST, (command, calls)


def _noting(calling: Callable[[], Book], desks: list[Book]) -> Callable[[], Book]:
    """Keep each desk that a click is given."""

    def noted() -> Book:
        desks.append(calling())
        return desks[-1]

    return noted
