"""Number formats in Excel's spelling, and what kind of value each one shows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno

GENERAL = "General"
_DATE_OR_TIME, _LOGICAL, _TEXT = 6, 1024, 256  # com.sun.star.util.NumberFormat
_GENERAL_KEY = 0
_FEW = 4  # runs: each costs three calls, as a group of formats does
_KEPT = re.compile(r'("[^"]*"|\\.|\[[^\]]*\]|AM/PM)')


class Kind(Enum):
    """What a cell's number stands for, or that all it takes becomes a text."""

    DATE = auto()
    BOOLEAN = auto()
    TEXT = auto()


class Run(NamedTuple):
    """Cells of one column of a range, from row to row, all counted from 0 and included."""

    column: int
    first: int
    last: int


def runs(column: int, rows: Sequence[int]) -> list[Run]:
    """The runs of a column that hold these rows, in order: one by one if few, else one of all."""
    if not rows:
        return []
    starts = [at for at, row in enumerate(rows) if at == 0 or row - rows[at - 1] > 1]
    if len(starts) > _FEW:
        return [Run(column, rows[0], rows[-1])]
    ends = [*starts[1:], len(rows)]
    return [Run(column, rows[a], rows[b - 1]) for a, b in zip(starts, ends, strict=True)]


class Area(NamedTuple):
    """A rectangle of one kind, inside a range: first and last row and column, from 0."""

    kind: Kind
    top: int
    left: int
    bottom: int
    right: int


class NumberFormats:
    """The formats of one document."""

    def __init__(self, doc: Uno) -> None:
        self._formats = doc.NumberFormats
        self._locale = bridge.struct("lang.Locale", Language="en", Country="US")
        self._kinds: dict[int, Kind | None] = {}

    def code(self, key: int) -> str:
        """A format as Excel writes it."""
        format_ = self._formats.getByKey(key)
        if key == _GENERAL_KEY or format_.Type & _LOGICAL:
            return GENERAL
        text: str = format_.FormatString
        return _lower(text) if format_.Type & _DATE_OR_TIME else text

    def key(self, code: str) -> int:
        """The number under which the document keeps a format, added when it is new."""
        if code == GENERAL:
            return _GENERAL_KEY
        key: int = self._formats.queryKey(code, self._locale, False)
        if key == -1:
            key = self._formats.addNew(code, self._locale)
        return key

    def kind(self, key: int) -> Kind | None:
        """What the format makes of a number; a key is asked for once, as it keeps its format."""
        if key not in self._kinds:
            self._kinds[key] = self._kind(key)
        return self._kinds[key]

    def _kind(self, key: int) -> Kind | None:
        type_ = self._formats.getByKey(key).Type
        if type_ & _DATE_OR_TIME:
            return Kind.DATE
        if type_ & _LOGICAL:
            return Kind.BOOLEAN
        return Kind.TEXT if type_ & _TEXT else None

    def areas(self, xl: Uno, runs: Iterable[Run]) -> list[Area]:
        """The parts of these runs of LibreOffice's range `xl` whose format is of a kind."""
        return [area for run in runs for area in self._areas(xl, run)]

    def _areas(self, xl: Uno, run: Run) -> Iterator[Area]:
        cells = xl.getCellRangeByPosition(run.column, run.first, run.column, run.last)
        if cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            if kind := self.kind(cells.NumberFormat):
                yield Area(kind, run.first, run.column, run.last, run.column)
            return
        origin, groups = xl.RangeAddress, cells.getUniqueCellFormatRanges()
        for position in range(groups.Count):
            group = groups.getByIndex(position)
            if kind := self.kind(group.NumberFormat):
                yield from (_area(kind, part, origin) for part in group.RangeAddresses)


def _area(kind: Kind, part: Uno, origin: Uno) -> Area:
    row, column = origin.StartRow, origin.StartColumn
    return Area(
        kind,
        part.StartRow - row,
        part.StartColumn - column,
        part.EndRow - row,
        part.EndColumn - column,
    )


def _lower(code: str) -> str:
    """A date format in the small letters of Excel; texts in quotes are left alone."""
    parts = _KEPT.split(code)
    parts[::2] = [part.lower() for part in parts[::2]]
    return "".join(parts)
