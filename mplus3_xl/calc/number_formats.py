"""Number formats in Excel's spelling, and what kind of value each one shows."""

import re
from enum import Enum, auto
from typing import NamedTuple

from mplus3_xl.calc import bridge
from mplus3_xl.calc.bridge import Uno

GENERAL = "General"
_DATE_OR_TIME, _LOGICAL, _TEXT = 6, 1024, 256  # com.sun.star.util.NumberFormat
_GENERAL_KEY = 0
_KEPT = re.compile(r'("[^"]*"|\\.|\[[^\]]*\]|AM/PM)')


class Kind(Enum):
    """What a cell's number stands for, or that all it takes becomes a text."""

    DATE = auto()
    BOOLEAN = auto()
    TEXT = auto()


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
        """What the format makes of a number."""
        type_ = self._formats.getByKey(key).Type
        if type_ & _DATE_OR_TIME:
            return Kind.DATE
        if type_ & _LOGICAL:
            return Kind.BOOLEAN
        return Kind.TEXT if type_ & _TEXT else None

    def areas(self, xl: Uno) -> list[Area]:
        """The parts of LibreOffice's range `xl` whose format is of a kind."""
        origin = xl.RangeAddress
        groups = xl.getUniqueCellFormatRanges()
        found = []
        for position in range(groups.Count):
            group = groups.getByIndex(position)
            if kind := self.kind(group.NumberFormat):
                found += [_area(kind, a, origin) for a in group.RangeAddresses]
        return found


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
