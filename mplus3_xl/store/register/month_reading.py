"""Reading the months that were frozen, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.store.call.call_reading import CallReading
from mplus3_xl.store.records import records
from mplus3_xl.store.sql import among_sql

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles

_UNFROZEN = """
WHERE done_on <= :last
AND NOT EXISTS (SELECT 1 FROM month_actes WHERE month_actes.acte_id = actes.id)
ORDER BY id
"""
_FROZEN = "SELECT acte_id, digest FROM month_actes WHERE month = :month"


class MonthReading(CallReading):
    """Reading the months that were frozen."""

    def closed_months(self) -> list[ClosedMonth]:
        """Read the frozen months, in order."""
        from mplus3_xl.domain.register.closed_month import ClosedMonth

        return records(self._asking, ClosedMonth, "months", "ORDER BY month")

    def month_files(self, month: str) -> MonthFiles | None:
        """Read the two files of a frozen month; none once an erasure took them away."""
        from mplus3_xl.domain.register.closed_month import MonthFiles

        there = "WHERE month = :month AND csv IS NOT NULL"
        found = records(self._asking, MonthFiles, "months", there, {"month": month})
        return next(iter(found), None)

    def frozen_rows(self, month: str) -> dict[int, str]:
        """Read the actes of a frozen month: number to digest."""
        return dict(self._asking.rows(_FROZEN, {"month": month}))

    def unfrozen_actes(self, last: date) -> list[Acte]:
        """Read the actes done until `last` that no frozen month holds, in order."""
        return self._actes(_UNFROZEN, {"last": last})

    def actes_by_id(self, ids: Collection[int]) -> list[Acte]:
        """Find actes by id, in order."""
        among = among_sql("id", ":ids", self._asking.engine)
        return self._actes(f"WHERE {among} ORDER BY id", {"ids": ids})
