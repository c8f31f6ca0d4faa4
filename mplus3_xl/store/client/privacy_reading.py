"""Reading all that is held about a client, and what binds him."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.model import Client
from mplus3_xl.domain.vocabulary import ENDED_CONTRACTS
from mplus3_xl.services.records import Erasure, FileErasure
from mplus3_xl.store.asking import day, moment
from mplus3_xl.store.client.privacy_scope import Columns, all_tables, owned_tables, told_of
from mplus3_xl.store.records import read_as, records, records_in
from mplus3_xl.store.sql import among_sql

if TYPE_CHECKING:
    from datetime import date

    from mplus3_xl.domain.client.retention import Relation
    from mplus3_xl.services.ports.privacy import Rows
    from mplus3_xl.store.asking import Asking

_ENDED = tuple(state.value for state in ENDED_CONTRACTS)
_PROVED = "SELECT client_id FROM consents WHERE client_number = :number OR phone = :phone"
_BOUND = """
FROM clients JOIN imports ON imports.id = clients.import_id
WHERE clients.id NOT IN (SELECT client_id FROM erasures)
AND clients.id NOT IN (SELECT old_client_id FROM client_aliases)
ORDER BY clients.id
"""
_LAST_DAYS = """
SELECT contracts.client_id, contracts.ended_on, imports.day, (
    SELECT MAX(journal.at) FROM journal
    WHERE journal.subject = 'contracts' AND journal.field = 'state'
    AND journal.subject_id = contracts.id)
FROM contracts JOIN imports ON imports.id = contracts.import_id
"""
_SPOKEN_TO = "SELECT client_id, MAX({day}) FROM {table} WHERE {day} IS NOT NULL GROUP BY client_id"
_DAYS = (("dossiers", "appel_ok_on"), ("actes", "done_on"), ("consents", "given_on"))


class PrivacyReading:
    """Reading all that is held about a client, and what binds him."""

    _asking: Asking

    def held_about(self, client_id: int) -> dict[str, Rows]:
        """Read every row about a client, by table; columns by name."""
        held = {
            each.table: self._rows(each.table, each.columns, each.rows, client_id)
            for each in owned_tables()
        }
        for table in ("journal", "conflicts"):
            told = f"{told_of(table)} ORDER BY id"
            held[table] = self._rows(table, all_tables()[table], told, client_id)
        return held

    def proved_by(self, number: str, phone: str | None) -> set[int]:
        """Find the erased clients whose consent is still proved, by number or phone (E.164)."""
        rows = self._asking.rows(_PROVED, {"number": number, "phone": phone})
        return {client_id for (client_id,) in rows}

    def erasures(self) -> list[Erasure]:
        """Read who was erased, in order."""
        return records(self._asking, Erasure, "erasures", "ORDER BY at, client_id")

    def file_erasures(self) -> list[FileErasure]:
        """Read who waits to be erased from the files, in order."""
        return records(self._asking, FileErasure, "file_erasures", "ORDER BY client_id")

    def imports_made(self) -> set[tuple[Any, ...]]:
        """Read what was imported, when and by whom: what tells the copies of a store."""
        rows = self._asking.rows("SELECT id, at, day, author FROM imports")
        return {(own, moment(at), day(of), author) for own, at, of, author in rows}

    def relations(self) -> list[Relation]:
        """Read what binds each client who is not erased, by number."""
        from mplus3_xl.domain.client.retention import Relation

        reached, running, ends = self._reached(), self._running(), self._ends()
        fields = ", ".join(f"clients.{name}" for name in Client._fields)
        rows = self._asking.rows(f"SELECT imports.day, {fields} {_BOUND}")
        clients = records_in(Client, (columns for _, *columns in rows))
        found = []
        for (seen, *_), client in zip(rows, clients, strict=True):
            contact = max(day(seen), reached.get(client.id, day(seen)))
            known = (client.id in running, ends.get(client.id), contact)
            found.append(Relation(client.id, client.number, client.name, *known))
        return found

    def _running(self) -> set[int]:
        ended = among_sql("state", ":ended", self._asking.engine)
        query = f"SELECT DISTINCT client_id FROM contracts WHERE NOT {ended}"
        return {client_id for (client_id,) in self._asking.rows(query, {"ended": _ENDED})}

    def _ends(self) -> dict[int, date]:
        """Return the day the last contract ended; without one, the last day it was seen."""
        ends: dict[int, date] = {}
        for client_id, ended_on, seen_on, changed_at in self._asking.rows(_LAST_DAYS):
            changed_on = moment(changed_at).date() if changed_at else day(seen_on)
            end = day(ended_on) or max(day(seen_on), changed_on)
            ends[client_id] = max(end, ends.get(client_id, end))
        return ends

    def _reached(self) -> dict[int, date]:
        """Return the last day each client was spoken to, or consented to be called."""
        kept = dict(self._asking.rows("SELECT old_client_id, client_id FROM client_aliases"))
        found: dict[int, date] = {}
        for table, column in _DAYS:
            for named, last in self._asking.rows(_SPOKEN_TO.format(table=table, day=column)):
                client_id = kept.get(named, named)
                found[client_id] = max(day(last), found.get(client_id, day(last)))
        return found

    def _rows(self, table: str, columns: Columns, wanted: str, client_id: int) -> Rows:
        named = ", ".join(f'"{name}"' for name in columns)
        query = f"SELECT {named} FROM {table} WHERE {wanted}"
        reads = [read_as(kind) for kind in columns.values()]
        return [
            {
                name: read(value) if read else value
                for name, read, value in zip(columns, reads, row, strict=True)
            }
            for row in self._asking.rows(query, {"client": client_id})
        ]
