"""Reading what the gate before a call looks at: attempts, oppositions, consents, contracts.

A person is a client; whoever shares his phone shares his attempts, whatever the dossier or site.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, union

from mplus3_xl.domain.approach import Called, Contacts
from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.domain.calling_hours import start_of_day
from mplus3_xl.domain.consent import Consent, valid_consent
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.outcomes import wrong_number_outcomes
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.among import among
from mplus3_xl.store.mapping import to_client
from mplus3_xl.store.tables.calls import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import consents, oppositions

# When attempts were made, and in whose dossier (a client), by their ids, by whom they reach: a
# client, a phone.
_Made: TypeAlias = dict[int, tuple[datetime, int]]
_Tries: TypeAlias = defaultdict[int | str | None, _Made]
_NO_TRY: _Made = {}
_NOBODY_TRIED = Contacts()  # what is known of nearly everybody

# Whose phone an attempt reaches: the client's, or the one that was dialled.
_PHONES = (clients.c.folded_phone, attempts.c.phone)


class ContactReading:
    """Reading what the gate before a call looks at."""

    _connection: Connection

    def contacts_of(
        self, client_ids: Collection[int], since: date, now: datetime
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients; attempts are counted from the day `since`."""
        query = select(clients.c.id, clients.c.folded_phone)
        phones = {row[0]: row[1] for row in self._all(query, clients.c.id, client_ids)}
        return self._contacts(phones, since, now)

    def _contacts(
        self,
        phones: Mapping[int, str | None],
        since: date,
        now: datetime,
        known_active: Collection[int] = frozenset(),
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients, whose phones are known.

        `known_active` are those who are known to have a contract that runs.
        """
        tries = self._tries(phones, since, now)
        opposed = self.opposed(None)  # they are few, the clients may be thousands
        held = self._consents(phones)
        active = {*known_active, *self._with_contract({*phones}.difference(known_active))}
        wrong = self._wrong_numbers(phones, now)
        others = self._others(phones, tries)
        found = {}
        for client_id, phone in phones.items():
            made = tries.get(client_id, _NO_TRY) | tries.get(phone, _NO_TRY)
            is_opposed, is_active = client_id in opposed, client_id in active
            wrong_on = wrong.get(phone or client_id)
            if made or is_opposed or not is_active or client_id in held or wrong_on:
                consent = valid_consent(held.get(client_id, ()), now.date())
                days = tuple(sorted(at.date() for at, _ in made.values()))
                other = others.get(client_id)
                found[client_id] = Contacts(days, is_opposed, is_active, consent, wrong_on, other)
            else:
                found[client_id] = _NOBODY_TRIED
        return found

    def opposed(self, client_ids: Collection[int] | None) -> set[int]:
        """Return who asked not to be called, by id, number or phone: of these clients or of all."""
        ways = (
            clients.c.id == oppositions.c.client_id,
            clients.c.number == oppositions.c.client_number,
            clients.c.folded_phone == oppositions.c.phone,
        )
        of_these = [] if client_ids is None else [among(self._connection, clients.c.id, client_ids)]
        each = (select(clients.c.id).join(oppositions, way).where(*of_these) for way in ways)
        return set(self._connection.scalars(union(*each)))

    def clients_of_phone(self, phone: str) -> list[Client]:
        """Find the clients of a phone (E.164)."""
        query = select(clients).where(clients.c.folded_phone == phone).order_by(clients.c.id)
        return [to_client(row) for row in self._connection.execute(query)]

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
        reached: list[ColumnElement[bool]] = [clients.c.id == client.id]
        if client.folded_phone:
            reached += (each == client.folded_phone for each in _PHONES)
        query = _reaching(select(attempts)).where(or_(*reached))
        query = query.order_by(attempts.c.at.desc(), attempts.c.id.desc())
        return [Attempt(*row) for row in self._connection.execute(query)]

    def consents_of(self, client_id: int) -> list[Consent]:
        """Read the consents of a client, the latest first."""
        query = select(consents).where(consents.c.client_id == client_id)
        query = query.order_by(consents.c.given_on.desc(), consents.c.id.desc())
        return [Consent(*row) for row in self._connection.execute(query)]

    def _all(
        self, query: Select[Any], column: ColumnElement[Any], values: Iterable[Any]
    ) -> list[Any]:
        wanted = query.where(among(self._connection, column, values))
        return list(self._connection.execute(wanted).all())

    def _tries(self, phones: Mapping[int, str | None], since: date, now: datetime) -> _Tries:
        """Return the attempts that count, by each client and phone that they reach."""
        known = [*filter(None, phones.values())]
        counted = (
            attempts.c.counts,
            attempts.c.struck_at.is_(None),
            attempts.c.at >= start_of_day(since),
            _until(now),
        )
        query = _reaching(select(attempts.c.id, attempts.c.at, clients.c.id, *_PHONES))
        ways = (
            among(self._connection, clients.c.id, phones),
            *(among(self._connection, phone, known) for phone in _PHONES),
        )
        each = (query.where(*counted, way) for way in ways)
        found: _Tries = defaultdict(dict)
        for attempt_id, at, *reached in self._connection.execute(union(*each)):
            for whom in filter(None, reached):
                found[whom][attempt_id] = at, reached[0]
        return found

    def _others(self, phones: Mapping[int, str | None], tries: _Tries) -> dict[int, Called]:
        """Return, by client, the last of the others who were tried at his phone."""
        last = {
            client_id: max(others)
            for client_id, phone in phones.items()
            if phone in tries
            and (others := [each for each in tries[phone].values() if each[1] != client_id])
        }  # fmt: skip
        if not last:
            return {}
        rows = self._all(select(clients), clients.c.id, {whose for _, whose in last.values()})
        names = {client.id: client.name for client in map(to_client, rows)}
        return {client_id: Called(names[whose], at) for client_id, (at, whose) in last.items()}

    def _wrong_numbers(
        self, phones: Mapping[int, str | None], now: datetime
    ) -> dict[int | str, date]:
        """Return since when a number is wrong, by phone, or by client for one who has none.

        The last time that it was dialled says it; a call that the client made says nothing of it.
        """
        outcome, codes = attempts.c.outcome, wrong_number_outcomes()
        asked = {phone or client_id for client_id, phone in phones.items()}
        query = select(attempts.c.phone, dossiers.c.client_id, outcome, attempts.c.at)
        query = query.join(dossiers, dossiers.c.id == attempts.c.dossier_id)
        query = query.where(attempts.c.counts, attempts.c.struck_at.is_(None), _until(now))
        known = [*filter(None, phones.values())]
        ways = (
            among(self._connection, attempts.c.phone, known),
            among(self._connection, dossiers.c.client_id, phones),
        )
        each = (query.where(outcome.in_(codes), way) for way in ways)
        noted = self._connection.execute(union(*each))
        wrong = asked & {phone or client_id for phone, client_id, *_ in noted}
        if not wrong:
            return {}
        dialled = among(
            self._connection, attempts.c.phone, [each for each in wrong if isinstance(each, str)]
        )
        without = among(
            self._connection,
            dossiers.c.client_id,
            [each for each in wrong if isinstance(each, int)],
        )
        query = query.where(or_(dialled, and_(attempts.c.phone.is_(None), without)))
        last: dict[int | str, date | None] = {}
        for phone, client_id, code, at in self._connection.execute(
            query.order_by(attempts.c.at, attempts.c.id)
        ):
            last[phone or client_id] = at.date() if code in codes else None
        return {whose: day for whose, day in last.items() if day}

    def _consents(self, client_ids: Collection[int]) -> defaultdict[int, list[Consent]]:
        held: defaultdict[int, list[Consent]] = defaultdict(list)
        for row in self._all(select(consents), consents.c.client_id, client_ids):
            held[row.client_id].append(Consent(*row))
        return held

    def _with_contract(self, client_ids: Collection[int]) -> set[int]:
        query = select(contracts.c.client_id).distinct()
        query = query.where(contracts.c.state == ContractState.EN_COURS.value)
        return {row[0] for row in self._all(query, contracts.c.client_id, client_ids)}


def _until(now: datetime) -> ColumnElement[bool]:
    """Keep the attempts made by the end of the day."""
    return attempts.c.at < start_of_day(now.date() + timedelta(days=1))


def _reaching(query: Select[Any]) -> Select[Any]:
    """Join the attempts of a query to the client whose dossier they are in."""
    dossier = dossiers.c.id == attempts.c.dossier_id
    return query.join(dossiers, dossier).join(clients, clients.c.id == dossiers.c.client_id)
