"""A filter of a table between xlwings and the product's words."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from mplus3_xl.layout.model import Column
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.port import Criterion, Filter, Shown

_DAYS = {Kind.DATE, Kind.MOMENT}
_FIRST_DAY = date(1899, 12, 30)  # day 0 of a spreadsheet
_SERIAL = re.compile(r"\d{4,6}")


def read_of(criteria: Iterable[Any], columns: Sequence[Column]) -> Filter:
    """Return what xlwings has read of the filter of `columns`, field by field."""
    pairs = zip(criteria, columns, strict=False)
    read = (_shown(entry, column) for entry, column in pairs)
    return tuple(each for each in read if each is not None)


def _shown(entry: Any, column: Column) -> Shown | None:
    if entry.type == "values":
        return Shown(column.key, tuple(entry.values))
    if entry.type != "comparison":
        return None
    bounds = [entry.value1] if entry.value2 is None else [entry.value1, entry.value2]
    days = column.kind in _DAYS
    return Shown(
        column.key, (), entry.operator, tuple(_day(each) if days else each for each in bounds)
    )


def _day(bound: str | None) -> Criterion | None:
    """Return a day as one: LibreOffice tells its number, Excel writes it the American way."""
    if bound is None or _SERIAL.fullmatch(bound):
        return _FIRST_DAY + timedelta(days=int(bound)) if bound else None
    try:
        return datetime.strptime(bound, "%m/%d/%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return bound  # a moment of a day
