"""Freezing a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.store.changing import insert

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles
    from mplus3_xl.store.asking import Changing


class MonthWriting:
    """Freezing a month."""

    _changing: Changing

    def add_month(self, closed: ClosedMonth, files: MonthFiles, rows: Mapping[int, str]) -> None:
        """Freeze a month: its files, and the digests of its actes by number."""
        insert(self._changing, "months", closed._asdict() | files._asdict())
        lines = (
            {"acte_id": acte_id, "month": closed.month, "digest": digest}
            for acte_id, digest in rows.items()
        )
        insert(self._changing, "month_actes", *lines)
