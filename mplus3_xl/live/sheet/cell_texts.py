"""A typed value as the text that is kept, and back: days and times as ISO has them."""

from datetime import date, datetime, time
from decimal import Decimal

from mplus3_xl.domain.agency.typed_week import read_time
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.port import FieldValue


def text_of(value: FieldValue) -> str:
    """Write a typed value as a text; an amount with a comma, without cents that are zero."""
    match value:
        case None:
            return ""
        case datetime() | date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M:%S}"
        case float():
            return f"{Decimal(str(value)):.2f}".removesuffix(".00").replace(".", ",")
        case _:
            return str(value).strip()


def as_shown(value: FieldValue) -> str:
    """Write a typed value as the sheet shows it: a day and a time the French way."""
    match value:
        case date():
            return short_day(value)
        case time():
            return f"{value:%H:%M}"
    return text_of(value)


def day_of(value: FieldValue) -> date | None:
    """Return the day that a cell holds, even as a text such as 23/11/2026; none if it has none."""
    found = day(value)
    return None if isinstance(found, Fault) else found


def time_of(value: FieldValue) -> time | None:
    """Return the time that a cell holds, even as a text such as 14h30; none if it has none.

    Midnight is none: « 1430 » or « 14 », typed in a cell of hours, are days to a spreadsheet.
    """
    found = value if isinstance(value, time) else read_time(text_of(value))
    return None if found == time.min else found


def value_of(text: str | None, kind: Kind) -> Value:
    """Read what `text_of` wrote; what was typed against the kind of its cell stays a text."""
    if not text:
        return None
    try:
        match kind:
            case Kind.DATE:
                return date.fromisoformat(text)
            case Kind.TIME:
                return time.fromisoformat(text)
            case Kind.WHOLE:
                return int(text)
            case Kind.AMOUNT:
                return float(text.replace(",", "."))
    except ValueError:
        return text
    return text
