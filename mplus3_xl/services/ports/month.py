"""What the month of the register and the figures ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles


class MonthReading(Protocol):
    """What a unit of work can look up of months, which are written AAAA-MM, and of figures."""

    def closed_months(self) -> list[ClosedMonth]: ...
    def month_files(self, month: str) -> MonthFiles | None: ...
    def frozen_rows(self, month: str) -> dict[int, str]: ...
    def unfrozen_actes(self, last: date) -> list[Acte]: ...
    def actes_by_id(self, ids: Collection[int]) -> list[Acte]: ...


class MonthWriting(Protocol):
    """What a unit of work can change of them."""

    def add_month(
        self, closed: ClosedMonth, files: MonthFiles, rows: Mapping[int, str]
    ) -> None: ...
