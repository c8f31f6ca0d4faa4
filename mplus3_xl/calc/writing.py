"""What a block of Python values becomes in cells, decided before any call. Pure."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from mplus3_xl.calc.number_formats import Area, Kind, Run, runs
from mplus3_xl.calc.part import missing
from mplus3_xl.calc.values import Cell, is_typed, prepared, to_serial

Rows: TypeAlias = Sequence[Sequence[Cell]]

DATE, DATE_TIME, TIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm:ss"
BOOLEAN, GENERAL = "BOOLEAN", "General"


@dataclass(slots=True)
class Plan:
    """The block to write in one call, then the few runs that need another.

    `typed` are texts that Excel would read as if typed: formulas, numbers, dates. `formats` are
    the number formats that values bring with them.
    """

    cells: list[list[str | float]]
    typed: list[Run] = field(default_factory=list)
    formats: list[tuple[str, Run]] = field(default_factory=list)


def rectangle(data: object, height: int, width: int) -> Rows:
    """Rows of cells from what xlwings hands over: a value for all cells, one row, or rows."""
    if not isinstance(data, list | tuple):
        return [[prepared(data)] * width] * height
    if data and not isinstance(data[0], list | tuple):
        return [data]
    return data


def looked_at(rows: Rows) -> Iterator[Run]:
    """The runs of each column in which a value becomes what the format of its cell says."""
    for column, values in enumerate(zip(*rows, strict=True)):
        yield from runs(column, [at for at, each in enumerate(values) if _hangs_on_format(each)])


def _hangs_on_format(value: Cell) -> bool:
    return is_typed(value) if isinstance(value, str) else value is not None


def plan(rows: Rows, areas: Sequence[Area]) -> Plan:
    """How to write `rows` over cells whose formats, where looked at, are of kinds in `areas`."""
    kinds = _kinds(rows, areas)
    cells = [
        [_raw(v, k) for v, k in zip(*row, strict=True)] for row in zip(rows, kinds, strict=True)
    ]
    made = Plan(cells)
    for column in range(len(rows[0])):
        values = [row[column] for row in rows]
        has = [row[column] for row in kinds]
        made.formats += [(name, Run(column, *ends)) for name, *ends in _formats(values, has)]
        made.typed += [Run(column, *ends) for ends in _typed(values, has)]
    return made


def _kinds(rows: Rows, areas: Sequence[Area]) -> list[list[Kind | None]]:
    width = len(rows[0])
    grid: list[list[Kind | None]] = [[None] * width for _ in rows]
    for area in areas:
        for row in grid[area.top : area.bottom + 1]:
            row[area.left : area.right + 1] = [area.kind] * (area.right - area.left + 1)
    return grid


def _raw(value: Cell, kind: Kind | None) -> str | float:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, dt.date | dt.time):
        if kind is Kind.TEXT:
            missing("a date in a cell of text format; Excel writes its own text for it")
        return to_serial(value)
    return f"{value:.15g}" if kind is Kind.TEXT and not isinstance(value, bool) else float(value)


def _formats(values: list[Cell], has: list[Kind | None]) -> Iterator[tuple[str, int, int]]:
    wanted = [_format(v, k) for v, k in zip(values, has, strict=True)]
    start = 0
    for row in range(1, len(wanted) + 1):
        if row == len(wanted) or wanted[row] != wanted[start]:
            if name := wanted[start]:
                yield name, start, row - 1
            start = row


def _format(value: Cell, kind: Kind | None) -> str | None:
    """The format that a value brings to a cell of a kind; None when the cell keeps its own."""
    if isinstance(value, bool):
        return None if kind is Kind.BOOLEAN else BOOLEAN
    if kind is Kind.DATE:
        return None
    if isinstance(value, dt.time):
        return TIME
    if isinstance(value, dt.datetime):
        return DATE if value.time() == dt.time() else DATE_TIME
    if isinstance(value, dt.date):
        return DATE
    return GENERAL if kind is Kind.BOOLEAN else None


def _typed(values: list[Cell], has: list[Kind | None]) -> Iterator[tuple[int, int]]:
    """Runs of texts, broken only by other values: a formula here and there costs one call."""
    first: int | None = None
    asked = False
    for row, (value, kind) in enumerate(zip(values, has, strict=True)):
        if kind is Kind.TEXT or not (value is None or isinstance(value, str)):
            if first is not None and asked:
                yield first, row - 1
            first, asked = None, False
            continue
        first = row if first is None else first
        asked = asked or (isinstance(value, str) and is_typed(value))
    if first is not None and asked:
        yield first, len(values) - 1
