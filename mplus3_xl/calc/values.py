"""Cell values between Python and a Calc cell, which holds a number, a text or nothing. Pure."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, TypeAlias

Cell: TypeAlias = str | float | bool | dt.datetime | dt.date | dt.time | None
"""What a cell gives and takes; an error is one of the integers of `ERRORS`."""

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  (cells have no time zone)
"""Day 0 of both Excel and LibreOffice, for every date from 1 March 1900."""

ERRORS = {
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}
"""Excel's error values, under the number that Excel's own interface gives each."""

_NUMBERS = {text: number for number, text in ERRORS.items()}
_CALC_ERRORS = {  # LibreOffice's codes; any other is a #VALUE!
    503: "#NUM!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_MILLISECONDS = 86_400_000
_TYPED = re.compile(r"\s*[='+\-.,($€%\d]")


def prepared(value: Any) -> Cell:
    """`value` as a cell takes it: None, NaN and NaT are empty, numpy's scalars are Python's."""
    if value is None or value != value:  # NaN and NaT differ from themselves
        return ""
    if isinstance(value, str | bool | int | float | dt.datetime | dt.date | dt.time):
        return value
    scalar: Cell = value.item() if hasattr(value, "item") else str(value)
    return scalar


def cleaned(
    value: Cell,
    date: Callable[..., object],
    empty: object,
    number: Callable[[float], object] | None,
    err_to_str: bool,
) -> object:
    """A value read, as xlwings' options want it: dates, empties, numbers, errors as text."""
    if value is None or value == "":
        return empty
    if isinstance(value, dt.datetime):
        return _rebuilt(value, date)
    if isinstance(value, float):
        return value if number is None else number(value)
    if isinstance(value, int) and value in ERRORS:
        return ERRORS[value] if err_to_str else None
    return value


def _rebuilt(value: dt.datetime, date: Callable[..., object]) -> object:
    if date is dt.datetime:
        return value
    return date(
        year=value.year,
        month=value.month,
        day=value.day,
        hour=value.hour,
        minute=value.minute,
        second=value.second,
        microsecond=value.microsecond,
        tzinfo=None,
    )


def to_serial(value: dt.datetime | dt.date | dt.time) -> float:
    """Days since `EPOCH`, the time of day as a fraction. A time alone is on day 0."""
    if isinstance(value, dt.time):
        value = dt.datetime.combine(EPOCH, value)
    elif not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    return (value.replace(tzinfo=None) - EPOCH) / dt.timedelta(days=1)


def from_serial(number: float) -> dt.datetime | float:
    """The date of a cell, to the millisecond; a number that is no date stays one, as in Excel."""
    try:
        return EPOCH + dt.timedelta(milliseconds=round(number * _MILLISECONDS))
    except OverflowError:
        return number


def error_number(code: int) -> int:
    """Excel's number for one of LibreOffice's error codes."""
    return _NUMBERS[_CALC_ERRORS.get(code, "#VALUE!")]


def is_typed(text: str) -> bool:
    """Whether Excel may read something else than a text when `text` is given to a cell.

    It takes "=A1" for a formula, "0692 00" for a text, but "0692" and "1/2" for a number and a
    date; a leading apostrophe keeps the rest a text. Month names are not looked at.
    """
    return _TYPED.match(text) is not None
