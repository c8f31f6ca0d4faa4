"""The actions to follow, as lists: what is to be done, and what was said done today."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store


class ListedAction(NamedTuple):
    """An action, the client whom it is for, and the number of the contract that it is about."""

    action: Action
    client: str
    contract: str | None = None

    @property
    def object(self) -> str:
        """What is to be done, and of which contract: a client has the same piece for several."""
        said = self.action.object
        return f"{said} ({self.contract})" if self.contract else said


def actions_to_follow(store: Store) -> list[ListedAction]:
    """Return the actions not done, the first due first."""
    with store.glance() as unit:
        return listed_of(unit, unit.open_actions())


def actions_listed(store: Store, today: date) -> list[ListedAction]:
    """Return the actions not done, then those said done today, which may be said undone."""
    with store.glance() as unit:
        done = unit.actions_said_done(start_of_day(today))
        return listed_of(unit, [*unit.open_actions(), *done])


def listed_of(unit: Glance, actions: Sequence[Action]) -> list[ListedAction]:
    """Name the client and the contract of each action."""
    clients = unit.clients_by_id({each.client_id for each in actions})
    numbers = {each.id: each.number for each in unit.contracts_of(clients)}
    return [
        ListedAction(each, clients[each.client_id].name, numbers.get(each.contract_id or 0))
        for each in actions
    ]
