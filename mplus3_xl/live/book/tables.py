"""The tables of the sheets: read, filled, filtered, and their selected rows."""

from collections.abc import Mapping, Sequence

from mplus3_xl.layout.model import Area, Value
from mplus3_xl.live.book.opened import OpenedBook
from mplus3_xl.live.port import Columns, Criterion, Filter, Row, filter_of
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.tables import TITLES, LiveTable

SELECTED = "LignesChoisies"


class Tables(OpenedBook):
    """The tables of a workbook."""

    def read_table(self, name: str) -> list[dict[str, Value]]:
        """See `Desk`. One read."""
        return self._table(name).rows()

    def write_table(self, name: str, rows: Sequence[Row], shown: Filter | None = None) -> None:
        """See `Desk`."""
        columns = {key: [row[key] for row in rows] for key in (rows[0] if rows else ())}
        self.write_columns(name, columns, shown)

    def write_columns(self, name: str, columns: Columns, shown: Filter | None = None) -> Filter:
        """See `Desk`. The selected row follows its dossier, when the table is in front."""
        sheet, _ = places.table_named(name)
        self._open(sheet.title)
        table = self._table(name)
        held = self.selected_key(name)
        count = len(next(iter(columns.values()), ()))
        refused = table.fill(columns, count, table.count(), shown)
        self._replaced.add(sheet.title)
        if held is not None:
            self._select_again(columns.get(table.key, ()), held, table.first)
        return refused

    def _select_again(self, keys: Sequence[Value], held: Value, first: int) -> None:
        if held not in keys:
            return
        place = self._selected()
        row = first + keys.index(held)
        if row != place.row:
            cell = self._cells(place.sheet, Area(row, place.col, row, place.col))
            self.gate.call("select", cell.select)
            self._place = place._replace(row=row)

    def write_row(self, name: str, row: Row) -> None:
        """See `Desk`."""
        sheet, _ = places.table_named(name)
        table = self._table(name)
        keys = table.keys()
        if row[table.key] in keys:
            self._open(sheet.title)
            table.fill_row(keys.index(row[table.key]), row)

    def filter_table(self, name: str, wanted: Mapping[str, Criterion]) -> None:
        """See `Desk`."""
        self._table(name).filter(filter_of(wanted))

    def read_filter(self, name: str, left: Filter = (), *, ahead: bool = False) -> Filter:
        """See `Desk`. One read a click."""
        table = self._table(name)
        return table.shown(left, self._row_in(name, table) if ahead else TITLES)

    def show(self, name: str) -> None:
        """See `Desk`."""
        sheet, plan = places.table_named(name)
        self.go_to(sheet.title)
        first = self._cells(sheet.title, Area(plan.first, plan.col, plan.first, plan.col))
        self.gate.call("select", first.select)

    def selected_key(self, name: str) -> Value:
        """See `Desk`."""
        table = self._table(name)
        at = self._row_in(name, table)
        return None if at == TITLES else table.key_at(at)

    def _row_in(self, name: str, table: LiveTable) -> int:
        """Return the selected row of a table, from 0; that of its titles where none is."""
        sheet, _ = places.table_named(name)
        place = self._selected()
        if place.sheet != sheet.title:
            return TITLES
        at = place.row - table.first
        return at if 0 <= at < table.height else TITLES

    def selected_keys(self, name: str) -> list[Value]:
        """See `Desk`. The macro tells the rows from 1, block by block: "6-8;11-14"."""
        (sheet, _), place = places.table_named(name), self._selected()
        if place.sheet != sheet.title:
            return []
        told = str(self._run(SELECTED) or "")
        spans = [tuple(map(int, block.split("-"))) for block in told.split(";") if block]
        table = self._table(name)
        top, height = table.first, table.height
        chosen = {
            at
            for first, last in spans
            for at in range(max(first - 1 - top, 0), min(last - top, height))
        }
        return [key for key in table.keys_at(chosen) if key is not None]
