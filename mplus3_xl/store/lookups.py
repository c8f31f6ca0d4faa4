"""Finding clients, contracts and dossiers by what names them, and the differences about them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.store.asking import Asking, day
from mplus3_xl.store.records import Made, records
from mplus3_xl.store.sql import where_among

_MANY = 5_000  # values to look up at once: fewer are sought without asking if there is a row
_NUMBERS = """
SELECT number FROM clients WHERE number IS NOT NULL
UNION SELECT number FROM client_aliases WHERE number IS NOT NULL
UNION SELECT client_number FROM oppositions WHERE client_number IS NOT NULL
"""
_LAST_ID = """
SELECT MAX(id) FROM {table}
UNION ALL SELECT MAX(subject_id) FROM journal WHERE subject = :subject
"""
_ONE = "SELECT 1 FROM {table} LIMIT 1"
_WORK = ("attempts", "drafts", "kept_drafts", "field_answers")
"""What a dossier that somebody worked on has rows in."""


class Lookups:
    """Finding clients, contracts and dossiers, and the differences about them."""

    _asking: Asking

    def contracts_by_key(self, keys: Collection[str]) -> dict[str, Contract]:
        """Find contracts by their keys."""
        found = self._found(Contract, "contracts", "key", keys)
        return {contract.key: contract for contract in found}

    def clients_by_number(self, numbers: Collection[str]) -> dict[str, Client]:
        """Find clients by their Lagon numbers."""
        found = self._found(Client, "clients", "number", numbers)
        return {client.number: client for client in found if client.number}

    def clients_by_name(self, folded_names: Collection[str]) -> list[Client]:
        """Find the clients of these folded names, on every site."""
        return self._found(Client, "clients", "folded_name", folded_names)

    def dossiers_of(self, client_ids: Collection[int]) -> list[tuple[Dossier, bool]]:
        """Read the dossiers of these clients; true: somebody worked on it (R4)."""
        return self._worked(self._found(Dossier, "dossiers", "client_id", client_ids))

    def dossiers_past(self, day: date) -> list[tuple[Dossier, bool]]:
        """Read the open dossiers whose last day came before; true: somebody worked on it (R4)."""
        past = "WHERE latest < :day AND closing IS NULL"
        return self._worked(records(self._asking, Dossier, "dossiers", past, {"day": day}))

    def _worked(self, found: Sequence[Dossier]) -> list[tuple[Dossier, bool]]:
        ids = [dossier.id for dossier in found]
        touched = {each.joined_into for each in found if each.joined_into is not None}
        for table in _WORK:
            touched |= {
                row_id for (row_id,) in self._rows_in(table, "dossier_id", "dossier_id", ids)
            }
        return [(each, each.id in touched or _is_begun(each)) for each in found]

    def manual_entries(self, client_ids: Collection[int]) -> dict[int, dict[str, str | None]]:
        """Read what persons entered, by client and field."""
        entries: dict[int, dict[str, str | None]] = {}
        told = "client_id, field, value"
        rows = self._rows_in("manual_entries", told, "client_id", client_ids)
        for client_id, field, value in rows:
            entries.setdefault(client_id, {})[field] = value
        return entries

    def client_numbers(self) -> set[str]:
        """Read the numbers of all clients, of those merged or opposed and then erased too."""
        return {number for (number,) in self._asking.rows(_NUMBERS)}

    def contract_numbers(self) -> set[str]:
        """Read the numbers of all contracts."""
        return {number for (number,) in self._asking.rows("SELECT number FROM contracts")}

    def numbers_in_scope(self, scope: str) -> dict[int, tuple[str, bool]]:
        """Read the contracts an export of this scope brought: id to (number, marked absent)."""
        query = "SELECT id, number, absent_since FROM contracts WHERE scope = :scope"
        rows = self._asking.rows(query, {"scope": scope})
        return {row_id: (number, since is not None) for row_id, number, since in rows}

    def absent_contracts(self) -> dict[int, tuple[str, date]]:
        """Read the contracts that are marked absent: id to (number, since when)."""
        query = "SELECT id, number, absent_since FROM contracts WHERE absent_since IS NOT NULL"
        return {row_id: (number, day(since)) for row_id, number, since in self._asking.rows(query)}

    def next_id(self, table: str) -> int:
        """Return the first id of a table that no row ever had; a writer keeps it to itself.

        The journal tells of rows that are gone: what it says of one would be said of another.
        """
        last = self._asking.rows(_LAST_ID.format(table=table), {"subject": table})
        return max(each or 0 for (each,) in last) + 1

    def _found(
        self, made: type[Made], table: str, column: str, values: Collection[Any]
    ) -> list[Made]:
        if self._is_vain(table, values):
            return []
        return records(self._asking, made, table, *where_among(column, values, self._asking.engine))

    def _rows_in(
        self, table: str, told: str, column: str, values: Collection[Any]
    ) -> Sequence[Sequence[Any]]:
        """Read columns of the rows whose `column` is one of the values."""
        if self._is_vain(table, values):
            return ()
        wanted, asked = where_among(column, values, self._asking.engine)
        return self._asking.rows(f"SELECT {told} FROM {table} {wanted}", asked)

    def _is_vain(self, table: str, values: Collection[Any]) -> bool:
        """Spare a first import the thousands of look-ups that find nothing."""
        many = len(values) > _MANY
        return not values or (many and not self._asking.rows(_ONE.format(table=table)))


def _is_begun(dossier: Dossier) -> bool:
    tags = (dossier.appel, dossier.lagon, dossier.bilan, dossier.sms_mail)
    begun = dossier.closing is not None or dossier.calling_since is not None
    begun = begun or dossier.postponed_until is not None
    return begun or any(tag is not None for tag in tags)
