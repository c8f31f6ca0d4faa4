"""Probable double clients: listed with what they share; a manager says which are none."""

from collections.abc import Collection, Set
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from mplus3_xl.domain.doubles.doubles import Double, DoubleGroup, ids_sharing, kept_first, pairs_of
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import refuse_unless_manager
from mplus3_xl.services.records import Change

if TYPE_CHECKING:
    from mplus3_xl.services.ports.glance import Glance
    from mplus3_xl.services.ports.store import Store

RESERVED = "Seul un responsable décide des doubles."


def doubles(store: "Store") -> list[DoubleGroup]:
    """Return the groups of probable doubles, those that share most first."""
    with store.glance() as unit:
        found = ids_sharing(unit.sharing(), unit.said_apart())
        known = unit.doubles_among(set(chain.from_iterable(found)))
    return [
        DoubleGroup(kept_first(known[client_id] for client_id in ids), shared)
        for ids, shared in found.items()
    ]


def cards_in(unit: "Glance", client_ids: Set[int]) -> list[list[ClientCard]]:
    """Return the cards of the probable doubles of some clients, each group by number of entry."""
    shared = ids_sharing(unit.sharing(), unit.said_apart())
    found = [sorted(ids) for ids in shared if not client_ids.isdisjoint(ids)]
    cards = unit.cards_of(set(chain.from_iterable(found)))
    return [[cards[client_id] for client_id in ids] for ids in found]


def doubles_to_decide(
    store: "Store", client_ids: Collection[int], author: str
) -> dict[int, Double]:
    """Return what helps a manager to decide about these clients, by id.

    Raises UserError: only a manager may; fewer than two clients, or one whom nobody knows.
    """
    with store.glance() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        found_among(unit, client_ids)
        return unit.doubles_among(client_ids)


def say_apart(
    store: "Store", client_id: int, other_ids: Collection[int], author: str, now: datetime
) -> int:
    """Say that a client is none of the others; return how many pairs are new.

    Raises UserError: only a manager may; fewer than two clients, or one whom nobody knows.
    """
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        found_among(unit, [client_id, *other_ids])
        known = unit.said_apart()
        pairs = sorted({pair for each in other_ids for pair in pairs_of([client_id, each])})
        new = [pair for pair in pairs if pair not in known]
        unit.add_apart(new, author, now)
        lines = [Change("not_doubles", low, "high_id", None, str(high)) for low, high in new]
        unit.write_journal(lines, now, author)
        return len(new)


def found_among(unit: "Glance", client_ids: Collection[int]) -> dict[int, Client]:
    """Return these clients, two at least. Raises UserError."""
    found = unit.clients_by_id(set(client_ids))
    if len(found) < 2 or len(found) < len(set(client_ids)):
        raise UserError(
            "doubles_absents",
            "Il faut au moins deux fiches, et l’une d’elles n’existe plus.",
            "Listez les doubles à nouveau, puis choisissez une ligne.",
        )
    return found
