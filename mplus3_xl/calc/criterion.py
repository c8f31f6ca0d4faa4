"""What one field is filtered by: in LibreOffice's fields, in xlwings' words and in Excel's."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno
from mplus3_xl.calc.part import RefusedError, missing
from mplus3_xl.calc.values import to_serial

Operand: TypeAlias = str | dict[str, str] | None
"""A text as Excel shows the value, or {"type": "date", "value": "2026-03-31"}."""

_EMPTY, _NOT_EMPTY, _EQUAL, _NOT_EQUAL = 0, 1, 2, 3  # com.sun.star.sheet.FilterOperator2
_OPERATORS = {
    "equal_to": _EQUAL,
    "not_equal_to": _NOT_EQUAL,
    "greater_than": 4,
    "greater_than_or_equal": 5,
    "less_than": 6,
    "less_than_or_equal": 7,
}
_NAMES = {number: name for name, number in _OPERATORS.items()}
_SIGNS = {
    ">=": _OPERATORS["greater_than_or_equal"],
    "<=": _OPERATORS["less_than_or_equal"],
    "<>": _NOT_EQUAL,
    ">": _OPERATORS["greater_than"],
    "<": _OPERATORS["less_than"],
    "=": _EQUAL,
    "": _EQUAL,
}
"""How Excel writes each, longest first."""
_WILDCARDS = {12: "*{}*", 14: "{}*", 16: "*{}"}
"""How Excel writes "contains", "begins with" and "ends with"; the next number is "does not"."""
_NUMBER, _STRING = 0, 1  # com.sun.star.sheet.FilterFieldType
_VALUES, _OR = 7, 2  # XlAutoFilterOperator: xlFilterValues, xlOr


def typed(field: Uno) -> Uno:
    """A field of LibreOffice such that it can be given back: it forgets the type of its values."""
    values = field.Values
    for value in values:
        value.FilterType = _NUMBER if value.IsNumeric else _STRING
    field.Values = values
    return field


def by_values(number: int, values: Sequence[str]) -> list[Uno]:
    """The fields that keep one of `values`."""
    return [_field(number, _EQUAL, *map(_value, values))]


def by_comparison(number: int, operator: str, value1: Operand, value2: Operand) -> list[Uno]:
    """The fields of a comparison in xlwings' words; None stands for empty cells."""
    if value1 is None:
        return [_field(number, _EMPTY if operator == "equal_to" else _NOT_EMPTY)]
    if operator == "between":
        bounds = zip(("greater_than_or_equal", "less_than_or_equal"), (value1, value2), strict=True)
        return [_field(number, _OPERATORS[name], _value(bound)) for name, bound in bounds]
    if operator not in _OPERATORS:
        missing(f"AutoFilter.apply_comparison(operator={operator!r})")
    return [_field(number, _OPERATORS[operator], _value(value1))]


def by_excel(number: int, operator: int, criteria: Sequence[str]) -> list[Uno]:
    """The fields of what Excel's `Range.AutoFilter` is told, such as ">=20" or "=*x*".

    Raises RefusedError: LibreOffice does not filter so.
    """
    if operator == _VALUES:
        return by_values(number, [each.removeprefix("=") for each in criteria])
    if operator == _OR and len(criteria) > 1:
        raise RefusedError("LibreOffice does not filter a field by one criterion or another")
    return [_by_criterion(number, each) for each in criteria]


def _by_criterion(number: int, criterion: str) -> Uno:
    sign = next(each for each in _SIGNS if criterion.startswith(each))
    operator, body = _SIGNS[sign], criterion[len(sign) :]
    if operator not in (_EQUAL, _NOT_EQUAL):
        return _field(number, operator, _value(_day(body)))
    if not body:
        return _field(number, _EMPTY if operator == _EQUAL else _NOT_EMPTY)
    for wildcard, pattern in _WILDCARDS.items():
        first, last = pattern.split("{}")
        inner = body[len(first) : len(body) - len(last)]
        if body == f"{first}{inner}{last}" and not {"*", "?"}.intersection(inner):
            return _field(number, wildcard + (operator == _NOT_EQUAL), _text(inner))
    if {"*", "?"}.intersection(body):
        raise RefusedError(f"LibreOffice does not filter a field by {criterion}")
    return _field(number, operator, _value(_day(body)))


def _day(body: str) -> Operand:
    try:
        day = dt.datetime.strptime(body, "%m/%d/%Y")  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return body
    return {"type": "date", "value": day.isoformat()}


def read(field: Uno) -> dict[str, object]:
    """What a field of LibreOffice filters by, in xlwings' words."""
    texts = [f"{v.NumericValue:.15g}" if v.IsNumeric else v.StringValue for v in field.Values]
    operator = field.Operator
    if operator in (_EMPTY, _NOT_EMPTY):
        return _compared("equal_to" if operator == _EMPTY else "not_equal_to", None)
    if operator == _EQUAL:
        return {"type": "values", "values": texts}
    if operator in _NAMES:
        return _compared(_NAMES[operator], texts[0])
    for wildcard, pattern in _WILDCARDS.items():
        if operator in (wildcard, wildcard + 1):
            name = "equal_to" if operator == wildcard else "not_equal_to"
            return _compared(name, pattern.format(texts[0]))
    return {"type": "unknown"}


def both(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """What two fields of LibreOffice for one column filter by: it keeps "between" so."""
    operators = (first["operator"], second.get("operator"))
    if operators == ("greater_than_or_equal", "less_than_or_equal"):
        return {"operator": "between", "value2": second["value1"]}
    return {"type": "unknown"}


def _compared(operator: str, bound: str | None) -> dict[str, object]:
    return {"type": "comparison", "operator": operator, "value1": bound}


def _field(number: int, operator: int, *values: Uno) -> Uno:
    return bridge.struct(
        "sheet.TableFilterField3", Field=number - 1, Operator=operator, Values=values
    )


def _value(operand: Operand) -> Uno:
    if isinstance(operand, dict):
        day = dt.datetime.fromisoformat(operand["value"])
        return _number(to_serial(day))
    try:
        return _number(float(str(operand)))
    except ValueError:
        return _text(str(operand))


def _text(text: str) -> Uno:
    return bridge.struct("sheet.FilterFieldValue", FilterType=_STRING, StringValue=text)


def _number(value: float) -> Uno:
    return bridge.struct(
        "sheet.FilterFieldValue", FilterType=_NUMBER, IsNumeric=True, NumericValue=value
    )
