"""What there is to look at beside the queue: for the first sheet and for `base etat`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from mplus3_xl.domain.doubles.doubles import groups_sharing
from mplus3_xl.services.records import Attention, User

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Store


class Overview(NamedTuple):
    """What asks for a person, the account managers by site, and the logins in their order.

    `doubles` counts the groups of probable double clients.
    """

    charges: Sequence[tuple[str | None, str]]
    doubles: int
    attention: Attention
    users: Sequence[User]


def overview(store: "Store", today: date) -> Overview:
    """Read what there is to look at on the day `today`."""
    with store.glance() as unit:
        doubles = len(groups_sharing(unit.sharing(), unit.said_apart()))
        return Overview(unit.charges(), doubles, unit.attention(today), unit.users())


def held(store: "Store") -> Mapping[str, int]:
    """Count what the store holds, by table."""
    with store.read() as unit:
        return unit.counts()
