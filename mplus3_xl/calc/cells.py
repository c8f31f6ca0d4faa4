"""Where a range is: its rectangle, and the ranges one reaches from it."""

from typing import TYPE_CHECKING, ClassVar

import xlwings as xw
from xlwings import expansion

from mplus3_xl.calc import address
from mplus3_xl.calc.address import Box
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, RefusedError

if TYPE_CHECKING:
    from mplus3_xl.calc.range import Range
    from mplus3_xl.calc.sheet import Sheet

_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class Cells(Part):
    """A rectangle of one sheet. LibreOffice is asked for it only when something needs it."""

    __slots__ = ("_xl", "box", "options", "sheet")

    max_cells_per_read: ClassVar[int | None] = None
    max_cells_per_write: ClassVar[int | None] = None
    """No limit: a block goes over in one call."""

    def __init__(self, sheet: "Sheet", box: Box) -> None:
        if not box.fits:
            raise RefusedError(f"no sheet has the cells {tuple(box)}")
        self.sheet = sheet
        self.box = box
        self.options: dict[str, object] = {}
        self._xl: Uno = None

    @property
    def xl(self) -> Uno:
        """LibreOffice's range."""
        if self._xl is None:
            top, left = self.box.row - 1, self.box.column - 1
            bottom, right = self.box.last_row - 1, self.box.last_column - 1
            self._xl = self.sheet.xl.getCellRangeByPosition(left, top, right, bottom)
        return self._xl

    @property
    def api(self) -> Uno:
        """LibreOffice's range; None for a slice without a cell."""
        return self.xl if len(self) else None

    @property
    def row(self) -> int:
        """The first row, from 1."""
        return self.box.row

    @property
    def column(self) -> int:
        """The first column, from 1."""
        return self.box.column

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self.box.height, self.box.width

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """The sheet's name, the first row and column, the height and the width."""
        return (self.sheet.name, *self.box)

    def __len__(self) -> int:
        return self.box.height * self.box.width

    def __call__(self, row: int, column: int | None = None) -> "Range":
        """One cell, counted from the first one (1, 1), or along the rows from 1."""
        if column is None:
            row, column = (place + 1 for place in divmod(row - 1, self.box.width))
        return self.sheet.at(Box(self.row + row - 1, self.column + column - 1, 1, 1))

    @property
    def address(self) -> str:
        """The absolute address, "$A$1:$B$2"."""
        return address.a1(self.box)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """The address with or without its "$", and behind its book and sheet if `external`."""
        text = address.a1(self.box, row_absolute, col_absolute)
        if not external:
            return text
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{text}"

    def expand(self, mode: str = "table") -> "Range":
        """The cells around the first one down to the first empty row, column, or both."""
        expanded: Range = expansion.expanders[mode].expand(xw.Range(impl=self)).impl
        return expanded

    @property
    def current_region(self) -> "Range":
        """The block around the cells, up to empty rows and columns."""
        cursor = self.sheet.xl.createCursorByRange(self.xl)
        cursor.collapseToCurrentRegion()
        return self.sheet.within(cursor.RangeAddress)

    def end(self, direction: str) -> "Range":
        """Where Ctrl and an arrow lead from the first cell."""
        down, right = _STEPS[direction]
        line, position, limit = self._line(vertical=bool(down))
        place = _jump(line, position, down or right, limit)
        row, column = (place, self.column) if down else (self.row, place)
        return self.sheet.at(Box(row, column, 1, 1))

    def _line(self, vertical: bool) -> tuple[list[bool], int, int]:
        """Which cells of the row or column are filled, where we stand, and the last place."""
        used = self.sheet.used_range.box
        if vertical:
            height = max(used.last_row, self.row)
            cells = self.sheet.at(Box(1, self.column, height, 1)).xl.getDataArray()
            return [row[0] != "" for row in cells], self.row, address.MAX_ROWS
        width = max(used.last_column, self.column)
        cells = self.sheet.at(Box(self.row, 1, 1, width)).xl.getDataArray()
        return [value != "" for value in cells[0]], self.column, address.MAX_COLUMNS


def _jump(filled: list[bool], position: int, step: int, limit: int) -> int:
    """The last filled place of a run, else the next filled one, else the edge of the sheet."""

    def is_filled(place: int) -> bool:
        return 1 <= place <= len(filled) and filled[place - 1]

    if is_filled(position) and is_filled(position + step):
        while is_filled(position + step):
            position += step
        return position
    ahead = range(position + step, len(filled) + 1) if step > 0 else range(position - 1, 0, -1)
    edge = limit if step > 0 else 1
    return next((place for place in ahead if is_filled(place)), edge)
