"""Days as a spreadsheet counts them: from 1900, or from 1904 in a workbook of an old Mac.

calamine reads a cell that is formatted as a date; a number in an ordinary cell is told here.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

_EPOCH = date(1899, 12, 30)
_SINCE_1904 = 1_462  # the days between the two beginnings
_LAST_SERIAL = 2_958_465  # 31/12/9999
_LAST_OLD_DAY = date.max - timedelta(days=_SINCE_1904)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")


def day_of_serial(cell: Any) -> date | None:
    """Read a number, or a text that is one of five digits, as a day; `None` for anything else."""
    if isinstance(cell, str):
        return _day(float(cell.replace(",", "."))) if _SERIAL.fullmatch(cell) else None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return _day(cell) if is_number else None


def _day(serial: float) -> date | None:
    return _EPOCH + timedelta(days=int(serial)) if 1 <= serial < _LAST_SERIAL + 1 else None


def put_days(rows: Iterable[list[Any]], places: Sequence[int]) -> None:
    """Write the days that the columns at `places` count from 1904 as the days they are."""
    for row in rows:
        for place in places:
            day = day_of_serial(row[place]) if place < len(row) else None
            if day is not None and day <= _LAST_OLD_DAY:
                row[place] = day + timedelta(days=_SINCE_1904)
