"""Reading what the gate before a call looks at: attempts, oppositions, consents, contracts.

A person is a client; whoever shares his phone shares his attempts, whatever the dossier or site.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, TypeAlias

from mplus3_xl.domain.contact.approach import NOBODY_TRIED, Called, Contacts
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.contact.consent import Consent, valid_consent
from mplus3_xl.domain.contact.outcomes import wrong_number_outcomes
from mplus3_xl.domain.model import display_name
from mplus3_xl.store.asking import Asking, moment
from mplus3_xl.store.mapping import TYPES
from mplus3_xl.store.queue import contact_statements as statements
from mplus3_xl.store.records import records, records_in
from mplus3_xl.store.sql import among_sql

# When attempts were made, and in whose dossier (a client), by their ids, by whom they reach: a
# client, a phone.
_Made: TypeAlias = dict[int, tuple[datetime, int]]
_Tries: TypeAlias = defaultdict[int | str | None, _Made]
_NO_TRY: _Made = {}
_MANY = 500
"""Of more clients, what all of them have is read: it is soon less than naming each."""


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

    _asking: Asking

    def contacts_of(
        self, client_ids: Collection[int], since: date, now: datetime
    ) -> dict[int, Contacts]:
        """Read the contacts with these clients; attempts are counted from the day `since`."""
        phones = dict(self._of(statements.phones_of, client_ids))
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
        held = self._consents(phones, now.date())
        unsure = {*phones}.difference(known_active)
        ended = unsure - self._with_contract(unsure)
        others = self._others(phones, tries)
        known = {*tries, *opposed, *held, *ended, *wrong}
        found = {}
        for client_id, phone in phones.items():
            if client_id in known or phone in known:
                own = tries.get(client_id, _NO_TRY) | tries.get(phone, _NO_TRY)
                found[client_id] = Contacts(
                    tuple(sorted(at.date() for at, _ in own.values())),
                    client_id in opposed,
                    client_id not in ended,
                    valid_consent(held.get(client_id, ()), now.date()),
                    wrong.get(phone or client_id),
                    others.get(client_id),
                )
        return found

    def opposed(self, client_ids: Collection[int] | None) -> set[int]:
        """Return who asked not to be called, by id, number or phone: of these clients or of all."""
        if client_ids is None:
            return {client_id for (client_id,) in self._asking.rows(statements.opposed())}
        return {client_id for (client_id,) in self._of(statements.opposed_among, client_ids)}

    def _of(self, statement: Callable[[str], str], client_ids: Collection[int]) -> Sequence[Any]:
        """Ask a statement about these clients."""
        asking = self._asking
        return asking.rows(statement(asking.engine), {"clients": client_ids})

    def _made(
        self, phones: Mapping[int, str | None], since: date, now: datetime
    ) -> Sequence[_Attempt]:
        """Read the attempts that reach these clients, and perhaps others, and count.

        Those since a day, until the end of this one; those that found a number wrong, of any day.
        """
        days = {"since": start_of_day(since), "until": _end_of(now)}
        if len(phones) > _MANY:
            rows = self._asking.rows(statements.reaching_anybody(), days)
        else:
            known = {
                "clients": [client_id for client_id, phone in phones.items() if not phone],
                "phones": [*filter(None, phones.values())],  # of one who has it, all at his phone
            }
            rows = self._asking.rows(statements.reaching(self._asking.engine), known | days)
        return records_in(_Attempt, rows)

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
        told = self._of(statements.names_of, {whose for _, whose in last.values()})
        names = {whose: display_name(TYPES[kind], *names) for whose, kind, *names in told}
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
        asked_until = asked | {"until": _end_of(now)}
        rows = self._asking.rows(statements.dialled(self._asking.engine), asked_until)
        last = {
            phone or client_id: moment(at).date() if outcome in codes else None
            for phone, client_id, outcome, at in rows
        }
        return {whose: day for whose, day in last.items() if day}

    def _consents(
        self, client_ids: Collection[int], today: date
    ) -> defaultdict[int, list[Consent]]:
        """Read the consents of these clients that are not over, and perhaps of others."""
        held: defaultdict[int, list[Consent]] = defaultdict(list)
        wanted = "WHERE ends_on >= :today"
        asked: dict[str, Any] = {"today": today}
        if len(client_ids) <= _MANY:
            wanted += f" AND {among_sql('client_id', ':clients', self._asking.engine)}"
            asked |= {"clients": client_ids}
        for consent in records(self._asking, Consent, "consents", wanted, asked):
            held[consent.client_id].append(consent)
        return held

    def _with_contract(self, client_ids: Collection[int]) -> set[int]:
        if not client_ids:
            return set()
        return {client_id for (client_id,) in self._of(statements.under_contract, client_ids)}


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
