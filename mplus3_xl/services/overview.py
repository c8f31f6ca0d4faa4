"""What there is to look at beside the queue: for the first sheet and for `base etat`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from mplus3_xl.services.doubles import groups_known
from mplus3_xl.services.ports import Attention, Store


class Overview(NamedTuple):
    """What asks for a person, and the account managers by site.

    `doubles` counts the groups of probable double clients.
    """

    charges: Sequence[tuple[str | None, str]]
    doubles: int
    attention: Attention


def overview(store: Store, today: date) -> Overview:
    """Read what there is to look at on the day `today`."""
    with store.read() as unit:
        return Overview(unit.charges(), len(groups_known(unit)), unit.attention(today))


def held(store: Store) -> Mapping[str, int]:
    """Count what the store holds, by table."""
    with store.read() as unit:
        return unit.counts()
