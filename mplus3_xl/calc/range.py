"""A range: its contents and formats, and what one does with its cells."""

from typing import TYPE_CHECKING

from mplus3_xl.calc import address, bridge
from mplus3_xl.calc.address import Box
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.contents import Contents
from mplus3_xl.calc.part import RefusedError, missing
from mplus3_xl.calc.validation import DataValidation

if TYPE_CHECKING:
    import xlwings as xw

    from mplus3_xl.calc.autofilter import AutoFilter
    from mplus3_xl.calc.names import Name
    from mplus3_xl.calc.table import Table


class Range(Contents):
    """Cells of one sheet."""

    __slots__ = ()

    def select(self) -> None:
        """Select the cells. Raises `RefusedError` unless their sheet is the active one."""
        if self.sheet.book.sheets.active.index != self.sheet.index:
            raise RefusedError(f"the sheet {self.sheet.name} is not the active one")
        self.sheet.book.controller.select(self.xl)

    @property
    def name(self) -> "Name | None":
        """The defined name that stands for exactly these cells."""
        refers_to = f"={self.sheet.reference}!{self.address}"
        for _, name in self.sheet.book.names.snapshot():
            if name.refers_to == refers_to:
                return name
        return None

    @name.setter
    def name(self, value: str) -> None:
        self.sheet.book.names.add(value, f"={self.sheet.reference}!{self.address}")

    @property
    def table(self) -> "Table | None":
        """The table that holds these cells."""
        for table in self.sheet.tables:
            if table.range.box.holds(self.box):
                return table
        return None

    @property
    def autofilter(self) -> "AutoFilter":
        """The filter of the table of just these cells."""
        table = self.table
        if table is None or table.range.box != self.box:
            missing("Range.autofilter of cells that are no table")
        return table.autofilter

    @property
    def data_validation(self) -> DataValidation:
        """The rule for what is typed into the cells."""
        return DataValidation(self)

    def copy(self, destination: "xw.Range | None" = None) -> None:
        """Copy the rows to those of `destination`, as often as they go into it."""
        if destination is None:
            missing("Range.copy without a destination")
        to = destination.impl
        to.sheet.refuse_if_protected()
        for row in range(to.row, to.box.last_row + 1, self.box.height):
            first = to.sheet.at(Box(row, to.column, 1, 1)).xl.getCellByPosition(0, 0)
            to.sheet.xl.copyRange(first.CellAddress, self.xl.RangeAddress)

    def insert(self, shift: str, copy_origin: str = "format_from_left_or_above") -> None:
        """Insert cells, moving the present ones "right" or "down"."""
        if copy_origin != "format_from_left_or_above":
            missing(f"Range.insert(copy_origin={copy_origin!r})")
        self.sheet.refuse_if_protected()
        mode = bridge.enum("sheet.CellInsertMode", {"right": "RIGHT", "down": "DOWN"}[shift])
        self.sheet.xl.insertCells(self.xl.RangeAddress, mode)

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells, moving the others "left" or "up" (up by default for a wide range)."""
        self.sheet.refuse_if_protected()
        box = self.box
        if box.width == address.MAX_COLUMNS:
            self.sheet.xl.Rows.removeByIndex(box.row - 1, box.height)
        elif box.height == address.MAX_ROWS:
            self.sheet.xl.Columns.removeByIndex(box.column - 1, box.width)
        elif any(table.range.box.meets(box) for table in self.sheet.tables):
            missing("Range.delete of some cells of a table; resize the table")
        else:
            self._close_gap(shift or ("up" if box.width >= box.height else "left"))

    def _close_gap(self, shift: str) -> None:
        """Move what follows over the cells: LibreOffice 7.4's own `removeRange` takes too much."""
        row, column, height, width = self.box
        rest = {
            "up": Box(row + height, column, address.MAX_ROWS - self.box.last_row, width),
            "left": Box(row, column + width, height, address.MAX_COLUMNS - self.box.last_column),
        }[shift]
        first = self.xl.getCellByPosition(0, 0).CellAddress
        self.sheet.xl.moveRange(first, self.sheet.at(rest).xl.RangeAddress)

    def _links(self) -> Uno:
        return self.xl.getCellByPosition(0, 0).getTextFields()

    @property
    def hyperlink(self) -> str:
        """The address of the first cell's link; empty for a place in the workbook."""
        links = self._links()
        if not links.Count:
            raise RefusedError("The cell doesn't seem to contain a hyperlink!")
        url: str = links.getByIndex(0).URL
        return url.partition("#")[0]

    def add_hyperlink(self, url: str, text_to_display: str, _screen_tip: str) -> None:
        """Put a link into the first cell; LibreOffice shows its own tip over it."""
        self(1).refuse_if_locked()
        cell = self.xl.getCellByPosition(0, 0)
        link = self.sheet.book.doc.createInstance("com.sun.star.text.TextField.URL")
        link.URL = url
        link.Representation = text_to_display
        cell.setString("")
        cell.insertTextContent(cell.createTextCursor(), link, False)
