"""The filter of a table: by values, by a comparison, or by what Excel is told of many columns."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from xlwings.base_classes import empty_autofilter_criteria

from mplus3_xl.calc import criterion
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.criterion import Operand
from mplus3_xl.calc.part import Part, RefusedError

if TYPE_CHECKING:
    from mplus3_xl.calc.table import Table


class AutoFilter(Part):
    """What a table shows of its rows. Fields count from 1."""

    __slots__ = ("table",)

    def __init__(self, table: "Table") -> None:
        self.table = table

    def _fields(self) -> tuple[Uno, ...]:
        """The fields in force, such that they can be given back to LibreOffice."""
        return tuple(map(criterion.typed, self.table.api.getFilterDescriptor().getFilterFields3()))

    @property
    def criteria(self) -> list[dict[str, object]]:
        """What each field is filtered by, in xlwings' words."""
        width = self.table.range.box.width
        found: list[dict[str, object]] = [empty_autofilter_criteria(n + 1) for n in range(width)]
        for field in self._fields():
            entry, read = found[field.Field], criterion.read(field)
            entry |= read if entry["type"] == "none" else criterion.both(entry, read)
        return found

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose field is one of `values`."""
        self._apply([field], criterion.by_values(field, values))

    def apply_comparison(self, field: int, operator: str, value1: Operand, value2: Operand) -> None:
        """Show the rows whose field compares so; None stands for empty cells."""
        self._apply([field], criterion.by_comparison(field, operator, value1, value2))

    def apply_excel(self, told: Mapping[int, tuple[int, Sequence[str]]]) -> list[int]:
        """Show the rows that Excel would, told an operator and criteria of each field.

        Return the fields that LibreOffice does not filter so: they are left as they are.
        """
        fields: dict[int, list[Uno]] = {}
        for field, (operator, criteria) in told.items():
            with suppress(RefusedError):
                fields[field] = criterion.by_excel(field, operator, criteria)
        self._apply([*fields], list(chain.from_iterable(fields.values())))
        return [field for field in told if field not in fields]

    def clear(self, field: int | None) -> None:
        """Show all rows again, or stop filtering by one field."""
        every = range(1, self.table.range.box.width + 1)
        self._apply(every if field is None else [field], [])

    def reapply(self) -> None:
        """Hide and show the rows anew, after what they hold has changed."""
        self.table.api.refresh()

    def _apply(self, changed: Collection[int], fields: list[Uno]) -> None:
        self.table.parent.refuse_if_protected()
        kept = (*(f for f in self._fields() if f.Field + 1 not in changed), *fields)
        self.table.api.getFilterDescriptor().setFilterFields3(kept)
        if kept:
            self.table.api.AutoFilter = True
            self.reapply()
        else:  # LibreOffice would leave the rows hidden
            self.table.range.xl.Rows.IsVisible = True
