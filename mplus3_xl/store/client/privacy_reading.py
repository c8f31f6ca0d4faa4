"""Reading all that is held about a client, and what binds him."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, or_, select

from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ENDED_CONTRACTS
from mplus3_xl.services.records import Erasure, FileErasure
from mplus3_xl.store.client.privacy_scope import owned_tables, rows_of, told_of
from mplus3_xl.store.records import records_in
from mplus3_xl.store.tables.history import conflicts, journal
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers, imports
from mplus3_xl.store.tables.persons import client_aliases, consents, erasures, file_erasures
from mplus3_xl.store.tables.register import actes

if TYPE_CHECKING:
    from sqlalchemy import Select

    from mplus3_xl.domain.client.retention import Relation
    from mplus3_xl.services.ports.privacy import Rows

_ENDED = tuple(state.value for state in ENDED_CONTRACTS)


class PrivacyReading:
    """Reading all that is held about a client, and what binds him."""

    _connection: Connection

    def held_about(self, client_id: int) -> dict[str, Rows]:
        """Read every row about a client, by table; columns by name."""
        queries = {
            table.name: select(table).where(rows_of(owner, client_id))
            for table, owner in owned_tables()
        }
        for table in (journal, conflicts):
            told = select(table).where(told_of(table, client_id))
            queries[table.name] = told.order_by(table.c.id)
        return {name: self._rows(query) for name, query in queries.items()}

    def proved_by(self, number: str, phone: str | None) -> set[int]:
        """Find the erased clients whose consent is still proved, by number or phone (E.164)."""
        named = [consents.c.client_number == number]
        if phone is not None:
            named.append(consents.c.phone == phone)
        query = select(consents.c.client_id).where(or_(*named))
        return set(self._connection.scalars(query))

    def erasures(self) -> list[Erasure]:
        """Read who was erased, in order."""
        query = select(erasures).order_by(erasures.c.at, erasures.c.client_id)
        return [Erasure(*row) for row in self._connection.execute(query)]

    def file_erasures(self) -> list[FileErasure]:
        """Read who waits to be erased from the files, in order."""
        query = select(file_erasures).order_by(file_erasures.c.client_id)
        return [FileErasure(*row) for row in self._connection.execute(query)]

    def imports_made(self) -> set[tuple[Any, ...]]:
        """Read what was imported, when and by whom: what tells the copies of a store."""
        return {tuple(row) for row in self._connection.execute(select(imports))}

    def relations(self) -> list[Relation]:
        """Read what binds each client who is not erased, by number."""
        from mplus3_xl.domain.client.retention import Relation

        erased = select(erasures.c.client_id)
        query = select(clients, imports.c.day).join(imports, imports.c.id == clients.c.import_id)
        merged = select(client_aliases.c.old_client_id)
        query = query.where(clients.c.id.not_in(erased), clients.c.id.not_in(merged))
        query = query.order_by(clients.c.id)
        reached, running, ends = self._reached(), self._running(), self._ends()
        found = []
        for *columns, seen_on in self._connection.execute(query):
            (client,) = records_in(Client, [columns])
            contact = max(seen_on, reached.get(client.id, seen_on))
            known = (client.id in running, ends.get(client.id), contact)
            found.append(Relation(client.id, client.number, client.name, *known))
        return found

    def _running(self) -> set[int]:
        query = select(contracts.c.client_id).where(contracts.c.state.not_in(_ENDED)).distinct()
        return set(self._connection.scalars(query))

    def _ends(self) -> dict[int, date]:
        """Return the day the last contract ended; without one, the last day it was seen."""
        stated = select(func.max(func.date(journal.c.at))).where(
            journal.c.subject == "contracts",
            journal.c.field == "state",
            journal.c.subject_id == contracts.c.id,
        )
        columns = (contracts.c.client_id, contracts.c.ended_on, imports.c.day)
        query = select(*columns, stated.scalar_subquery()).join(
            imports, imports.c.id == contracts.c.import_id
        )
        ends: dict[int, date] = {}
        for client_id, ended_on, seen_on, changed_on in self._connection.execute(query):
            end = ended_on or max(seen_on, _day(changed_on) or seen_on)
            ends[client_id] = max(end, ends.get(client_id, end))
        return ends

    def _reached(self) -> dict[int, date]:
        """Return the last day each client was spoken to, or consented to be called."""
        aliases = self._connection.execute(select(client_aliases))
        kept = {alias.old_client_id: alias.client_id for alias in aliases}
        found: dict[int, date] = {}
        for column in (dossiers.c.appel_ok_on, actes.c.done_on, consents.c.given_on):
            query = select(column.table.c.client_id, func.max(column)).where(column.is_not(None))
            for named, day in self._connection.execute(query.group_by("client_id")):
                client_id = kept.get(named, named)
                found[client_id] = max(day, found.get(client_id, day))
        return found

    def _rows(self, query: Select[Any]) -> Rows:
        return [dict(row) for row in self._connection.execute(query).mappings()]


def _day(value: date | str | None) -> date | None:
    """SQLite gives the day of a moment as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
