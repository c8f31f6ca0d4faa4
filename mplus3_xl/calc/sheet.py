"""One sheet of a workbook."""

import re
from typing import TYPE_CHECKING, TypeAlias

from mplus3_xl.calc import address
from mplus3_xl.calc.address import Box
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.names import Names
from mplus3_xl.calc.part import Part, RefusedError
from mplus3_xl.calc.range import Range
from mplus3_xl.calc.tables import Tables

if TYPE_CHECKING:
    from mplus3_xl.calc.book import Book

Place: TypeAlias = Range | tuple[int, ...] | str
"""Cells as xlwings names them: a range, (row, column) with or without a size, or a text."""

_PLAIN = re.compile(r"[^\W\d]\w*")


class Sheet(Part):
    """One sheet; `xl` is LibreOffice's."""

    __slots__ = ("book", "xl")

    def __init__(self, book: "Book", xl: Uno) -> None:
        self.book = book
        self.xl = xl

    @property
    def api(self) -> Uno:
        """LibreOffice's sheet."""
        return self.xl

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def reference(self) -> str:
        """The name as a formula of Excel writes it: in quotes unless it is one plain word."""
        name = self.name
        quoted = name.replace("'", "''")
        return name if _PLAIN.fullmatch(name) else f"'{quoted}'"

    @property
    def index(self) -> int:
        """The position, from 1."""
        position: int = self.xl.RangeAddress.Sheet
        return position + 1

    @property
    def names(self) -> Names:
        """The names that only this sheet knows."""
        return Names(self.book, self)

    @property
    def tables(self) -> Tables:
        """The tables of the sheet."""
        return Tables(self)

    @property
    def visible(self) -> bool:
        """Whether the tab is shown."""
        return bool(self.xl.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        if not value and sum(sheet.visible for sheet in self.book.sheets) == 1:
            raise RefusedError("a workbook keeps one sheet that is visible")
        self.xl.IsVisible = bool(value)

    @property
    def protected(self) -> bool:
        """Whether locked cells refuse to be written (`api.ProtectContents` in Excel)."""
        return bool(self.xl.isProtected())

    def protect(self) -> None:
        """Protect the sheet without a password."""
        self.xl.protect("")

    def unprotect(self) -> None:
        """Take off a protection without a password."""
        self.xl.unprotect("")

    def refuse_if_protected(self) -> None:
        """Raise `RefusedError` on a protected sheet: LibreOffice would do nothing, silently."""
        if self.protected:
            raise RefusedError(f"the sheet {self.name} is protected")

    def at(self, box: Box) -> Range:
        """The cells of a rectangle."""
        return Range(self, box)

    def within(self, area: Uno) -> Range:
        """The cells of one of LibreOffice's addresses, which count from 0."""
        height, width = area.EndRow - area.StartRow + 1, area.EndColumn - area.StartColumn + 1
        return self.at(Box(area.StartRow + 1, area.StartColumn + 1, height, width))

    @property
    def cells(self) -> Range:
        """All the cells."""
        return self.at(Box(1, 1, address.MAX_ROWS, address.MAX_COLUMNS))

    @property
    def used_range(self) -> Range:
        """The rectangle that holds all that is not empty."""
        cursor = self.xl.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return self.within(cursor.RangeAddress)

    def range(self, first: Place | int, second: Place | int | None = None) -> Range:
        """The cells that `first` names, or all from `first` to `second`."""
        if isinstance(first, int) and isinstance(second, int):
            return self.at(Box(first, second, 1, 1))
        cells = self._one(first)
        if second is None:
            return cells
        return self.at(address.spanning(cells.box, self._one(second).box))

    def _one(self, place: Place | int) -> Range:
        if isinstance(place, Range):
            return place
        if isinstance(place, tuple):
            return self._position(place)
        box = address.parse(str(place))
        return self.at(box) if box else self._named(str(place))

    def _position(self, place: tuple[int, ...]) -> Range:
        if min(place[:2]) < 1:
            raise IndexError(f"rows and columns count from 1: {place}")
        row, column, height, width = (*place, 1, 1)[:4]
        return self.at(Box(row, column, height, width))

    def _named(self, text: str) -> Range:
        """A defined name or a table of this very sheet, as Excel wants it."""
        for names in (self.names, self.book.names):
            if names.contains(text):
                cells = names(text).refers_to_range
                if cells.sheet.index == self.index:
                    return cells
        found = self.tables.reference(text)
        if found is None:
            raise RefusedError(f"the sheet {self.name} has no range {text}")
        return found

    def activate(self) -> None:
        """Bring the sheet to the front. Raises `RefusedError` when it is hidden."""
        if not self.visible:
            raise RefusedError(f"the sheet {self.name} is hidden")
        self.book.controller.setActiveSheet(self.xl)

    select = activate

    def clear_contents(self) -> None:
        """Empty the cells; formats stay."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Take off the formats; contents stay."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty the cells and take off their formats."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Fit columns and rows, or only one of them, to what they hold."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Remove the sheet. Raises `RefusedError` for the last one."""
        if len(self.book.sheets) == 1:
            raise RefusedError("a workbook keeps one sheet")
        self.book.doc.Sheets.removeByName(self.name)
