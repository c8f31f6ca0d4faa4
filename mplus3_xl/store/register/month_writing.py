"""Freezing a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from mplus3_xl.store.tables.register import month_actes, months

if TYPE_CHECKING:
    from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles


class MonthWriting:
    """Freezing a month."""

    _connection: Connection

    def add_month(self, closed: ClosedMonth, files: MonthFiles, rows: Mapping[int, str]) -> None:
        """Freeze a month: its files, and the digests of its actes by number."""
        self._connection.execute(insert(months).values(closed._asdict() | files._asdict()))
        lines = [
            {"acte_id": acte_id, "month": closed.month, "digest": digest}
            for acte_id, digest in rows.items()
        ]
        if lines:
            self._connection.execute(insert(month_actes), lines)
