"""The filter of a table: read, taken off while its rows are written, put on again."""

from collections.abc import Callable, Sequence
from typing import Any

from mplus3_xl.layout.model import Table
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.port import Filter
from mplus3_xl.live.sheet.filters import lost_of, read_of


class TableFilter:
    """The filter of the table `plan` of the layout as the spreadsheet has it (`found`)."""

    def __init__(self, gate: Gate, found: Any, plan: Table) -> None:
        self._gate = gate
        self._found = found
        self._plan = plan
        self._criteria: Sequence[Any] | None = None
        self._buttons = True
        self.lost: tuple[str, ...] = ()
        """The titles of the columns whose filter was taken off and could not be put on again."""

    def shown(self, left: Filter, heading: Callable[[], Sequence[Any]] | None) -> Filter:
        """Return the filter in force; there is no `heading` to read where nobody moved a column.

        Else the titles tell the columns, but for the filter `left`, which is known already.
        """
        criteria = self._read()
        read = read_of(criteria, self._plan.columns)
        if heading is None or read in ((), left):
            return read
        titles = heading()
        known = {column.title: column for column in self._plan.columns}
        there = [
            (entry, known[title])
            for entry, title in zip(criteria, titles, strict=False)
            if title in known
        ]
        return read_of((entry for entry, _ in there), [column for _, column in there])

    def take_off(self) -> None:
        """Take the filter off: of its one column, else with its buttons, for a call in all."""
        self.lost = lost_of(self._read(), self._plan.columns) or self.lost
        on = self._on()
        if len(on) > 1:
            self._show_buttons(shown=False)
        elif on:
            self._gate.call("filter off", self._found.autofilter.clear, *on)

    def put_on(self, wanted: Filter) -> None:
        """Filter a table that shows all its rows."""
        self._criteria = None if wanted else ()
        if not (self._buttons or wanted):  # a filter brings them with it
            self._show_buttons(shown=True)
        keys = [column.key for column in self._plan.columns]
        for each in wanted:
            field, table = keys.index(each.key) + 1, self._found.autofilter
            if each.operator:
                bounds = (each.operator, *each.bounds)
                self._gate.call("filter", table.apply_comparison, field, *bounds)
            else:
                self._gate.call("filter", table.apply_values, field, list(each.values))

    def _show_buttons(self, *, shown: bool) -> None:
        self._gate.write(self._found, "show_autofilter", shown)
        self._buttons = shown

    def replace(self, wanted: Filter) -> None:
        """Filter as a person asks: what the filter before held is not missed."""
        if not self._on():  # no filter, and no buttons where a click was killed
            self._buttons = False
        self.take_off()
        self.put_on(wanted)
        self.lost = ()

    def _on(self) -> list[int]:
        """Return the columns that are filtered, from 1."""
        return [field for field, entry in enumerate(self._read(), 1) if entry.type != "none"]

    def _read(self) -> Sequence[Any]:
        """Read the filter once, until it is changed."""
        if self._criteria is None:
            filtered = self._plan.filtered
            found = self._gate.read(self._found.autofilter, "criteria") if filtered else ()
            self._criteria = list(found)
        return self._criteria
