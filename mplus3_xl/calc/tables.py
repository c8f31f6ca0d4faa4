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
        position = self.sheet.index - 1
        here = [
            n for n in self.api.ElementNames if self.api.getByName(n).DataArea.Sheet == position
        ]
        return (Table(self.sheet, name) for name in here)

    def __len__(self) -> int:
        return sum(1 for _ in self)  # list() would ask for the length

    def __call__(self, name_or_index: str | int) -> "Table":
        """The table of a name, or at a position from 1."""
        tables = list(self)
        if isinstance(name_or_index, int):
            return tables[name_or_index - 1]
        for table in tables:
            if table.name.lower() == name_or_index.lower():
                return table
        raise KeyError(name_or_index)

    def __contains__(self, name_or_index: str | int) -> bool:
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(self)
        return any(table.name.lower() == name_or_index.lower() for table in self)

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
