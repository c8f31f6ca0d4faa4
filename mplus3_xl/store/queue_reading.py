"""Reading the dossiers of a queue, by index, with what surrounds them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, TextClause, and_, or_, select, text, true, union

from mplus3_xl.domain.approach import Contacts
from mplus3_xl.domain.cases import Case, ClientCard
from mplus3_xl.domain.model import Dossier
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.store.among import among
from mplus3_xl.store.contact_reading import ContactReading
from mplus3_xl.store.mapping import CARD, client_type_of, to_card, to_dossier
from mplus3_xl.store.tables.lagon import UNDER_WAY, clients, contracts, dossiers


class QueueReading(ContactReading):
    """Reading the dossiers of a queue."""

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue; attempts are counted from the day `since`."""
        query = select(*dossiers.c, *CARD).join(clients, clients.c.id == dossiers.c.client_id)
        ways = _ways(wanted, now.date())
        if wanted.everything:
            query = query.where(or_(*(and_(true(), *way) for way in ways)))
        else:
            query = query.where(dossiers.c.id.in_(_current(ways, now)))
        width = len(dossiers.c)
        rows = self._connection.execute(query).all()
        found = [(to_dossier(row[:width]), row[width:]) for row in rows]
        surroundings = self._contracts_by_dossier([dossier.id for dossier, _ in found])
        contacts = self.contacts_of({dossier.client_id for dossier, _ in found}, since, now)
        return [
            _case(dossier, card, surroundings.get(dossier.id, []), contacts[dossier.client_id])
            for dossier, card in found
        ]

    def _contracts_by_dossier(self, dossier_ids: Collection[int]) -> dict[int, list[Any]]:
        query = (
            select(
                contracts.c.dossier_id,
                contracts.c.number,
                contracts.c.family,
                contracts.c.client_type,
                contracts.c.absent_since,
                contracts.c.probable_replacement,
            )
            .where(among(self._connection, contracts.c.dossier_id, dossier_ids))
            .order_by(contracts.c.effect_date)
        )
        found: dict[int, list[Any]] = {}
        for row in self._connection.execute(query).all():
            found.setdefault(row.dossier_id, []).append(row)
        return found


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


def _case(dossier: Dossier, row: Any, held: list[Any], contacts: Contacts) -> Case:
    _, numbers, families, types, absences, replacements = (
        zip(*held, strict=True) if held else ((),) * 6
    )
    return Case(
        dossier=dossier,
        client=_typed(to_card(row), types),
        contracts=tuple(sorted(numbers)),
        families=tuple(sorted(filter(None, set(families)))),
        absent=any(absences),
        probable_replacement=any(replacements),
        contacts=contacts,
    )


def _typed(card: ClientCard, types: Iterable[str | None]) -> ClientCard:
    """Give a client without a type that of his earliest contract which has one (R9)."""
    if card.client_type is not None:
        return card
    return card._replace(client_type=client_type_of(next(filter(None, types), None)))
