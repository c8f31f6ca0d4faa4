"""The filter of a table: read, taken off while its rows are written, put on again."""

from collections.abc import Callable, Sequence
from typing import Any

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Table
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.port import Filter
from mplus3_xl.live.sheet.filters import lost_of, read_of, told


class TableFilter:
    """The filter of the table `plan` of the layout as the spreadsheet has it (`found`).

    `by` filters it by what it is `told`, and returns the numbers of the columns that it could not.
    """

    def __init__(self, gate: Gate, found: Any, plan: Table, by: Callable[[str], str]) -> None:
        self._gate = gate
        self._found = found
        self._plan = plan
        self._by = by
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

    def put_on(self, wanted: Filter) -> Filter:
        """Filter a table that shows all its rows, by all columns in a call.

        Return what the spreadsheet does not filter by.
        """
        self._criteria = None if wanted else ()
        keys = [column.key for column in self._plan.columns]
        told_back = self._by(told(wanted, keys)) if wanted else ""
        fields = {int(field) - 1 for field in told_back.split()}
        if not self._buttons and len(fields) == len(wanted):  # a filter brings them with it
            self._show_buttons(shown=True)
        return tuple(each for each in wanted if keys.index(each.key) in fields)

    def put_back(self, wanted: Filter) -> Filter:
        """Do so after its rows were written: what cannot be put on is lost."""
        refused = self.put_on(wanted)
        titles = {column.key: column.title for column in self._plan.columns}
        self.lost = (*self.lost, *(titles[each.key] for each in refused))
        return refused

    def _show_buttons(self, *, shown: bool) -> None:
        self._gate.write(self._found, "show_autofilter", shown)
        self._buttons = shown

    def replace(self, wanted: Filter) -> None:
        """Filter as a person asks: what the filter before held is not missed. Raises UserError."""
        if not self._on():  # no filter, and no buttons where a click was killed
            self._buttons = False
        self.take_off()
        self.lost = ()
        if self.put_on(wanted):
            raise UserError(
                "filtre_refuse",
                "Le tableur a refusé de filtrer le tableau : toutes les lignes sont montrées.",
                "Terminez la saisie en cours (Entrée ou Échap), puis recommencez ; si cela se "
                "répète, fermez le classeur et rouvrez-le.",
            )

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
