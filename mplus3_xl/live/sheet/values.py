"""A value between Python and a cell: the kind of the cell says what a number means."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType

from mplus3_xl.collection import made_of
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Kind, Style, properties

AS_TEXT = "@"
_TEXTS = {Kind.TEXT, Kind.WRAPPED, Kind.CENTRED, Kind.RIGHT}
_NOT_WHOLE = {Kind.AMOUNT, Kind.DECIMAL}
# What a spreadsheet would take for a formula, a number, a date, an error or a boolean.
_MISREAD_STARTS = tuple("=+-@'# \t\n")
_MISREAD_WORDS = {"TRUE", "FALSE", "VRAI", "FAUX"}
_AS_THEY_ARE = {int, float, bool, date, datetime, NoneType}
_TEXTS_OR_EMPTY = {str, NoneType}
_DIGIT = re.compile(r"\d")
_DAY = timedelta(days=1)


def number_format(style: Style, kind: Kind) -> str:
    """Return the number format of a cell; empty for the general one."""
    return str(properties(style, kind).get("num_format", ""))


def to_cell(value: Value, cell_format: str) -> Value:
    """Return `value` as it is handed to a cell: a text stays a text, whatever it looks like."""
    if cell_format == AS_TEXT:  # which no cell of a time has
        return value
    if isinstance(value, str):
        return f"'{value}" if _is_misread(value) else value
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / _DAY
    return value


def to_cells(values: Sequence[Value], cell_format: str) -> Sequence[object]:
    """Return a column of values as they are handed to its cells, that is mostly as they are."""
    if cell_format == AS_TEXT:
        return values
    kinds = set(map(type, values))
    if kinds <= _AS_THEY_ARE:
        return values
    if kinds <= _TEXTS_OR_EMPTY:  # thousands of cells hold few texts
        return [*made_of(values, lambda value: to_cell(value, cell_format))]
    return [to_cell(value, cell_format) for value in values]


def _is_misread(text: str) -> bool:
    return (
        text.startswith(_MISREAD_STARTS)
        or _DIGIT.search(text) is not None
        or text.upper() in _MISREAD_WORDS
    )


def from_cell(value: Value | Decimal, kind: Kind) -> Value:
    """Return what was read as the kind of the cell has it; what does not fit is left as it is."""
    if value == "":
        return None
    if isinstance(value, Decimal):  # Excel's own type for a cell that shows a currency
        value = float(value)
    if isinstance(value, float) and value.is_integer() and kind is not Kind.TIME:
        value = value if kind in _NOT_WHOLE else int(value)
    if kind in _TEXTS and isinstance(value, int):
        return str(value)
    if kind is Kind.DATE and isinstance(value, datetime):
        return value.date()
    if kind is Kind.TIME:
        return _time(value)
    return value


def _time(value: Value) -> Value:
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, float) and 0 <= value < 1:
        seconds = min(round(value * 86_400), 86_399)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
    return value
