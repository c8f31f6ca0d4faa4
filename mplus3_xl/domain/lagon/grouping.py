"""Which contracts make one dossier (D3).

In order of effect date, a contract joins its client's current group when its own window meets the
group's intersection; else it starts the next group. One group, one dossier, one call.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from mplus3_xl.domain.windows import DEFAULT_SPANS, Spans, window_of


class Dated(Protocol):
    """Anything with a number and an effect date: a contract."""

    @property
    def number(self) -> str:
        """The contract's number; it breaks ties."""
        ...

    @property
    def effect_date(self) -> date:
        """The day on which the contract takes effect."""
        ...


C = TypeVar("C", bound=Dated)


def group(contracts: Iterable[C], spans: Spans = DEFAULT_SPANS) -> list[list[C]]:
    """Split one client's eligible contracts into groups, earliest first."""
    groups: list[list[C]] = []
    start = end = date.min
    for contract in sorted(contracts, key=lambda each: (each.effect_date, each.number)):
        window = window_of(contract.effect_date, spans)
        if groups and window.start <= end and window.end >= start:
            groups[-1].append(contract)
            start, end = max(start, window.start), min(end, window.end)
        else:
            groups.append([contract])
            start, end = window.start, window.end
    return groups
