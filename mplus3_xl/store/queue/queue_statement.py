"""The statement that reads the dossiers of a queue, and what each of its rows tells.

A row is a dossier with one of its contracts, or with none: its profile, what is its own, then the
contract. Values are as the driver has them: of thousands of rows few have others than the rest, so
turning each into a day would take longer than reading it.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    DateTime,
    Select,
    Text,
    TextClause,
    and_,
    bindparam,
    or_,
    select,
    text,
    true,
    type_coerce,
    union,
)

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


@cache
def queue(*, of_site: bool, of_person: bool, everything: bool) -> Select[Any]:
    """Select the dossiers of a queue, built once: building it takes as long as asking it.

    Its parameters are `agency`, `charge`, `today` and `now`.
    """
    told: list[Any] = [type_coerce(each, Text) for each in (*PROFILE, *OWN, *OF_CONTRACT)]
    query = select(*told).select_from(dossiers)
    query = query.join(clients, clients.c.id == dossiers.c.client_id)
    query = query.outerjoin(contracts, contracts.c.dossier_id == dossiers.c.id)
    ways = _ways(of_site=of_site, of_person=of_person)
    if everything:
        return query.where(or_(*(and_(true(), *way) for way in ways)))
    return query.where(dossiers.c.id.in_(_current(ways)))


def _ways(*, of_site: bool, of_person: bool) -> list[list[ColumnElement[bool]]]:
    """Return the conditions of what is wanted, in ways that each have their index.

    A person has what he was given, and what is his own and nobody else was given.
    """
    site = [dossiers.c.agency == bindparam("agency")] if of_site else []
    if not of_person:
        return [site]
    name, today = bindparam("charge", type_=Text), bindparam("today", type_=Date)
    to, until, owner = (
        dossiers.c.assigned_to,
        dossiers.c.assigned_until,
        dossiers.c.charge_clientele,
    )
    return [
        [*site, to == name, or_(until.is_(None), until >= today)],
        [*site, owner == name, or_(to.is_(None), until < today)],
    ]


def _current(ways: list[list[ColumnElement[bool]]]) -> Any:
    """Select the ids of what the queue shows by default (R12), each part by its own index."""
    today = bindparam("today", type_=Date)
    parts: list[tuple[ColumnElement[bool] | TextClause, ...]] = [
        (dossiers.c.latest >= today, dossiers.c.earliest <= today),
        (text(UNDER_WAY),),
        (dossiers.c.callback_at <= bindparam("now", type_=DateTime),),
    ]
    ids = select(dossiers.c.id)
    return union(*(ids.where(*way, *part) for way in ways for part in parts))
