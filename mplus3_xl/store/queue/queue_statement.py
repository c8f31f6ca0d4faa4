"""The statement that reads the dossiers of a queue, and what each of its rows tells.

A row is a dossier with one of its contracts, or with none: its profile, what is its own, then the
contract. Values are as the driver has them: of thousands of rows few have others than the rest, so
turning each into a day would take longer than reading it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Date, DateTime, TextClause, bindparam, text

from mplus3_xl.domain.queue.cases import OF_DOSSIER
from mplus3_xl.store.tables.lagon import UNDER_WAY, clients, contracts, dossiers

PROFILE: tuple[Column[Any], ...] = (
    *(dossiers.c[name] for name in OF_DOSSIER),
    clients.c.client_type,
    clients.c.postal_code,
)
OWN: tuple[Column[Any], ...] = (
    dossiers.c.id,
    dossiers.c.client_id,
    clients.c.folded_phone,
    dossiers.c.effect_date,
    clients.c.first_effect,
    clients.c.number,
    clients.c.last_name,
    clients.c.first_name,
    clients.c.company,
    clients.c.phone,
    clients.c.email,
    clients.c.name_only,
    dossiers.c.charge_clientele,
    dossiers.c.assigned_to,
    dossiers.c.assigned_until,
)
OF_CONTRACT: tuple[Column[Any], ...] = (
    contracts.c.effect_date,
    contracts.c.number,
    contracts.c.family,
    contracts.c.client_type,
    contracts.c.absent_since,
    contracts.c.probable_replacement,
    contracts.c.state,
)


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
_TYPED = (bindparam("today", type_=Date), bindparam("now", type_=DateTime))


@cache
def queue(*, of_site: bool, of_person: bool, everything: bool) -> TextClause:
    """Select the dossiers of a queue; its parameters are `agency`, `charge`, `today` and `now`."""
    ways = _ways(of_site=of_site, of_person=of_person)
    told = ", ".join(f"{each.table.name}.{each.name}" for each in (*PROFILE, *OWN, *OF_CONTRACT))
    wanted = _any_of(ways) if everything else f"dossiers.id IN ({_current(ways)})"
    asked = f"SELECT {told} {_JOINED} WHERE {wanted}"
    return text(asked).bindparams(*(each for each in _TYPED if f":{each.key}" in asked))


def _ways(*, of_site: bool, of_person: bool) -> list[str]:
    """Return the conditions of what is wanted, in ways that each have their index.

    A person has what he was given, and what is his own and nobody else was given.
    """
    site = _OF_SITE if of_site else "1 = 1"
    return [f"{site} AND {of_him}" for of_him in (_GIVEN, _OWN)] if of_person else [site]


def _any_of(ways: Sequence[str]) -> str:
    return " OR ".join(f"({way})" for way in ways)


def _current(ways: Sequence[str]) -> str:
    """Select the ids of what the queue shows by default."""
    return " UNION ".join(
        f"SELECT id FROM dossiers WHERE {way} AND {part}" for way in ways for part in _CURRENT
    )
