"""A1 addresses, read and written. Pure; rows and columns count from 1."""

import re
from typing import NamedTuple

from xlwings.utils import address_to_index_tuple, col_name

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_CELLS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})")
_ROWS = re.compile(r"\$?(\d{1,7}):\$?(\d{1,7})")


class Box(NamedTuple):
    """A rectangle of cells: its first row and column, its height and width."""

    row: int
    column: int
    height: int
    width: int

    @property
    def last_row(self) -> int:
        """The row at the bottom."""
        return self.row + self.height - 1

    @property
    def last_column(self) -> int:
        """The column at the right."""
        return self.column + self.width - 1

    @property
    def fits(self) -> bool:
        """Whether a sheet has all these cells."""
        inside = self.row >= 1 and self.column >= 1
        return inside and self.last_row <= MAX_ROWS and self.last_column <= MAX_COLUMNS

    def holds(self, other: "Box") -> bool:
        """Whether `other` lies wholly inside."""
        rows = self.row <= other.row and other.last_row <= self.last_row
        return rows and self.column <= other.column and other.last_column <= self.last_column

    def meets(self, other: "Box") -> bool:
        """Whether the two have a cell in common."""
        rows = self.row <= other.last_row and other.row <= self.last_row
        return rows and self.column <= other.last_column and other.column <= self.last_column


def spanning(first: Box, second: Box) -> Box:
    """The smallest rectangle that holds both."""
    row, column = min(first.row, second.row), min(first.column, second.column)
    bottom = max(first.last_row, second.last_row)
    right = max(first.last_column, second.last_column)
    return Box(row, column, bottom - row + 1, right - column + 1)


def parse(text: str) -> Box | None:
    """The rectangle that "B2", "$A$1:C3", "A:C" or "2:4" names; None for any other text."""
    text = text.upper()
    if found := _CELLS.fullmatch(text):
        left, top, right, bottom = found.groups()
        return _box(top, left, bottom or top, right or left)
    if found := _COLUMNS.fullmatch(text):
        return _box("1", found[1], str(MAX_ROWS), found[2])
    if found := _ROWS.fullmatch(text):
        return _box(found[1], "A", found[2], col_name(MAX_COLUMNS))
    return None


def _box(top: str, left: str, bottom: str, right: str) -> Box | None:
    corners = map(address_to_index_tuple, (left + top, right + bottom))
    box = spanning(*(Box(row, column, 1, 1) for row, column in corners))
    return box if box.fits else None


def a1(box: Box, row_absolute: bool = True, column_absolute: bool = True) -> str:
    """The rectangle as Excel writes it: a cell, whole columns, whole rows, or two corners."""
    row_mark, column_mark = "$" * row_absolute, "$" * column_absolute
    left, right = (f"{column_mark}{col_name(c)}" for c in (box.column, box.last_column))
    top, bottom = (f"{row_mark}{r}" for r in (box.row, box.last_row))
    if box.height == MAX_ROWS:
        return f"{left}:{right}"
    if box.width == MAX_COLUMNS:
        return f"{top}:{bottom}"
    if box.height == box.width == 1:
        return left + top
    return f"{left}{top}:{right}{bottom}"
