"""What a sheet is made of, as plain values. Rows and columns count from 0."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from types import MappingProxyType
from typing import Any, NamedTuple

from mplus3_xl.layout.style import Kind, Style, Tint

Value = str | int | float | date | datetime | time | None

NOTHING: Mapping[Any, Any] = MappingProxyType({})
"""What a value has by default where it may have some of many, by name."""

# How far down the rules of a list that grows (File, Actions, Actes) are laid.
LAST_ROW = 20_000
# Excel's own last row.
LAST_SHEET_ROW = 1_048_575


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    first_row: int
    first_col: int
    last_row: int
    last_col: int


class Cell(NamedTuple):
    """One written cell; `name` is its defined name.

    A click goes to the sheet `link`, at the row and the column `spot`.
    """

    row: int
    col: int
    value: Value = None
    style: Style = Style.TEXT
    kind: Kind = Kind.TEXT
    name: str = ""
    link: str = ""
    formula: str = ""
    spot: tuple[int, int] = (0, 0)


class Rule(Enum):
    """What a `Check` demands of the typed value."""

    CHOICE = "choice"
    DATE = "date"
    WHOLE = "whole"
    AMOUNT = "amount"
    LENGTH = "length"
    COMPUTED = "computed"
    NONE = "none"


class Check(NamedTuple):
    """What may be typed, and what the person reads: titles of 32 characters, texts of 255.

    `source` names the list of a `CHOICE`; `lowest` and `highest` bound the others (a length, an
    amount, a day). A list that is not `strict` takes other values too. `COMPUTED` refuses all
    typing, `NONE` only shows the prompt.
    """

    rule: Rule
    error_title: str = ""
    error: str = ""
    prompt_title: str = ""
    prompt: str = ""
    source: str = ""
    strict: bool = True
    lowest: int | date = 0
    highest: int | date = 0


COMPUTED = Check(
    Rule.COMPUTED,
    error_title="Valeur calculée",
    error="Cette case est remplie par le programme : ce qui y serait tapé ne serait pas gardé.",
)


class Highlight(NamedTuple):
    """A tint where `formula` (written for the area's first cell) is true."""

    area: Area
    formula: str
    tint: Tint | None = None
    bold: bool = False
    line: bool = False
    struck: bool = False


class Column(NamedTuple):
    """A column of a table. `width` in characters; `choices` names a list."""

    key: str
    title: str
    width: float
    kind: Kind = Kind.TEXT
    choices: str = ""
    help: str = ""
    tints: Mapping[str, Tint] = NOTHING
    typed: bool = False


class Table(NamedTuple):
    """A table whose header's first cell is at (`row`, `col`).

    An `open_ended` table has nothing below: its formats, checks and tints reach `LAST_ROW`.
    Without `rows` it keeps `spare` empty ones (a table needs at least one).
    """

    name: str
    row: int
    col: int
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]] = ()
    spare: int = 1
    open_ended: bool = False
    filtered: bool = True

    @property
    def first(self) -> int:
        """The first data row."""
        return self.row + 1

    @property
    def last(self) -> int:
        """The last row of the table."""
        return self.row + max(len(self.rows), self.spare)

    @property
    def body(self) -> Area:
        """The data cells, without the header."""
        return Area(self.first, self.col, self.last, self.col + len(self.columns) - 1)

    def area_of(self, key: str) -> Area:
        """Return the data cells of a column, down to where its rules reach."""
        at = self.col + [column.key for column in self.columns].index(key)
        return Area(self.first, at, LAST_ROW if self.open_ended else self.last, at)


class Button(NamedTuple):
    """A sheet button, drawn in the macro workbook only; `offset` and `width` are in pixels."""

    row: int
    col: int
    label: str
    macro: str
    offset: int
    width: int


class Chart(NamedTuple):
    """A native column chart of the columns `series` (key, colour) of `table`, by `label`.

    Its first cell is (`row`, `col`); it takes `width` pixels and `rows` rows.
    """

    title: str
    description: str
    unit: str
    table: str
    label: str
    series: tuple[tuple[str, str], ...]
    row: int
    col: int
    width: int = 600
    rows: int = 11


class Page(NamedTuple):
    """How the sheet prints on A4: columns `first` to `last`, one page wide (and high if `single`).

    With a `scale` (per cent) it prints at that size instead, and a new page starts at each of
    `break_rows`: Excel does not heed the breaks of a page that it fits.
    What stands below `last_row`, when given, is not printed. Its foot says the sheet's title and
    the page, or the text `foot` alone, when given. `repeated_row` and `repeated_col` stand on each
    page.
    """

    first: int
    last: int
    landscape: bool = False
    repeated_row: int | None = None
    single: bool = False
    scale: int = 0
    break_rows: tuple[int, ...] = ()
    last_row: int = 0
    foot: str = ""
    repeated_col: int | None = None


class Sheet(NamedTuple):
    """One sheet. `widths` in characters, from column 0; `heights` in points, by row.

    `names` are defined names of blocks of several cells; those that are `growing` reach down to
    their last filled cell. The empty lines of those that are `folded` are hidden; once the program
    has written there, the rows of the cells that are `fitted` are as high as their texts.
    `start` is where the cursor waits.
    """

    title: str
    code_name: str
    widths: tuple[float, ...]
    cells: tuple[Cell, ...] = ()
    tables: tuple[Table, ...] = ()
    checks: tuple[tuple[Area, Check], ...] = ()
    highlights: tuple[Highlight, ...] = ()
    buttons: tuple[Button, ...] = ()
    charts: tuple[Chart, ...] = ()
    names: Mapping[str, Area] = NOTHING
    growing: tuple[str, ...] = ()
    heights: Mapping[int, float] = NOTHING
    row_height: float = 20
    page: Page | None = None
    frozen: tuple[int, int] | None = None
    protected: bool = False
    form: bool = False
    folded: tuple[str, ...] = ()
    fitted: tuple[str, ...] = ()
    hidden: bool = False
    start: tuple[int, int] = (0, 0)

    @property
    def typed(self) -> bool:
        """Whether people type in a column of one of its tables."""
        return any(column.typed for table in self.tables for column in table.columns)

    @property
    def last_row(self) -> int:
        """The last row that holds something, or the last of all under a list that grows."""
        if any(table.open_ended for table in self.tables):
            return LAST_SHEET_ROW
        rows = [cell.row for cell in self.cells] + [table.last for table in self.tables]
        rows += [chart.row + chart.rows for chart in self.charts]
        return max(rows, default=0)


def address(row: int, col: int, *, fixed: bool = False, fixed_col: bool = False) -> str:
    """Return the A1 address of a cell; `fixed` and `fixed_col` put the dollars."""
    letters, rest = "", col + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{'$' if fixed or fixed_col else ''}{letters}{'$' if fixed else ''}{row + 1}"
