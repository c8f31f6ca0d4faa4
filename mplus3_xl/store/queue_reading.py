"""Reading the dossiers of a queue, by index, with what surrounds them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, TextClause, and_, func, or_, select, text, true, union

from mplus3_xl.domain.approach import Contacts
from mplus3_xl.domain.cases import Case, ClientCard
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.outcomes import refusal_outcomes
from mplus3_xl.domain.vocabulary import ContractState, Tag
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.among import among
from mplus3_xl.store.contact_reading import ContactReading
from mplus3_xl.store.mapping import CARD, client_type_of, to_card, to_dossier
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
        query = select(*dossiers.c, clients.c.folded_phone, *CARD)
        query = query.join(clients, clients.c.id == dossiers.c.client_id)
        ways = _ways(wanted, now.date())
        if wanted.everything:
            query = query.where(or_(*(and_(true(), *way) for way in ways)))
        else:
            query = query.where(dossiers.c.id.in_(_current(ways, now)))
        width = len(dossiers.c)
        rows = self._connection.execute(query).all()
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
        query = select(
            contracts.c.dossier_id,
            contracts.c.effect_date,
            contracts.c.number,
            contracts.c.family,
            contracts.c.client_type,
            contracts.c.absent_since,
            contracts.c.probable_replacement,
            contracts.c.state,
        ).where(among(contracts.c.dossier_id, dossier_ids))
        found: dict[int, list[Any]] = {}
        for row in self._connection.execute(query).all():
            found.setdefault(row[0], []).append(row)
        return {dossier_id: _held(rows) for dossier_id, rows in found.items()}


def _ways(wanted: QueueFilter, today: date) -> list[list[ColumnElement[bool]]]:
    """Return the conditions of what is wanted, in ways that each have their index.

    A person has what he was given, and what is his own and nobody else was given.
    """
    site = [] if wanted.agency is None else [dossiers.c.agency == wanted.agency]
    name = wanted.charge_clientele
    if name is None:
        return [site]
    to, until, owner = (
        dossiers.c.assigned_to,
        dossiers.c.assigned_until,
        dossiers.c.charge_clientele,
    )
    return [
        [*site, to == name, or_(until.is_(None), until >= today)],
        [*site, owner == name, or_(to.is_(None), until < today)],
    ]


def _current(ways: list[list[ColumnElement[bool]]], now: datetime) -> Any:
    """Select the ids of what the queue shows by default (R12), each part by its own index."""
    today = now.date()
    parts: list[tuple[ColumnElement[bool] | TextClause, ...]] = [
        (dossiers.c.latest >= today, dossiers.c.earliest <= today),
        (text(UNDER_WAY),),
        (dossiers.c.callback_at <= now,),
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
    return card._replace(client_type=client_type_of(next(filter(None, types), None)))
