"""What there is to look at beside the queue: for the first sheet and for `base etat`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mplus3_xl.domain.cases import ClientCard
from mplus3_xl.services.ports import Store


@dataclass(frozen=True, slots=True)
class Overview:
    """The state of a store: counts by table, account managers by site, what asks for a person.

    `doubles` are probable double clients, never merged; `refused` the rows that the last import
    refused.
    """

    counts: Mapping[str, int]
    charges: Sequence[tuple[str | None, str]]
    conflicts: int
    doubles: Sequence[Sequence[ClientCard]]
    refused: int
    unknown_families: int
    absent: int


def overview(store: Store) -> Overview:
    """Read the state of the store."""
    with store.read() as unit:
        return Overview(
            counts=unit.counts(),
            charges=unit.charges(),
            conflicts=unit.open_conflicts(),
            doubles=unit.probable_doubles(None),
            refused=unit.refused_by_last_import(),
            unknown_families=unit.contracts_without_family(),
            absent=unit.absent_contracts(),
        )
