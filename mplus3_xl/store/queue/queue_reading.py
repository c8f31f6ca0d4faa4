"""Reading the dossiers of a queue, by index, with what surrounds them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Select,
    Text,
    TextClause,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    true,
    union,
)

from mplus3_xl.domain.contact.approach import Contacts
from mplus3_xl.domain.contact.outcomes import refusal_outcomes
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import Case, ClientCard
from mplus3_xl.domain.vocabulary import ContractState, Tag
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.conditions import among, among_named
from mplus3_xl.store.mapping import CARD, TYPES, to_card, to_dossier
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.tables.calls import attempts
from mplus3_xl.store.tables.lagon import UNDER_WAY, clients, contracts, dossiers


class _Held(NamedTuple):
    """What is told of the contracts of a dossier, whose `types` come the earliest first."""

    numbers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    types: tuple[str | None, ...] = ()
    absent: bool = False
    replacing: bool = False
    first_effect: date | None = None
    running: bool = False


_NONE_HELD = _Held()


class QueueReading(ContactReading):
    """Reading the dossiers of a queue."""

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue; attempts are counted from the day `since`."""
        site, person = wanted.agency is not None, wanted.charge_clientele is not None
        query = _queue(of_site=site, of_person=person, everything=wanted.everything)
        asked = {"agency": wanted.agency, "charge": wanted.charge_clientele}
        moment = {"today": now.date(), "now": now}
        rows = self._connection.execute(query, asked | moment).all()
        width = len(dossiers.c)
        found = [(to_dossier(row[:width]), row[width], row[width + 1 :]) for row in rows]
        held = self._contracts_by_dossier([dossier.id for dossier, *_ in found])
        phones = {dossier.client_id: phone for dossier, phone, _ in found}
        active = {each.client_id for each, *_ in found if held.get(each.id, _NONE_HELD).running}
        contacts = self._contacts(phones, since, now, active)
        refused = self._refused([each.id for each, *_ in found if each.bilan is Tag.KO])
        return [
            _case(
                dossier,
                card,
                held.get(dossier.id, _NONE_HELD),
                contacts[dossier.client_id],
                refused.get(dossier.id),
            )
            for dossier, _, card in found
        ]

    def _refused(self, dossier_ids: Collection[int]) -> dict[int, date]:
        """Return when the client refused the bilan, by dossier of those whose bilan is KO (R18)."""
        if not dossier_ids:
            return {}
        query = select(attempts.c.dossier_id, func.max(attempts.c.at))
        query = query.where(
            among(attempts.c.dossier_id, dossier_ids),
            attempts.c.outcome.in_(refusal_outcomes()),
            attempts.c.struck_at.is_(None),
        )
        rows = self._connection.execute(query.group_by(attempts.c.dossier_id))
        return {dossier_id: at.date() for dossier_id, at in rows}

    def _contracts_by_dossier(self, dossier_ids: Collection[int]) -> dict[int, _Held]:
        found: dict[int, list[Any]] = {}
        for row in self._connection.execute(_contracts(), {"dossiers": dossier_ids}).all():
            found.setdefault(row[0], []).append(row)
        return {dossier_id: _held(rows) for dossier_id, rows in found.items()}


@cache
def _queue(*, of_site: bool, of_person: bool, everything: bool) -> Select[Any]:
    """Select the dossiers of a queue, built once: building it takes as long as asking it.

    Its parameters are `agency`, `charge`, `today` and `now`.
    """
    query = select(*dossiers.c, clients.c.folded_phone, *CARD)
    query = query.join(clients, clients.c.id == dossiers.c.client_id)
    ways = _ways(of_site=of_site, of_person=of_person)
    if everything:
        return query.where(or_(*(and_(true(), *way) for way in ways)))
    return query.where(dossiers.c.id.in_(_current(ways)))


@cache
def _contracts() -> Select[Any]:
    """Select what is told of the contracts of `dossiers`."""
    held = contracts.c
    query = select(held.dossier_id, held.effect_date, held.number, held.family, held.client_type)
    query = query.add_columns(held.absent_since, held.probable_replacement, held.state)
    return query.where(among_named(held.dossier_id, "dossiers"))


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


def _held(rows: Sequence[Any]) -> _Held:
    if len(rows) == 1:  # of nearly all dossiers, which are thousands
        _, effect, number, family, client_type, absent_since, replacing, state = rows[0]
        return _Held(
            (number,),
            (family,) if family else (),
            (client_type,),
            absent_since is not None,
            replacing,
            effect,
            state == ContractState.EN_COURS,
        )
    _, effects, numbers, families, types, absent, replacing, states = zip(
        *sorted(rows, key=itemgetter(1)), strict=True
    )
    return _Held(
        tuple(sorted(numbers)),
        tuple(sorted({*filter(None, families)})),
        types,
        any(absent),
        any(replacing),
        effects[0],
        ContractState.EN_COURS in states,
    )


def _case(
    dossier: Dossier, row: Any, held: _Held, contacts: Contacts, refused_on: date | None
) -> Case:
    return Case(
        dossier,
        _typed(to_card(row), held.types),
        held.numbers,
        held.families,
        held.absent,
        held.replacing,
        contacts,
        held.first_effect,
        refused_on,
    )


def _typed(card: ClientCard, types: Iterable[str | None]) -> ClientCard:
    """Give a client without a type that of his earliest contract which has one (R9)."""
    if card.client_type is not None:
        return card
    return card._replace(client_type=TYPES[next(filter(None, types), None)])
