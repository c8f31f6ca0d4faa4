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
_WILDCARDS = frozenset("*?~")
"""What Excel means by more than itself, or writes before such a sign that is meant."""
_PART = re.compile(r"\*?[^*?~]+\*?")
""""Contains", "begins with" and "ends with" a text, as Excel writes them."""
_ALIKE = ("equal_to", "not_equal_to")
_VALUES, _BOTH, _EITHER = 7, 1, 2  # XlAutoFilterOperator: xlFilterValues, xlAnd, xlOr
_SIGNS = {
    "equal_to": ("=",),
    "not_equal_to": ("<>",),
    "greater_than": (">",),
    "greater_than_or_equal": (">=",),
    "less_than": ("<",),
    "less_than_or_equal": ("<=",),
    "between": (">=", "<="),
    "not_between": ("<", ">"),
}
"""How Excel writes a comparison of xlwings' words."""
_OF_COLUMN, _OF_CRITERION = "\x1e", "\x1f"
"""What parts the columns, and what is told of one: no cell of a workbook can hold them."""


def read_of(criteria: Iterable[Any], columns: Sequence[Column]) -> Filter:
    """Return what xlwings has read of the filter of `columns`, field by field."""
    pairs = zip(criteria, columns, strict=False)
    read = (_shown(entry, column) for entry, column in pairs)
    return tuple(each for each in read if each is not None)


def lost_of(criteria: Iterable[Any], columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the titles of the columns whose filter cannot be put on again."""
    pairs = zip(criteria, columns, strict=False)
    return tuple(
        column.title
        for entry, column in pairs
        if entry.type != "none" and _shown(entry, column) is None
    )


def can_be_put_on(shown: Shown) -> bool:
    """Say whether what is put on is what was read.

    xlwings reads a sign that is meant as a wildcard is read: only the plainest patterns are taken
    for one. Excel knows patterns in two values at most, and empty cells in no pair.
    """
    if shown.operator not in _ALIKE and None in shown.bounds:
        return False
    if not _wild(shown):
        return True
    texts = [each for each in (*shown.values, *shown.bounds) if isinstance(each, str)]
    alike = shown.operator in ("", *_ALIKE) and len(texts) <= 2
    return alike and all(_PART.fullmatch(each) for each in texts)


def told(shown: Filter, keys: Sequence[str]) -> str:
    """Return what the macro is told of a filter of the columns `keys`: all of it, in Excel's words.

    Of each column its number, from 1, an operator and its criteria.
    """
    columns = ((keys.index(each.key) + 1, *_criteria(each)) for each in shown)
    return _OF_COLUMN.join(_OF_CRITERION.join(map(str, each)) for each in columns)


def _criteria(shown: Shown) -> tuple[int | str, ...]:
    """Return the operator of Excel for a column, then the texts of its criteria."""
    if shown.values:
        operator = _EITHER if _wild(shown) else _VALUES
        return operator, *(f"={each}" for each in shown.values)
    operator = _EITHER if shown.operator == "not_between" else _BOTH
    signs = zip(_SIGNS[shown.operator], shown.bounds, strict=True)
    return operator, *(f"{sign}{_bound(bound)}" for sign, bound in signs)


def _wild(shown: Shown) -> bool:
    return any(
        _WILDCARDS.intersection(each)
        for each in (*shown.values, *shown.bounds)
        if isinstance(each, str)
    )


def _bound(bound: Criterion | None) -> str:
    """Return a bound as Excel takes it in whatever language: a day the American way."""
    if isinstance(bound, date):
        return f"{bound.month}/{bound.day}/{bound.year}"
    return bound or ""


def _shown(entry: Any, column: Column) -> Shown | None:
    """Return what a column is filtered by; None if there is no filter, or none to put on again."""
    found = _read(entry, column)
    return found if found and can_be_put_on(found) else None


def _read(entry: Any, column: Column) -> Shown | None:
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
