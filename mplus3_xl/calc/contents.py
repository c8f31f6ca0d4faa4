"""What a range holds: values and formulas, read and written in blocks."""

from collections.abc import Callable, Iterator

from mplus3_xl.calc import bridge, formulas, writing
from mplus3_xl.calc.address import Box
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.formats import Formats
from mplus3_xl.calc.number_formats import Kind, Run, runs
from mplus3_xl.calc.part import RefusedError, missing
from mplus3_xl.calc.values import Cell, error_number, from_serial

_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: numbers, dates, texts, formulas
_EVERYTHING = 1023
_ERRORS = 4  # com.sun.star.sheet.FormulaResult
_MAKERS: dict[Kind, Callable[[float], Cell]] = {Kind.DATE: from_serial, Kind.BOOLEAN: bool}


class Contents(Formats):
    """A range whose contents are read and written."""

    __slots__ = ()

    def refuse_if_locked(self) -> None:
        """Raise `RefusedError` when a cell is locked on a protected sheet, as Excel does.

        LibreOffice refuses only some of the writes: a formula goes through, `clear` does nothing.
        """
        if not self.sheet.protected:
            return
        groups = self.xl.getUniqueCellFormatRanges()
        for position in range(groups.Count):
            group = groups.getByIndex(position)
            if group.CellProtection.IsLocked:
                where = group.RangeAddressesAsString
                raise RefusedError(f"these cells are locked on a protected sheet: {where}")

    @property
    def raw_value(self) -> object:
        """Rows of numbers, texts, dates, booleans, error numbers; a lone cell's value alone."""
        if not len(self):
            return None
        rows = [list(row) for row in self.xl.getDataArray()]
        self._put_kinds(rows)
        self._put_errors(rows)
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        if not len(self):
            return
        rows = writing.rectangle(data, *self.shape)
        box = Box(self.row, self.column, len(rows), len(rows[0]))
        self.sheet.at(box).write(rows)

    def _put_kinds(self, rows: list[list[Cell]]) -> None:
        """Make dates and booleans of the numbers whose format says so."""
        areas = self.number_formats.areas(self.xl, _numbers(rows))
        for kind, top, left, bottom, right in areas:
            if make := _MAKERS.get(kind):
                for row in rows[top : bottom + 1]:
                    cells = row[left : right + 1]
                    row[left : right + 1] = [make(v) if isinstance(v, float) else v for v in cells]

    def _put_errors(self, rows: list[list[Cell]]) -> None:
        for area in self.xl.queryFormulaCells(_ERRORS).RangeAddresses:
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    code = self.sheet.xl.getCellByPosition(column, row).getError()
                    place = column + 1 - self.column
                    rows[row + 1 - self.row][place] = error_number(code)

    def write(self, rows: writing.Rows) -> None:
        """Write a block of the range's own size. Formats other than of dates stay."""
        self.refuse_if_locked()
        areas = self.number_formats.areas(self.xl, writing.looked_at(rows))
        plan = writing.plan(rows, areas)
        for code, run in plan.formats:
            self._run(run).NumberFormat = self.number_formats.key(code)
        self.xl.setDataArray(tuple(map(tuple, plan.cells)))
        for run in plan.typed:
            texts = [str(row[run.column]) for row in plan.cells[run.first : run.last + 1]]
            self._run(run).setFormulaArray(tuple((formulas.to_calc(text),) for text in texts))

    def _run(self, run: Run) -> Uno:
        cells = self.xl
        return cells.getCellRangeByPosition(run.column, run.first, run.column, run.last)

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        """The formulas in Excel's spelling, and constants as text; a lone cell's alone."""
        found = self.xl.getFormulaArray()
        rows = tuple(tuple(formulas.to_excel(text) for text in row) for row in found)
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, value: object) -> None:
        self.refuse_if_locked()
        if isinstance(value, str) and len(self) > 1:
            self._fill(value)
            return
        rows = writing.rectangle(value, *self.shape)
        texts = tuple(tuple(formulas.to_calc(_text(v)) for v in row) for row in rows)
        box = Box(self.row, self.column, len(texts), len(texts[0]))
        self.sheet.at(box).xl.setFormulaArray(texts)

    formula2 = formula

    def _fill(self, text: str) -> None:
        """One formula for all cells, its relative references moving along."""
        self.xl.getCellByPosition(0, 0).setFormula(formulas.to_calc(text))
        first_row = self.xl.getCellRangeByPosition(0, 0, self.box.width - 1, 0)
        first_row.fillAuto(bridge.enum("sheet.FillDirection", "TO_RIGHT"), 1)
        self.xl.fillAuto(bridge.enum("sheet.FillDirection", "TO_BOTTOM"), 1)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return bool(self.xl.getCellByPosition(0, 0).getArrayFormula())

    def clear_contents(self) -> None:
        """Empty the cells; formats stay."""
        self.refuse_if_locked()
        self.xl.clearContents(_CONTENTS)

    def clear(self) -> None:
        """Empty the cells and take off their formats."""
        self.sheet.refuse_if_protected()
        self.xl.clearContents(_EVERYTHING)


def _text(value: Cell) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    if isinstance(value, bool):
        return "=TRUE()" if value else "=FALSE()"
    if not isinstance(value, int | float):
        missing(f"a formula given as {value!r}")
    return repr(value)


def _numbers(rows: list[list[Cell]]) -> Iterator[Run]:
    """The runs of each column that hold its numbers."""
    for column, values in enumerate(zip(*rows, strict=True)):
        yield from runs(column, [at for at, each in enumerate(values) if isinstance(each, float)])
