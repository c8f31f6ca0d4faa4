"""Reading what the gate before a call looks at: attempts, oppositions, consents, contracts.

A person is a client; whoever shares his phone shares his attempts, whatever the dossier or site.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, select

from mplus3_xl.domain.contact.approach import NOBODY_TRIED, Called, Contacts
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.contact.consent import Consent, valid_consent
from mplus3_xl.domain.contact.outcomes import wrong_number_outcomes
from mplus3_xl.domain.model import Client
from mplus3_xl.store.conditions import among, rows_by
from mplus3_xl.store.mapping import to_client
from mplus3_xl.store.queue import contact_statements as statements
from mplus3_xl.store.tables.lagon import clients
from mplus3_xl.store.tables.persons import consents

# When attempts were made, and in whose dossier (a client), by their ids, by whom they reach: a
# client, a phone.
_Made: TypeAlias = dict[int, tuple[datetime, int]]
_Tries: TypeAlias = defaultdict[int | str | None, _Made]
_NO_TRY: _Made = {}
_LATEST_CONSENTS = (consents.c.given_on.desc(), consents.c.id.desc())


class _Attempt(NamedTuple):
    """An attempt that counts: whose dossier it is in, his phone, and the one that was dialled."""

    id: int
    at: datetime
    outcome: str
    client_id: int
    phone: str | None
    dialled: str | None


class ContactReading:
    """Reading what the gate before a call looks at."""

    _connection: Connection

    def contacts_of(
        self, client_ids: Collection[int], since: date, now: datetime
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients; attempts are counted from the day `since`."""
        rows = self._connection.execute(statements.phones_of(), {"clients": client_ids})
        phones = {row[0]: row[1] for row in rows}
        return dict.fromkeys(phones, NOBODY_TRIED) | self._contacts(phones, since, now)

    def _contacts(
        self,
        phones: Mapping[int, str | None],
        since: date,
        now: datetime,
        known_active: Collection[int] = frozenset(),
    ) -> dict[int, Contacts]:
        """Read the contacts with clients whose phones are known; without those nobody tried.

        `known_active` are those who are known to have a contract that runs.
        """
        made = self._made(phones, since, now)
        tries, wrong = _tries(made, since), self._wrong_numbers(made, phones, now)
        opposed = self.opposed(None)  # they are few, the clients may be thousands
        held = self._consents(phones)
        unsure = {*phones}.difference(known_active)
        ended = unsure - self._with_contract(unsure)
        others = self._others(phones, tries)
        found = {}
        for client_id, phone in phones.items():
            own = tries.get(client_id, _NO_TRY) | tries.get(phone, _NO_TRY)
            is_opposed, is_ended = client_id in opposed, client_id in ended
            wrong_on = wrong.get(phone or client_id)
            if own or is_opposed or is_ended or client_id in held or wrong_on:
                consent = valid_consent(held.get(client_id, ()), now.date())
                days = tuple(sorted(at.date() for at, _ in own.values()))
                other = others.get(client_id)
                found[client_id] = Contacts(
                    days, is_opposed, not is_ended, consent, wrong_on, other
                )
        return found

    def opposed(self, client_ids: Collection[int] | None) -> set[int]:
        """Return who asked not to be called, by id, number or phone: of these clients or of all."""
        if client_ids is None:
            return set(self._connection.scalars(statements.opposed()))
        among_them = {"clients": client_ids}
        return set(self._connection.scalars(statements.opposed_among(), among_them))

    def clients_of_phone(self, phone: str) -> list[Client]:
        """Find the clients of a phone (E.164)."""
        query = select(clients).where(clients.c.folded_phone == phone).order_by(clients.c.id)
        return [to_client(row) for row in self._connection.execute(query)]

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
        asked = {"client": client.id, "phone": client.folded_phone}
        return [Attempt(*row) for row in self._connection.execute(statements.all_to(), asked)]

    def consents_of(self, client_id: int) -> list[Consent]:
        """Read the consents of a client, the latest first."""
        query = rows_by(consents.c.client_id, *_LATEST_CONSENTS)
        return [Consent(*row) for row in self._connection.execute(query, {"value": client_id})]

    def _made(
        self, phones: Mapping[int, str | None], since: date, now: datetime
    ) -> Sequence[_Attempt]:
        """Read the attempts that reach these clients and count: those since a day, by its end.

        Those that found a number wrong are of any day.
        """
        known = {"clients": phones, "phones": [*filter(None, phones.values())]}
        days = {"since": start_of_day(since), "until": _end_of(now)}
        query = statements.reaching(self._connection.dialect.name)
        return [_Attempt._make(row) for row in self._connection.execute(query, known | days)]

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
        wanted = among(clients.c.id, {whose for _, whose in last.values()})
        found = map(to_client, self._connection.execute(select(clients).where(wanted)))
        names = {client.id: client.name for client in found}
        return {client_id: Called(names[whose], at) for client_id, (at, whose) in last.items()}

    def _wrong_numbers(
        self, made: Iterable[_Attempt], phones: Mapping[int, str | None], now: datetime
    ) -> dict[int | str, date]:
        """Return since when a number is wrong, by phone, or by client for one who has none.

        The last time that it was dialled says it; a call that the client made says nothing of it.
        """
        codes = wrong_number_outcomes()
        noted = {each.dialled or each.client_id for each in made if each.outcome in codes}
        wrong = noted & {phone or client_id for client_id, phone in phones.items()}
        if not wrong:
            return {}
        asked = {
            "phones": [each for each in wrong if isinstance(each, str)],
            "clients": [each for each in wrong if isinstance(each, int)],
        }
        rows = self._connection.execute(statements.dialled(), asked | {"until": _end_of(now)})
        last = {
            phone or client_id: at.date() if outcome in codes else None
            for phone, client_id, outcome, at in rows
        }
        return {whose: day for whose, day in last.items() if day}

    def _consents(self, client_ids: Collection[int]) -> defaultdict[int, list[Consent]]:
        held: defaultdict[int, list[Consent]] = defaultdict(list)
        for row in self._connection.execute(statements.consents_of(), {"clients": client_ids}):
            held[row.client_id].append(Consent(*row))
        return held

    def _with_contract(self, client_ids: Collection[int]) -> set[int]:
        return set(self._connection.scalars(statements.under_contract(), {"clients": client_ids}))


def _end_of(now: datetime) -> datetime:
    """Return the moment before which the attempts of the day were made."""
    return start_of_day(now.date() + timedelta(days=1))


def _tries(made: Iterable[_Attempt], since: date) -> _Tries:
    """Return the attempts since a day, by each client and phone that they reach."""
    found: _Tries = defaultdict(dict)
    for each in made:
        for whom in (each.client_id, each.phone, each.dialled):
            if whom and each.at.date() >= since:
                found[whom][each.id] = each.at, each.client_id
    return found
