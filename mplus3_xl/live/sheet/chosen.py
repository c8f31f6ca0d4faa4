"""A choice as its list writes it: Excel lets « oui » pass for « Oui », a paste anything."""

from functools import cache

from mplus3_xl.domain.text import meant_by
from mplus3_xl.layout.lists import lists
from mplus3_xl.layout.model import Value
from mplus3_xl.live.sheet import places


def as_listed(title: str, row: int, col: int, value: Value) -> Value:
    """Return what a cell of a sheet holds as the list of that cell has it, case and accents free.

    A text that its list does not have stays as it is, for its reader to refuse.
    """
    source = _sources(title).get((row, col)) if isinstance(value, str) else None
    return as_in(source, value) if source else value


def as_in(source: str, value: Value) -> Value:
    """Return a value as the closed list `source` has it; of another list, as it is."""
    words = _lists().get(source, ())
    if not isinstance(value, str) or value in words:
        return value
    return meant_by(value, words) or value


@cache
def _sources(title: str) -> dict[tuple[int, int], str]:
    """Return the list of each cell of a sheet that has one."""
    return {
        (row, col): check.source
        for area, check in places.titled(title).checks
        if check.source
        for row in range(area.first_row, area.last_row + 1)
        for col in range(area.first_col, area.last_col + 1)
    }


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    return lists()
