"""A table that grows and shrinks with its rows, and keeps what people made of it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import Any

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Column, Sheet, Table, Value
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.port import Columns, Filter, Row
from mplus3_xl.live.sheet.chosen import as_in
from mplus3_xl.live.sheet.table_filter import TableFilter
from mplus3_xl.live.sheet.values import from_cell, number_format, to_cells

# The column that tells a row from the others; the first column where none is named.
KEYS = {
    "tFile": "dossier",
    "tRecherche": "dossier",
    "tLignes": "dossier",
    "tActions": "numero",
    "tActes": "numero",
    "tReports": "numero",
    "tDoubles": "numero",
}
DOSSIERS = [name for name, key in KEYS.items() if key == "dossier"]
"""The tables whose rows open the form of a dossier."""
TITLES = -1
"""The line of the titles, where that of the first row is 0."""


class LiveTable:
    """The table `plan` of the layout as the spreadsheet has it (`found`, of xlwings).

    `filter_by` is how it is filtered: see `TableFilter`.
    """

    def __init__(
        self, gate: Gate, found: Any, sheet: Sheet, plan: Table, filter_by: Callable[[str], str]
    ) -> None:
        self._gate = gate
        self._found = found
        self._sheet = sheet
        self._plan = plan
        self._titles = [column.key for column in plan.columns]
        self._totals = not sheet.protected and bool(found.show_totals)  # a row that a person adds
        self._checked = sheet.protected  # nobody moves the columns of a protected sheet
        self._held: Sequence[Sequence[Value]] = ()  # its titles and first rows, once read
        self._filter = TableFilter(gate, found, plan, filter_by)

    @property
    def key(self) -> str:
        """The key of the column that tells the rows apart."""
        return KEYS.get(self._plan.name, self._titles[0])

    @property
    def lost(self) -> tuple[str, ...]:
        """The titles of the columns whose filter was taken off and could not be put on again."""
        return self._filter.lost

    @property
    def first(self) -> int:
        """The line of its first row, from 0: a person may have put lines in above the table."""
        return int(self._found.range.row)

    @property
    def height(self) -> int:
        """How many rows it has, an empty one included."""
        return int(self._found.range.shape[0]) - 1 - self._totals

    def rows(self) -> list[dict[str, Value]]:
        """Read all rows but the empty ones. Raises UserError: columns were moved."""
        lines = self._in_place(self.height - 1)[1:]
        return [self._row(line) for line in lines if any(cell not in (None, "") for cell in line)]

    def _down_to(self, row: int) -> Sequence[Sequence[Value]]:
        """Read the titles and the rows down to `row`, from 0: once, until they are written.

        A whole table of thousands of rows is slow to read.
        """
        if len(self._held) < row + 2:
            cells = self._found.range[: row + 2, :].options(ndim=2, err_to_str=True)
            self._held = self._gate.read(cells, "value")
        return self._held

    def _in_place(self, row: int) -> Sequence[Sequence[Value]]:
        """Do as `_down_to`. Raises UserError: columns were moved."""
        read = self._down_to(row)
        titles = [column.title for column in self._plan.columns]
        if not self._checked and titles != list(read[0]):
            raise _moved(self._sheet.title, titles, read[0])
        self._checked = True
        return read

    def _check(self) -> None:
        """Compare the titles with those of the layout, once. Raises UserError."""
        if not self._checked:
            self._in_place(TITLES)

    def _row(self, line: Sequence[Value]) -> dict[str, Value]:
        return {
            column.key: as_in(column.choices, from_cell(cell, column.kind))
            for column, cell in zip(self._plan.columns, line, strict=True)
        }

    def count(self) -> int:
        """Return the `height` of a table to be written. Raises UserError: columns were moved.

        Nothing is read where columns cannot be moved.
        """
        self._check()
        return self.height

    def keys(self) -> list[Value]:
        """Read the key of each row, an empty one included. Raises UserError: columns were moved.

        Once it is known that they were not, only their column is read.
        """
        self._check()
        at, kind = self._key_column()
        column = self._found.range[1 : self.height + 1, at : at + 1]
        read = self._gate.read(column.options(ndim=1), "value")
        return [from_cell(value, kind) for value in read]

    def keys_at(self, rows: Collection[int]) -> list[Value]:
        """Read the keys of some rows, from 0, in their order. Raises UserError, as `keys`."""
        at, kind = self._key_column()
        lines = self._in_place(max(rows, default=TITLES))[1:]
        return [from_cell(lines[row][at], kind) for row in sorted(rows)]

    def key_at(self, row: int) -> Value:
        """Read the key of a row, from 0, as `keys` would. Raises UserError: columns were moved."""
        at, kind = self._key_column()
        if not self._checked or len(self._held) > row + 1:
            return from_cell(self._in_place(row)[row + 1][at], kind)
        cell = self._found.range[row + 1 : row + 2, at : at + 1]
        return from_cell(self._gate.read(cell, "value"), kind)

    def _key_column(self) -> tuple[int, Kind]:
        at = self._titles.index(self.key)
        return at, self._plan.columns[at].kind

    def fill(
        self, columns: Columns, count: int, before: int, shown: Filter | None = None
    ) -> Filter:
        """Write `count` rows in place of the `before` ones; a table keeps one at least.

        The filter is taken off meanwhile: Excel would not write all of the hidden rows. It is put
        on again, or `shown` in its place; what could not be is returned.
        """
        again = self.shown() if shown is None else shown
        self._held = ()
        self._take_totals_off()
        self._filter.take_off()
        after = max(count, 1)
        if after > before:
            self._resize(after)
            self._format(before, after)
        for first, last in self._runs(columns):
            cells = self._found.range[1:, first : last + 1].resize(max(after, before))
            block = self._block(columns, first, last)
            empty: list[Sequence[object]] = [[None] * (last + 1 - first)] * (
                max(after, before) - count
            )
            self._gate.write(cells, "value", [*block, *empty])
        if after < before:
            self._resize(after)
        return self._filter.put_back(again)

    def fill_row(self, at: int, row: Row) -> None:
        """Write the cells that `row` speaks of in the row `at`, from 0."""
        columns = {key: [value] for key, value in row.items()}
        self._held = ()
        for first, last in self._runs(columns):
            cells = self._found.range[at + 1 : at + 2, first : last + 1]
            self._gate.write(cells, "value", self._block(columns, first, last))

    def shown(self, left: Filter = (), ahead: int = TITLES) -> Filter:
        """Return the filter in force; a column that a person moved is known by its title.

        The titles are not read for the filter `left`, which is known already. `ahead` is a row
        whose key is read next: the titles come with it.
        """
        return self._filter.shown(left, None if self._checked else partial(self._heading, ahead))

    def _heading(self, row: int) -> Sequence[Value]:
        return self._down_to(row)[0]

    def filter(self, wanted: Filter) -> None:
        """Show the rows that fit, and no longer those that another filter wanted.

        Raises UserError: columns were moved.
        """
        self._check()
        self._take_totals_off()
        self._filter.replace(wanted)

    def _take_totals_off(self) -> None:
        """Take the row of totals off: what is written would have to go around it."""
        if self._totals:
            self._gate.write(self._found, "show_totals", False)
            self._totals = False

    def _resize(self, height: int) -> None:
        self._gate.call("resize", self._found.resize, self._found.range.resize(height + 1))

    def _runs(self, columns: Columns) -> Iterator[tuple[int, int]]:
        """Yield the runs of the columns that are given; if none is, all of them."""
        spoken = [not columns or key in columns for key in self._titles]
        first = None
        for at, said in enumerate([*spoken, False]):
            if said and first is None:
                first = at
            elif not said and first is not None:
                yield first, at - 1
                first = None

    def _block(self, columns: Columns, first: int, last: int) -> list[Sequence[object]]:
        """Return the rows of a run of columns, as they are handed to its cells."""
        filled = [
            to_cells(columns.get(each.key, ()), self._number_format(each))
            for each in self._plan.columns[first : last + 1]
        ]
        return [*zip(*filled, strict=True)]

    def _number_format(self, column: Column) -> str:
        """Return the format that the painter gave to the column."""
        if self._plan.open_ended:
            return number_format(Style.BODY, column.kind)
        return number_format(Style.TABLE_INPUT if column.typed else Style.LINED, column.kind)

    def _format(self, before: int, after: int) -> None:
        """Make new rows like the last one that was laid with the sheet; all they hold comes next.

        Their formats, what may be typed there and whether they are locked come with it, in a call.
        """
        last = max(before, self._plan.spare)
        if self._plan.open_ended or after <= last:
            return
        model = self._found.range[last : last + 1, :]
        added = self._found.range[last + 1 : after + 1, :]
        self._gate.call("copy", model.copy, added)


def _moved(sheet: str, titles: Sequence[str], header: Sequence[Value]) -> UserError:
    """Return the refusal of a table whose columns stand elsewhere than in the layout."""
    pairs = zip(titles, header, strict=False)
    wrong = [
        f"« {held or ''} » est à la place de « {title} »" for title, held in pairs if title != held
    ]
    what = wrong[0] if wrong else f"il y en a {len(header)} au lieu de {len(titles)}"
    return UserError(
        "colonnes_deplacees",
        f"Les colonnes de la feuille « {sheet} » ont changé : {what}.",
        "Remettez-les dans leur ordre, titres compris (Ctrl+Z défait un déplacement), puis "
        "recommencez ; ou fermez le classeur sans enregistrer et rouvrez-le.",
    )
