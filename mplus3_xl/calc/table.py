"""A table, which LibreOffice keeps as a database range: named, with titles and a filter."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import xlwings as xw

from mplus3_xl.calc.address import Box
from mplus3_xl.calc.autofilter import AutoFilter
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, RefusedError

if TYPE_CHECKING:
    from mplus3_xl.calc.range import Range
    from mplus3_xl.calc.sheet import Sheet

_CONSTANTS, _FORMULAS = 1 | 2 | 4, 16  # com.sun.star.sheet.CellFlags


class Table(Part):
    """One table. Its last row of totals, if any, is LibreOffice's `TotalsRow`."""

    __slots__ = ("name", "parent")

    def __init__(self, sheet: "Sheet", name: str) -> None:
        self.parent = sheet
        self.name = name

    @property
    def api(self) -> Uno:
        """LibreOffice's database range."""
        return self.parent.book.doc.DatabaseRanges.getByName(self.name)

    @property
    def display_name(self) -> str:
        """The name."""
        return self.name

    @property
    def range(self) -> "Range":
        """All cells, titles included."""
        return self.parent.within(self.api.DataArea)

    @property
    def show_headers(self) -> bool:
        """Whether the first row holds titles."""
        return bool(self.api.ContainsHeader)

    @property
    def show_totals(self) -> bool:
        """Whether the last row holds totals."""
        return bool(self.api.TotalsRow)

    @show_totals.setter
    def show_totals(self, value: bool) -> None:
        self.parent.refuse_if_protected()
        if value != self.show_totals:
            self._turn_totals(on=value)

    def _turn_totals(self, *, on: bool) -> None:
        """Add an empty row of totals, or take it off with what it holds."""
        box = self.range.box
        last = self.parent.at(box._replace(row=box.last_row, height=1))
        area = self.parent.at(box._replace(height=box.height + (1 if on else -1)))
        if not on:
            last.xl.clearContents(_CONSTANTS | _FORMULAS)
        self.api.setDataArea(area.xl.RangeAddress)
        self.api.TotalsRow = on

    @property
    def header_row_range(self) -> "Range":
        """The titles."""
        return self.parent.at(self.range.box._replace(height=1))

    @property
    def data_body_range(self) -> "Range | None":
        """The rows under the titles and above the totals; None when there is none."""
        box = self._body()
        return self.parent.at(box) if box.height else None

    def _body(self) -> Box:
        box = self.range.box
        titles, totals = int(self.show_headers), int(self.show_totals)
        return box._replace(row=box.row + titles, height=box.height - titles - totals)

    def column(self, title: str) -> "Range | None":
        """The cells under a title. Raises `RefusedError` for a title that is not there."""
        titles = self.header_row_range.xl.getDataArray()[0]
        if title not in titles:
            raise RefusedError(f"the table {self.name} has no column {title}")
        body = self._body()
        box = body._replace(column=body.column + titles.index(title), width=1)
        return self.parent.at(box) if box.height else None

    @property
    def autofilter(self) -> AutoFilter:
        """Which rows are shown."""
        return AutoFilter(self)

    @property
    def show_autofilter(self) -> bool:
        """Whether the titles have filter buttons."""
        return bool(self.api.AutoFilter)

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.parent.refuse_if_protected()
        if not value:
            self.autofilter.clear(None)
        self.api.AutoFilter = bool(value)

    def resize(self, cells: "Range | xw.Range") -> None:
        """Give the table other cells, its titles staying where they are.

        Rows that join take the formats, the validations and the formulas of the last row, and
        keep what they hold; rows that leave are left as they are. The filter is applied again.
        """
        self.parent.refuse_if_protected()
        new, old = unwrapped(cells).box, self.range.box
        if (new.row, new.column) != (old.row, old.column) or new.height < 2:
            raise RefusedError("a table keeps its first cell, its titles and one row at least")
        last = self._body()
        self.api.setDataArea(self.parent.at(new).xl.RangeAddress)
        if new.last_row > old.last_row:
            self._grow(last._replace(row=last.last_row, height=1), new.last_row - old.last_row)

    def _grow(self, model: Box, count: int) -> None:
        """Make the `count` rows under the row `model` like it."""
        fields = self.autofilter._fields()
        if fields:
            self.autofilter.clear(None)  # a hidden row would not be copied
        joined = self.parent.at(model._replace(row=model.row + 1, height=count))
        held = _contents(joined)
        self._copy_down(model, count)
        joined.xl.clearContents(_CONSTANTS)
        for restore in held:
            restore()
        if fields:
            self.api.getFilterDescriptor().setFilterFields3(fields)
            self.autofilter.reapply()

    def _copy_down(self, model: Box, count: int) -> None:
        """Copy a row `count` times, doubling what is copied: the calls grow with the logarithm."""
        done = 1
        while done <= count:
            some = model._replace(height=min(done, count + 1 - done))
            place = self.parent.at(model._replace(row=model.row + done)).xl
            where = place.getCellByPosition(0, 0).CellAddress
            self.parent.xl.copyRange(where, self.parent.at(some).xl.RangeAddress)
            done += some.height


def _contents(cells: "Range") -> list[Callable[[], None]]:
    """What puts back, block by block, all that the cells hold now."""
    sheet = cells.sheet
    constants, calculated = (
        [sheet.within(area).xl for area in cells.xl.queryContentCells(flags).RangeAddresses]
        for flags in (_CONSTANTS, _FORMULAS)
    )
    values = [partial(block.setDataArray, block.getDataArray()) for block in constants]
    return values + [
        partial(block.setFormulaArray, block.getFormulaArray()) for block in calculated
    ]


def unwrapped(cells: "Range | xw.Range") -> "Range":
    """The engine's own range, of either kind."""
    if isinstance(cells, xw.Range):
        inner: Range = cells.impl
        return inner
    return cells
