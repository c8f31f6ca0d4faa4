"""The statement that reads the dossiers of a queue, and what its columns tell.

A line is a dossier with one of its contracts, or with none. All lines come as one row, a list for
each column: reading thousands of rows of as many values takes twice as long. Thousands of dossiers
have few profiles: a profile is one text, JSON, which is read once. Values are as the driver has
them (`asking`), but from JSON: days and moments are texts.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeAlias

from mplus3_xl.domain.contact.client_places import OVERSEAS, PREFIX
from mplus3_xl.domain.queue.cases import OF_DOSSIER
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.sql import UNDER_WAY, column_told, lines_told

Column: TypeAlias = Sequence[Any]

_PLACE = f"substr(clients.postal_code, 1, {PREFIX})"
_OVERSEAS = ", ".join(f"'{prefix}'" for prefix in OVERSEAS)
_PROFILE = (
    *(f"dossiers.{name}" for name in OF_DOSSIER),
    "clients.client_type",
    f"CASE WHEN {_PLACE} IN ({_OVERSEAS}) THEN {_PLACE} END",
)
"""What a profile is read of; the postal code as far as it tells a time zone."""
# Not one that an export gave to another client since somebody worked on the dossier.
_RUNS = (
    f"contracts.state = '{ContractState.EN_COURS.value}' "
    "AND contracts.client_id = dossiers.client_id"
)


class Told(NamedTuple):
    """The columns: the profile, what is the dossier's own, then the contract from `since` on.

    `runs`: the contract is one of the client, and runs.
    """

    profile: Column
    dossier: Column
    client_id: Column
    folded_phone: Column
    bilan: Column
    effect: Column
    first_effect: Column
    number: Column
    client_type: Column
    last_name: Column
    first_name: Column
    company: Column
    phone: Column
    email: Column
    name_only: Column
    charge: Column
    given_to: Column
    given_until: Column
    since: Column
    contract: Column
    family: Column
    type: Column
    absent: Column
    replacing: Column
    runs: Column


DOSSIER, CONTRACT = map(Told._fields.index, ("dossier", "since"))
_COLUMNS = (
    *("dossiers.id", "dossiers.client_id", "clients.folded_phone", "dossiers.bilan"),
    *("dossiers.effect_date", "clients.first_effect", "clients.number"),
    *("clients.client_type", "clients.last_name", "clients.first_name", "clients.company"),
    *("clients.phone", "clients.email", "clients.name_only"),
    *("dossiers.charge_clientele", "dossiers.assigned_to", "dossiers.assigned_until"),
    *("contracts.effect_date", "contracts.number", "contracts.family", "contracts.client_type"),
    *("contracts.absent_since", "contracts.probable_replacement", _RUNS),
)
"""What `Told` is read of, from the dossier on, in its order."""


_JOINED = """
FROM dossiers
JOIN clients ON clients.id = dossiers.client_id
LEFT JOIN contracts ON contracts.dossier_id = dossiers.id
"""
_OF_SITE = "dossiers.agency = :agency"
_GIVEN = (
    "dossiers.assigned_to = :charge "
    "AND (dossiers.assigned_until IS NULL OR dossiers.assigned_until >= :today)"
)
_OWN = (
    "dossiers.charge_clientele = :charge "
    "AND (dossiers.assigned_to IS NULL OR dossiers.assigned_until < :today)"
)
_CURRENT = (
    "latest >= :today AND earliest <= :today",
    UNDER_WAY,
    "callback_at <= :now",
)
"""What the queue shows by default (R12), each part by its own index."""


@cache
def queue(engine: str, *, of_site: bool, of_person: bool, everything: bool) -> str:
    """Select the dossiers of a queue; its parameters are `agency`, `charge`, `today` and `now`."""
    ways = _ways(of_site=of_site, of_person=of_person)
    columns = (column_told(column, engine) for column in _COLUMNS)
    told = ", ".join((lines_told(_PROFILE, engine), *columns))
    wanted = _any_of(ways) if everything else f"dossiers.id IN ({_current(ways)})"
    return f"SELECT {told} {_JOINED} WHERE {wanted}"


def told_by(row: Sequence[Any]) -> Told:
    """Return the columns that the row of `queue` holds."""
    profiles, *columns = row
    if profiles is None:  # nobody is in the queue
        return Told._make([()] * len(Told._fields))
    return Told._make((profiles.split("\n"), *map(_column, columns)))


@lru_cache(maxsize=2 * len(_COLUMNS))
def _column(told: str) -> Column:
    """Read a column: in a Python that stays, again only once something of it changed."""
    return tuple(json.loads(told))


def _ways(*, of_site: bool, of_person: bool) -> list[str]:
    """Return the conditions of what is wanted, in ways that each have their index.

    A person has what he was given, and what is his own and nobody else was given.
    """
    site = _OF_SITE if of_site else "1 = 1"
    return [f"{site} AND {of_him}" for of_him in (_GIVEN, _OWN)] if of_person else [site]


def _any_of(ways: Sequence[str]) -> str:
    return " OR ".join(f"({way})" for way in ways)


def _current(ways: Sequence[str]) -> str:
    """Select the ids of what the queue shows by default, some of them more than once."""
    return " UNION ALL ".join(
        f"SELECT id FROM dossiers WHERE {way} AND {part}" for way in ways for part in _CURRENT
    )
