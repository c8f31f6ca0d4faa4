"""The actes of a month as a csv for Excel in French: `;`, decimal comma, UTF-8 with its mark."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.exports.month_columns import columns_of
from mplus3_xl.exports.queue_csv import cell_text, csv_text
from mplus3_xl.layout.style import Kind


def month_csv(report: MonthReport) -> bytes:
    """Return the whole file, mark included: the same columns as the sheet Actes."""
    columns = columns_of("actes")
    ways = [(_WAYS.get(column.kind, cell_text), column.key) for column in columns]
    lines = ([way(getattr(row, key)) for way, key in ways] for row in report.actes)
    return csv_text([column.title for column in columns], lines).encode()


def _euros(cents: int) -> str:
    return f"{cents / 100:.2f}".replace(".", ",")


@cache  # a month has few days, and each is written thousands of times
def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


_WAYS: dict[Kind, Callable[[Any], str]] = {Kind.AMOUNT: _euros, Kind.DATE: _day}
