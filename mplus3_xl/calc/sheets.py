"""The sheets of a workbook."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part
from mplus3_xl.calc.sheet import Sheet

if TYPE_CHECKING:
    from mplus3_xl.calc.book import Book


class Sheets(Part):
    """The sheets of a workbook, in order, hidden ones included."""

    __slots__ = ("book",)

    def __init__(self, book: "Book") -> None:
        self.book = book

    @property
    def api(self) -> Uno:
        """LibreOffice's collection."""
        return self.book.doc.Sheets

    @property
    def active(self) -> "Sheet":
        """The sheet in front."""
        return Sheet(self.book, self.book.controller.ActiveSheet)

    def __call__(self, name_or_index: str | int) -> "Sheet":
        """The sheet of a name, or at a position from 1."""
        for position, name in enumerate(self.api.ElementNames, start=1):
            if name_or_index == position or str(name_or_index).lower() == name.lower():
                return Sheet(self.book, self.api.getByName(name))
        raise KeyError(name_or_index)

    def __contains__(self, name_or_index: str | int) -> bool:
        names = [name.lower() for name in self.api.ElementNames]
        return name_or_index in range(1, len(names) + 1) or str(name_or_index).lower() in names

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator["Sheet"]:
        return (self.book.sheet_at(position) for position in range(len(self)))

    def add(
        self, before: "Sheet | None" = None, after: "Sheet | None" = None, name: str | None = None
    ) -> "Sheet":
        """A new sheet, before or after another, else before the active one."""
        position = after.index if after else (before or self.active).index - 1
        taken = set(self.api.ElementNames)
        name = name or next(
            title for number in range(1, len(taken) + 2) if (title := f"Feuil{number}") not in taken
        )
        self.api.insertNewByName(name, position)
        return self(name)
