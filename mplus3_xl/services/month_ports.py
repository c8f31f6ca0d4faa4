"""What the month of the register and the figures ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.actes import Acte
    from mplus3_xl.domain.closed_month import ClosedMonth, MonthFiles
    from mplus3_xl.domain.figures import Fact


class MonthReading(Protocol):
    """What a unit of work can look up of months, which are written AAAA-MM, and of figures."""

    def closed_months(self) -> list[ClosedMonth]:
        """Read the frozen months, in order."""
        ...

    def month_files(self, month: str) -> MonthFiles | None:
        """Read the two files of a frozen month; none once an erasure took them away."""
        ...

    def frozen_rows(self, month: str) -> dict[int, str]:
        """Read the actes of a frozen month: number to digest, in order."""
        ...

    def unfrozen_actes(self, last: date) -> list[Acte]:
        """Read the actes done until `last` that no frozen month holds, in order."""
        ...

    def figure_facts(self, today: date) -> list[Fact]:
        """Read what the figures of a day need of each dossier, by number."""
        ...

    def actes_by_id(self, ids: Collection[int]) -> list[Acte]:
        """Find actes by id, in order."""
        ...


class MonthWriting(Protocol):
    """What a unit of work can change of them."""

    def add_month(self, closed: ClosedMonth, files: MonthFiles, rows: Mapping[int, str]) -> None:
        """Freeze a month: its files, and the digests of its actes by number."""
        ...
