"""The statements that read contacts, each built once: building one takes as long as asking it.

Their parameters are `clients` (ids), `phones` (folded), and the moments `since` and `until`.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    DateTime,
    Integer,
    Select,
    Text,
    TextualSelect,
    and_,
    bindparam,
    or_,
    select,
    text,
    union,
)

from mplus3_xl.domain.contact.outcomes import wrong_number_outcomes
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.conditions import among_named, among_sql, values_named
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import consents, oppositions

_UNTIL = bindparam("until", type_=DateTime)
_COUNTED = "attempts.counts AND attempts.struck_at IS NULL AND attempts.at < :until"
_REACHING = f"""
SELECT attempts.id, attempts.at, attempts.outcome, clients.id, clients.folded_phone, attempts.phone
FROM attempts
JOIN dossiers ON dossiers.id = attempts.dossier_id
JOIN clients ON clients.id = dossiers.client_id
WHERE {_COUNTED} AND (attempts.at >= :since OR attempts.outcome IN ({{wrong}})) AND {{way}}
"""


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
def reaching(engine: str) -> TextualSelect:
    """Select the attempts that reach clients or phones, each way by its index.

    Those since a day, and those of any day that found a number wrong; `engine` names the database.
    Written as SQL: SQLAlchemy composes it at each refresh in the time of five imports.
    """
    wrong = ", ".join(f"'{code}'" for code in wrong_number_outcomes())
    ways = (
        among_sql("clients.id", ":clients", engine),
        among_sql("clients.folded_phone", ":phones", engine),
        among_sql("attempts.phone", ":phones", engine),
    )
    asked = " UNION ".join(_REACHING.format(wrong=wrong, way=way) for way in ways)
    since = bindparam("since", type_=DateTime)
    values = values_named("clients", Integer), values_named("phones", Text)
    return text(asked).bindparams(*values, since, _UNTIL).columns(at=DateTime)


@cache
def all_to() -> Select[Any]:
    """Select every attempt that reaches `client` or `phone` (folded, or none), the latest first."""
    phone = bindparam("phone", type_=Text)
    at_his = or_(clients.c.folded_phone == phone, attempts.c.phone == phone)
    query = select(attempts).join(dossiers, dossiers.c.id == attempts.c.dossier_id)
    query = query.join(clients, clients.c.id == dossiers.c.client_id)
    query = query.where(or_(clients.c.id == bindparam("client"), at_his))
    return query.order_by(attempts.c.at.desc(), attempts.c.id.desc())


@cache
def dialled() -> Select[Any]:
    """Select every call of phones, and of clients where no phone was noted, the latest last."""
    query = select(attempts.c.phone, dossiers.c.client_id, attempts.c.outcome, attempts.c.at)
    query = query.join(dossiers, dossiers.c.id == attempts.c.dossier_id)
    query = query.where(text(_COUNTED).bindparams(_UNTIL))
    without = and_(attempts.c.phone.is_(None), among_named(dossiers.c.client_id, "clients"))
    query = query.where(or_(among_named(attempts.c.phone, "phones"), without))
    return query.order_by(attempts.c.at, attempts.c.id)
