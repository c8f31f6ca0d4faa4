"""A form as a few rectangles: what is written goes over in one call each.

Two fields share a rectangle when all that stands between them is given too or is a label, which
is written again. What the rectangle must not touch: a formula, a link, a field that is not given,
the day of the heading, a table (unless its rows are given: its header is then written again).
"""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from mplus3_xl.layout.model import Area, Cell, Sheet, Table, Value
from mplus3_xl.layout.style import Style
from mplus3_xl.live.port import FieldValue, Values
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.values import number_format, to_cell

_OF_THE_DAY = {Style.TITLE, Style.SUBTITLE}


class Block(NamedTuple):
    """The cells of a rectangle, ready for the spreadsheet."""

    area: Area
    rows: list[list[object]]


def blocks(sheet: Sheet, values: Values) -> list[Block]:
    """Return the rectangles to write, from top to bottom. Raises KeyError for an unknown name."""
    known, names = places.areas(sheet.title), frozenset(values)
    given = _headers(sheet, known, names) | _given(known, values)
    return [Block(area, _rows(sheet, area, given)) for area in _rectangles(sheet.title, names)]


@cache
def _rectangles(title: str, names: frozenset[str]) -> tuple[Area, ...]:
    """Return the rectangles that hold these names: the same ones at each click of an action."""
    known = places.areas(title)
    kept = _kept(places.titled(title), names)
    found: list[Area] = []
    for area in sorted(known[name] for name in names):
        _join(found, area, kept)
    return tuple(found)


def around(areas: Sequence[Area]) -> Area:
    """Return the smallest rectangle that holds them all."""
    return Area(
        min(area.first_row for area in areas),
        min(area.first_col for area in areas),
        max(area.last_row for area in areas),
        max(area.last_col for area in areas),
    )


def _join(found: list[Area], area: Area, kept: Sequence[Area]) -> None:
    """Widen one of the rectangles by `area`, or add it."""
    for at, other in enumerate(found):
        both = around((other, area))
        if not any(_meet(both, each) for each in kept):
            found[at] = both
            return
    found.append(area)


def _meet(one: Area, other: Area) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_col <= other.last_col
        and other.first_col <= one.last_col
    )


def _kept(sheet: Sheet, names: Set[str]) -> list[Area]:
    absent = [area for name, area in sheet.names.items() if name not in names]
    single = [
        Area(cell.row, cell.col, cell.row, cell.col)
        for cell in sheet.cells
        if _stays(cell, names, absent)
    ]
    given = {area for name, area in sheet.names.items() if name in names}
    return single + [_whole(each) for each in sheet.tables if each.body not in given]


def _whole(table: Table) -> Area:
    return table.body._replace(first_row=table.row)


def _headers(
    sheet: Sheet, known: Mapping[str, Area], names: Set[str]
) -> dict[tuple[int, int], Value]:
    """Return the headers of the tables whose rows are given."""
    given = {known[name] for name in names}
    return {
        (table.row, col): column.title
        for table in sheet.tables
        if table.body in given
        for col, column in enumerate(table.columns, table.col)
    }


def _stays(cell: Cell, names: Set[str], absent: Sequence[Area]) -> bool:
    if cell.formula or cell.link:
        return True
    if cell.name:
        return cell.name not in names
    if cell.style in _OF_THE_DAY:
        return True
    here = Area(cell.row, cell.col, cell.row, cell.col)
    return cell.style is not Style.LABEL and any(_meet(here, area) for area in absent)


def _given(known: Mapping[str, Area], values: Values) -> dict[tuple[int, int], Value]:
    given: dict[tuple[int, int], Value] = {}
    for name, value in values.items():
        area, lines = known[name], as_lines(value)
        for row in range(area.first_row, area.last_row + 1):
            for col in range(area.first_col, area.last_col + 1):
                down, right = row - area.first_row, col - area.first_col
                there = down < len(lines) and right < len(lines[down])
                given[row, col] = lines[down][right] if there else None
    return given


def as_lines(value: FieldValue) -> Sequence[Sequence[Value]]:
    """Return a field as a block of one cell, and a block as it is."""
    return [[value]] if isinstance(value, str) or not isinstance(value, Sequence) else value


def _rows(sheet: Sheet, area: Area, given: Mapping[tuple[int, int], Value]) -> list[list[object]]:
    cells = places.cells(sheet.title)

    def value(row: int, col: int) -> object:
        cell = cells.get((row, col))
        if cell is None:
            return to_cell(given.get((row, col)), "")
        shown = given.get((row, col), cell.value)
        return to_cell(shown, number_format(cell.style, cell.kind))

    return [
        [value(row, col) for col in range(area.first_col, area.last_col + 1)]
        for row in range(area.first_row, area.last_row + 1)
    ]
