"""Reading what the gate before a call looks at: attempts, oppositions, consents, contracts.

A person is a client; whoever shares his phone shares his attempts, whatever the dossier or site.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, or_, select, union

from mplus3_xl.domain.attempts import Attempt
from mplus3_xl.domain.consent import Consent, valid_consent
from mplus3_xl.domain.contact_gate import Contacts
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.store.among import among
from mplus3_xl.store.mapping import to_client
from mplus3_xl.store.tables.calls import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import consents, oppositions

# Attempts or clients, by what they share.
_Sets = defaultdict[Any, set[int]]
_NOBODY: frozenset[int] = frozenset()


class ContactReading:
    """Reading what the gate before a call looks at."""

    _connection: Connection

    def contacts_of(
        self, client_ids: Collection[int], since: date, now: datetime
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients; attempts are counted from the day `since`."""
        query = select(clients.c.id, clients.c.folded_phone)
        persons = self._all(query, clients.c.id, client_ids)
        phones = {phone for _, phone in persons if phone}
        sharing = self._sharing_phones(phones)
        everyone = set(client_ids).union(*sharing.values())
        by_client, by_phone = self._counted(everyone, phones, since, now)
        opposed = self.opposed(client_ids)
        held = self._consents(client_ids)
        active = self._with_contract(client_ids)
        found = {}
        for client_id, phone in persons:
            group = sharing.get(phone, _NOBODY) | {client_id}
            made = [by_client[each] for each in group if each in by_client]
            tries = len(by_phone.get(phone, _NOBODY).union(*made))
            consent = valid_consent(held[client_id], now.date()) if client_id in held else None
            found[client_id] = Contacts(tries, client_id in opposed, client_id in active, consent)
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
        group = {client.id, *self._sharing_phones({client.folded_phone})[client.folded_phone]}
        reached: list[ColumnElement[bool]] = [dossiers.c.client_id.in_(group)]
        if client.folded_phone:
            reached.append(attempts.c.phone == client.folded_phone)
        query = select(attempts).join(dossiers, dossiers.c.id == attempts.c.dossier_id)
        query = query.where(or_(*reached)).order_by(attempts.c.at.desc(), attempts.c.id.desc())
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

    def _sharing_phones(self, phones: Collection[str | None]) -> _Sets:
        query = select(clients.c.folded_phone, clients.c.id)
        return _sets(self._all(query, clients.c.folded_phone, [each for each in phones if each]))

    def _counted(
        self, client_ids: Collection[int], phones: Collection[str], since: date, now: datetime
    ) -> tuple[_Sets, _Sets]:
        """Return the ids of the attempts that count, by client and by phone dialled."""
        first = datetime.combine(since, time.min)
        last = datetime.combine(now.date() + timedelta(days=1), time.min)
        counted = (
            attempts.c.counts,
            attempts.c.struck_at.is_(None),
            attempts.c.at >= first,
            attempts.c.at < last,
        )
        reached = select(dossiers.c.client_id, attempts.c.id).where(*counted)
        reached = reached.join(dossiers, dossiers.c.id == attempts.c.dossier_id)
        dialled = select(attempts.c.phone, attempts.c.id).where(*counted)
        return (
            _sets(self._all(reached, dossiers.c.client_id, client_ids)),
            _sets(self._all(dialled, attempts.c.phone, phones)),
        )

    def _consents(self, client_ids: Collection[int]) -> defaultdict[int, list[Consent]]:
        held: defaultdict[int, list[Consent]] = defaultdict(list)
        for row in self._all(select(consents), consents.c.client_id, client_ids):
            held[row.client_id].append(Consent(*row))
        return held

    def _with_contract(self, client_ids: Collection[int]) -> set[int]:
        query = select(contracts.c.client_id).distinct()
        query = query.where(contracts.c.state == ContractState.EN_COURS.value)
        return {row[0] for row in self._all(query, contracts.c.client_id, client_ids)}


def _sets(rows: Iterable[Any]) -> _Sets:
    found: _Sets = defaultdict(set)
    for key, value in rows:
        found[key].add(value)
    return found
