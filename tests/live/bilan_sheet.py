"""The sheet of the bilan as a person uses it: its lines found by what they say, and typed in."""

from collections.abc import Mapping
from datetime import datetime

import xlwings as xw

from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY, NEXT
from mplus3_xl.layout.bilan.bilan_paper import PAPER
from mplus3_xl.layout.bilan.situation import ANSWER, QUESTIONS, SITUATION
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet.blocks import as_lines
from tests.live.pressing import field, message, named

Row = dict[str, Value]


class BilanSheet:
    """The sheet in an open workbook."""

    def __init__(self, book: xw.Book) -> None:
        self.book = book

    @property
    def message(self) -> str:
        return message(self.book, bilan.TITLE)

    @property
    def complete(self) -> bool:
        return str(self.said("bilan_score")).startswith("Client complet")

    def questions(self) -> dict[str, Value]:
        """The questions that are asked, and the answers shown."""
        asked, shown = self._block(QUESTIONS), self._block(SITUATION)
        return {str(code): row[ANSWER] for (code, _), row in zip(asked, shown, strict=True) if code}

    def lines(self) -> list[Row]:
        """The lines of the inventory that name a family."""
        return [row for row in self.every_line() if row["cle"]]

    def every_line(self) -> list[Row]:
        """The lines of the inventory, blank ones too."""
        return self._rows(bilan.LINES, INVENTORY)

    def gaps(self) -> list[Row]:
        return [row for row in self._rows(bilan.GAP_LINES, GAPS) if row["cle"]]

    def actions(self) -> list[Row]:
        return [row for row in self._rows(bilan.ACTIONS, NEXT) if row["etat"]]

    def left(self) -> list[str]:
        """What is said to be left to do."""
        return [str(line[0]) for line in self._block(bilan.LEFT) if line[0]]

    def printed(self) -> list[str]:
        """What each line of the page begins with."""
        return [str(line[0]) for line in self._block(PAPER) if line[0]]

    def type_answer(self, code: str, text: str) -> None:
        self._type(SITUATION, list(self.questions()).index(code), ANSWER, text)

    def free_line(self, family: str) -> int | None:
        """The line of a family where a contract held elsewhere can be typed, if there is one."""
        for at, row in enumerate(self._rows(bilan.LINES, INVENTORY)):
            if row["cle"] == family and row["assureur"] is None:
                return at
        return None

    def select_family(self, family: str) -> bool:
        """Select a line of a family, if it is shown; else the place of its first answer."""
        rows = self._rows(bilan.LINES, INVENTORY)
        found = [at for at, row in enumerate(rows) if str(row["cle"]).split("#")[0] == family]
        self.book.sheets["Bilan"].activate()
        block, place = (bilan.LINES, (found[0], 0)) if found else (SITUATION, (0, 1))
        named(self.book, block)[place].select()
        return bool(found)

    def type_line(self, at: int, typed: Mapping[str, Value]) -> None:
        keys = [column.key for column in INVENTORY]
        for key, value in typed.items():
            self._type(bilan.LINES, at, keys.index(key), value)

    def type_gap(self, code: str, answer: str, reason: str | None = None) -> None:
        at = [row["cle"] for row in self._rows(bilan.GAP_LINES, GAPS)].index(code)
        keys = [column.key for column in GAPS]
        self._type(bilan.GAP_LINES, at, keys.index("reponse"), answer)
        self._type(bilan.GAP_LINES, at, keys.index("precision"), reason)

    def type_field(self, name: str, text: str) -> None:
        named(self.book, name).value = text

    def _type(self, block: str, line: int, col: int, value: Value) -> None:
        named(self.book, block)[line, col].value = value

    def said(self, name: str) -> object:
        return field(self.book, name)

    def _block(self, name: str) -> list[list[Value]]:
        found = Book(self.book).read_form([name])[name]
        return [list(line) for line in as_lines(found)]

    def _rows(self, name: str, columns: tuple[Column, ...]) -> list[Row]:
        keys = [column.key for column in columns]
        return [
            {key: _plain(value) for key, value in zip(keys, line, strict=True)}
            for line in self._block(name)
        ]


def _plain(value: Value) -> Value:
    return value.date() if isinstance(value, datetime) else value
