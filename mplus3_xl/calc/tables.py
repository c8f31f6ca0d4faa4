"""The tables of a sheet."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import xlwings as xw

from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, missing
from mplus3_xl.calc.table import Table, unwrapped

if TYPE_CHECKING:
    from mplus3_xl.calc.range import Range
    from mplus3_xl.calc.sheet import Sheet

_REFERENCE = re.compile(r"([^\[\]]+)(?:\[([^\[\]]+)\])?")  # tFile, tFile[Code], tFile[#All]


class Tables(Part):
    """The tables of one sheet."""

    __slots__ = ("sheet",)

    def __init__(self, sheet: "Sheet") -> None:
        self.sheet = sheet

    @property
    def api(self) -> Uno:
        """LibreOffice's database ranges, those of other sheets included."""
        return self.sheet.book.doc.DatabaseRanges

    def __iter__(self) -> Iterator["Table"]:
        ranges = self.api
        return (
            Table(self.sheet, name) for name in ranges.ElementNames if self._holds(ranges, name)
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)  # list() would ask for the length

    def __call__(self, name_or_index: str | int) -> "Table":
        """The table of a name, or at a position from 1."""
        if isinstance(name_or_index, int):
            return list(iter(self))[name_or_index - 1]
        found = self._named(name_or_index)
        if found is None:
            raise KeyError(name_or_index)
        return found

    def __contains__(self, name_or_index: str | int) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return self._named(name_or_index) is not None

    def _named(self, wanted: str) -> "Table | None":
        """The table of a name, whatever its case: only those of that name are looked at."""
        ranges = self.api
        for name in ranges.ElementNames:
            if name.lower() == wanted.lower() and self._holds(ranges, name):
                return Table(self.sheet, name)
        return None

    def _holds(self, ranges: Uno, name: str) -> bool:
        return bool(ranges.getByName(name).DataArea.Sheet == self.sheet.index - 1)

    def add(
        self,
        source_type: str | None = None,
        source: "Range | xw.Range | None" = None,
        link_source: bool | None = None,
        has_headers: bool | None = None,
        destination: object = None,
        table_style_name: str | None = None,
        name: str | None = None,
    ) -> "Table":
        """Make a table of cells whose first row holds the titles; styles are not drawn."""
        if source_type or link_source or destination or has_headers is False or source is None:
            missing("Tables.add other than of cells with titles")
        if table_style_name not in (None, "TableStyleMedium2"):  # xlwings' own default
            missing(f"Tables.add(table_style_name={table_style_name!r})")
        taken = set(self.api.ElementNames)
        free = (f"Tableau{number}" for number in range(1, len(taken) + 2))
        name = name or next(title for title in free if title not in taken)
        self.api.addNewByName(name, unwrapped(source).xl.RangeAddress)
        self.api.getByName(name).AutoFilter = True
        return Table(self.sheet, name)

    def reference(self, text: str) -> "Range | None":
        """The cells of "tFile", "tFile[Code]", "tFile[#All]", "tFile[#Headers]"."""
        found = _REFERENCE.fullmatch(text)
        if not found or found[1] not in self:
            return None
        table, part = self(found[1]), found[2]
        if part == "#All":
            return table.range
        if part == "#Headers":
            return table.header_row_range
        return table.data_body_range if part in (None, "#Data") else table.column(part)
