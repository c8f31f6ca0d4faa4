"""Reading the months that were frozen, and what they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from mplus3_xl.store.call.call_reading import CallReading
from mplus3_xl.store.sql import among_sql
from mplus3_xl.store.tables.register import month_actes, months

if TYPE_CHECKING:
    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles

_UNFROZEN = """
WHERE done_on <= :last
AND NOT EXISTS (SELECT 1 FROM month_actes WHERE month_actes.acte_id = actes.id)
ORDER BY id
"""


class MonthReading(CallReading):
    """Reading the months that were frozen."""

    _connection: Connection

    def closed_months(self) -> list[ClosedMonth]:
        """Read the frozen months, in order."""
        from mplus3_xl.domain.register.closed_month import ClosedMonth

        columns = (months.c[name] for name in ClosedMonth._fields)
        rows = self._connection.execute(select(*columns).order_by(months.c.month))
        return [ClosedMonth(*row) for row in rows]

    def month_files(self, month: str) -> MonthFiles | None:
        """Read the two files of a frozen month; none once an erasure took them away."""
        from mplus3_xl.domain.register.closed_month import MonthFiles

        query = select(months.c.csv, months.c.xlsx).where(months.c.month == month)
        row = self._connection.execute(query).first()
        return None if row is None or row.csv is None else MonthFiles(row.csv, row.xlsx)

    def frozen_rows(self, month: str) -> dict[int, str]:
        """Read the actes of a frozen month: number to digest, in order."""
        query = select(month_actes.c.acte_id, month_actes.c.digest)
        query = query.where(month_actes.c.month == month).order_by(month_actes.c.acte_id)
        return {row.acte_id: row.digest for row in self._connection.execute(query)}

    def unfrozen_actes(self, last: date) -> list[Acte]:
        """Read the actes done until `last` that no frozen month holds, in order."""
        return self._actes(_UNFROZEN, {"last": last})

    def actes_by_id(self, ids: Collection[int]) -> list[Acte]:
        """Find actes by id, in order."""
        among = among_sql("id", ":ids", self._asking.engine)
        return self._actes(f"WHERE {among} ORDER BY id", {"ids": ids})
