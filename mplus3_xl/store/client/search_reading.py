"""Finding a client by what he says of himself, or said before his file changed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, union_all

from mplus3_xl.domain.client.contacts import phone_key
from mplus3_xl.domain.model import Client
from mplus3_xl.store.records import records_in
from mplus3_xl.store.tables.calls import lagon_reports
from mplus3_xl.store.tables.history import conflicts
from mplus3_xl.store.tables.lagon import clients, contracts
from mplus3_xl.store.tables.persons import client_aliases

if TYPE_CHECKING:
    from mplus3_xl.domain.client.search import Wanted


class SearchReading:
    """Finding a client."""

    _connection: Connection

    def clients_wanted(self, wanted: "Wanted", limit: int) -> list[Client]:
        """Find clients by name, phone or number, in the order of their names.

        Also by the name or number of a file merged into theirs, and by a phone that they had.
        """
        number, lower = wanted.number, func.lower
        holders = select(contracts.c.client_id).where(lower(contracts.c.number) == number)
        former = lower(client_aliases.c.number) == number
        ways = [lower(clients.c.number) == number, clients.c.id.in_(holders)]
        if wanted.words:
            ways.append(_named(clients.c.folded_name, wanted.words))
            former = or_(former, _named(client_aliases.c.folded_name, wanted.words))
        ways.append(clients.c.id.in_(select(client_aliases.c.client_id).where(former)))
        if wanted.phone is not None:
            ways.append(clients.c.folded_phone == wanted.phone)
        if wanted.phone_end is not None:
            ways.append(clients.c.folded_phone.like(f"%{wanted.phone_end}"))
            ways.append(clients.c.id.in_(list(self._had_phone(wanted, wanted.phone_end))))
        query = select(clients).where(or_(*ways)).order_by(clients.c.folded_name, clients.c.id)
        return records_in(Client, self._connection.execute(query.limit(limit)))

    def _had_phone(self, wanted: "Wanted", end: str) -> Iterator[int]:
        """Give the clients who had a phone: a report for Lagon or a merge tells of it."""
        for client_id, phone in self._connection.execute(_former_phones(end[-2:])):
            key = phone_key(phone)
            if key is not None and (key == wanted.phone or key.endswith(end)):
                yield client_id


def _named(name: ColumnElement[str], words: tuple[str, ...]) -> ColumnElement[bool]:
    return and_(*(or_(name.like(f"{word}%"), name.like(f"% {word}%")) for word in words))


def _former_phones(last_digits: str) -> Select[Any]:
    """Select the clients and the phones that theirs took the place of, by their last digits."""
    typed = select(lagon_reports.c.client_id, lagon_reports.c.old.label("phone")).where(
        lagon_reports.c.field == "telephone"
    )
    kept = func.coalesce(client_aliases.c.client_id, conflicts.c.subject_id)
    merged = client_aliases.c.old_client_id == conflicts.c.subject_id
    lost = select(kept, conflicts.c.offered).outerjoin_from(conflicts, client_aliases, merged)
    lost = lost.where(conflicts.c.subject == "clients", conflicts.c.field == "phone")
    former = union_all(typed, lost).subquery()
    return select(former.c.client_id, former.c.phone).where(former.c.phone.like(f"%{last_digits}%"))
