"""The filter of a table: by values, or by a comparison with one value."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from xlwings.base_classes import empty_autofilter_criteria

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import Part, missing
from mplus3_xl.calc.values import to_serial

if TYPE_CHECKING:
    from mplus3_xl.calc.table import Table

Operand: TypeAlias = str | dict[str, str] | None
"""A text as Excel shows the value, or {"type": "date", "value": "2026-03-31"}."""

_EMPTY, _NOT_EMPTY = 0, 1  # com.sun.star.sheet.FilterOperator2
_OPERATORS = {
    "equal_to": 2,
    "not_equal_to": 3,
    "greater_than": 4,
    "greater_than_or_equal": 5,
    "less_than": 6,
    "less_than_or_equal": 7,
}
_NAMES = {number: name for name, number in _OPERATORS.items()}
_NUMBER, _STRING = 0, 1  # com.sun.star.sheet.FilterFieldType


class AutoFilter(Part):
    """What a table shows of its rows. Fields count from 1."""

    __slots__ = ("table",)

    def __init__(self, table: "Table") -> None:
        self.table = table

    def _fields(self) -> tuple[Uno, ...]:
        """The fields in force, such that they can be given back to LibreOffice."""
        found = self.table.api.getFilterDescriptor().getFilterFields3()
        for field in found:
            values = field.Values
            for value in values:  # LibreOffice forgets the type of what it filters by
                value.FilterType = _NUMBER if value.IsNumeric else _STRING
            field.Values = values
        fields: tuple[Uno, ...] = found
        return fields

    @property
    def criteria(self) -> list[dict[str, object]]:
        """What each field is filtered by, in xlwings' words."""
        width = self.table.range.box.width
        found: list[dict[str, object]] = [empty_autofilter_criteria(n + 1) for n in range(width)]
        for field in self._fields():
            entry = found[field.Field]
            both = entry["type"] != "none"  # LibreOffice keeps "between" as two comparisons
            entry |= {"type": "unknown"} if both else _criteria(field)
        return found

    def apply_values(self, field: int, values: Sequence[str]) -> None:
        """Show the rows whose field is one of `values`."""
        texts = tuple(_value(value) for value in values)
        self._apply(field, [_field(field, _OPERATORS["equal_to"], *texts)])

    def apply_comparison(self, field: int, operator: str, value1: Operand, value2: Operand) -> None:
        """Show the rows whose field compares so; None stands for empty cells."""
        if value1 is None:
            empty = _EMPTY if operator == "equal_to" else _NOT_EMPTY
            self._apply(field, [_field(field, empty)])
        elif operator == "between":
            bounds = zip(
                ("greater_than_or_equal", "less_than_or_equal"), (value1, value2), strict=True
            )
            self._apply(field, [_field(field, _OPERATORS[o], _value(v)) for o, v in bounds])
        elif operator in _OPERATORS:
            self._apply(field, [_field(field, _OPERATORS[operator], _value(value1))])
        else:
            missing(f"AutoFilter.apply_comparison(operator={operator!r})")

    def clear(self, field: int | None) -> None:
        """Show all rows again, or stop filtering by one field."""
        self._apply(field, [])

    def reapply(self) -> None:
        """Hide and show the rows anew, after what they hold has changed."""
        self.table.api.refresh()

    def _apply(self, field: int | None, fields: list[Uno]) -> None:
        self.table.parent.refuse_if_protected()
        others = [f for f in self._fields() if field is not None and f.Field != field - 1]
        kept = (*others, *fields)
        self.table.api.getFilterDescriptor().setFilterFields3(kept)
        if kept:
            self.table.api.AutoFilter = True
            self.reapply()
        else:  # LibreOffice would leave the rows hidden
            self.table.range.xl.Rows.IsVisible = True


def _field(field: int, operator: int, *values: Uno) -> Uno:
    return bridge.struct(
        "sheet.TableFilterField3", Field=field - 1, Operator=operator, Values=values
    )


def _value(operand: Operand) -> Uno:
    if isinstance(operand, dict):
        day = dt.datetime.fromisoformat(operand["value"])
        return _number(to_serial(day))
    try:
        return _number(float(str(operand)))
    except ValueError:
        text = str(operand)
        return bridge.struct("sheet.FilterFieldValue", FilterType=_STRING, StringValue=text)


def _number(value: float) -> Uno:
    return bridge.struct(
        "sheet.FilterFieldValue", FilterType=_NUMBER, IsNumeric=True, NumericValue=value
    )


def _criteria(field: Uno) -> dict[str, object]:
    texts = [f"{v.NumericValue:.15g}" if v.IsNumeric else v.StringValue for v in field.Values]
    if field.Operator in (_EMPTY, _NOT_EMPTY):
        operator = "equal_to" if field.Operator == _EMPTY else "not_equal_to"
        return {"type": "comparison", "operator": operator}
    if field.Operator not in _NAMES:
        return {"type": "unknown"}
    if field.Operator == _OPERATORS["equal_to"]:
        return {"type": "values", "values": texts}
    return {"type": "comparison", "operator": _NAMES[field.Operator], "value1": texts[0]}
