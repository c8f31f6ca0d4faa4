"""The statements that read contacts, each built once: building one takes as long as asking it.

Their parameters are `clients` (ids), `phones` (folded), and the moments `since` and `until`.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    DateTime,
    Select,
    Text,
    and_,
    bindparam,
    or_,
    select,
    union,
)

from mplus3_xl.domain.contact.outcomes import wrong_number_outcomes
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.conditions import among_named
from mplus3_xl.store.tables.calls import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import consents, oppositions

# Whose phone an attempt reaches: the client's, or the one that was dialled.
PHONES = (clients.c.folded_phone, attempts.c.phone)


@cache
def phones_of() -> Select[Any]:
    """Select clients and their phones."""
    query = select(clients.c.id, clients.c.folded_phone)
    return query.where(among_named(clients.c.id, "clients"))


@cache
def consents_of() -> Select[Any]:
    """Select the consents of clients."""
    return select(consents).where(among_named(consents.c.client_id, "clients"))


@cache
def under_contract() -> Select[Any]:
    """Select the clients, of these, who have a contract that runs."""
    query = select(contracts.c.client_id).distinct()
    query = query.where(contracts.c.state == ContractState.EN_COURS.value)
    return query.where(among_named(contracts.c.client_id, "clients"))


@cache
def opposed() -> CompoundSelect[Any]:
    """Select whoever asked not to be called."""
    return _opposing()


@cache
def opposed_among() -> CompoundSelect[Any]:
    """Select who of these clients asked not to be called."""
    return _opposing(among_named(clients.c.id, "clients"))


def _opposing(*of_these: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Select the clients whom an opposition names, in each of the ways that it may."""
    ways = (
        clients.c.id == oppositions.c.client_id,
        clients.c.number == oppositions.c.client_number,
        clients.c.folded_phone == oppositions.c.phone,
    )
    return union(*(select(clients.c.id).join(oppositions, way).where(*of_these) for way in ways))


@cache
def reaching() -> CompoundSelect[Any]:
    """Select the attempts that reach clients or phones, each way by its index."""
    told = (attempts.c.at, attempts.c.outcome, clients.c.id, *PHONES)
    query = with_client(select(attempts.c.id, *told)).where(*_counted())
    asked = or_(
        attempts.c.at >= bindparam("since", type_=DateTime),
        attempts.c.outcome.in_(wrong_number_outcomes()),
    )
    ways = (
        among_named(clients.c.id, "clients"),
        *(among_named(phone, "phones") for phone in PHONES),
    )
    return union(*(query.where(asked, way) for way in ways))


@cache
def all_to() -> Select[Any]:
    """Select every attempt that reaches `client` or `phone` (folded, or none), the latest first."""
    phone = bindparam("phone", type_=Text)
    reached = (clients.c.id == bindparam("client"), *(each == phone for each in PHONES))
    query = with_client(select(attempts)).where(or_(*reached))
    return query.order_by(attempts.c.at.desc(), attempts.c.id.desc())


@cache
def dialled() -> Select[Any]:
    """Select every call of phones, and of clients where no phone was noted, the latest last."""
    query = select(attempts.c.phone, dossiers.c.client_id, attempts.c.outcome, attempts.c.at)
    query = query.join(dossiers, dossiers.c.id == attempts.c.dossier_id).where(*_counted())
    without = and_(attempts.c.phone.is_(None), among_named(dossiers.c.client_id, "clients"))
    query = query.where(or_(among_named(attempts.c.phone, "phones"), without))
    return query.order_by(attempts.c.at, attempts.c.id)


def _counted() -> tuple[ColumnElement[bool], ...]:
    until = bindparam("until", type_=DateTime)
    return attempts.c.counts, attempts.c.struck_at.is_(None), attempts.c.at < until


def with_client(query: Select[Any]) -> Select[Any]:
    """Join the attempts of a query to the client whose dossier they are in."""
    dossier = dossiers.c.id == attempts.c.dossier_id
    return query.join(dossiers, dossier).join(clients, clients.c.id == dossiers.c.client_id)
