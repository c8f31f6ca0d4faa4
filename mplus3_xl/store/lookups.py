"""Finding clients, contracts and dossiers by what names them, and the differences about them."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    FromClause,
    Select,
    func,
    literal,
    select,
    union,
)

from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.store.conditions import among_named, rows_among
from mplus3_xl.store.records import records_in
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.calls import drafts, field_answers, kept_drafts
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import journal, manual_entries
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import client_aliases, oppositions

_MANY = 5_000  # values to look up at once: fewer are sought without asking if there is a row


class Lookups:
    """Finding clients, contracts and dossiers, and the differences about them."""

    _connection: Connection

    def contracts_by_key(self, keys: Collection[str]) -> dict[str, Contract]:
        """Find contracts by their keys."""
        found = records_in(Contract, self._rows_in(contracts.c.key, keys))
        return {contract.key: contract for contract in found}

    def clients_by_number(self, numbers: Collection[str]) -> dict[str, Client]:
        """Find clients by their Lagon numbers."""
        found = records_in(Client, self._rows_in(clients.c.number, numbers))
        return {client.number: client for client in found if client.number}

    def clients_by_name(self, folded_names: Collection[str]) -> list[Client]:
        """Find the clients of these folded names, on every site."""
        return records_in(Client, self._rows_in(clients.c.folded_name, folded_names))

    def dossiers_of(self, client_ids: Collection[int]) -> list[tuple[Dossier, bool]]:
        """Read the dossiers of these clients; true: somebody worked on it (R4)."""
        rows = self._rows_in(dossiers.c.client_id, client_ids)
        return self._worked(records_in(Dossier, rows))

    def dossiers_past(self, day: date) -> list[tuple[Dossier, bool]]:
        """Read the open dossiers whose last day came before; true: somebody worked on it (R4)."""
        query = select(dossiers).where(dossiers.c.latest < day, dossiers.c.closing.is_(None))
        return self._worked(records_in(Dossier, self._connection.execute(query)))

    def _worked(self, found: Sequence[Dossier]) -> list[tuple[Dossier, bool]]:
        ids = [dossier.id for dossier in found]
        touched = set(self._values_in(attempts.c.dossier_id, ids))
        touched |= set(self._values_in(drafts.c.dossier_id, ids))
        touched |= set(self._values_in(kept_drafts.c.dossier_id, ids))
        touched |= set(self._values_in(field_answers.c.dossier_id, ids))
        touched |= {each.joined_into for each in found if each.joined_into is not None}
        return [(each, each.id in touched or _is_begun(each)) for each in found]

    def manual_entries(self, client_ids: Collection[int]) -> dict[int, dict[str, str | None]]:
        """Read what persons entered, by client and field."""
        entries: dict[int, dict[str, str | None]] = {}
        for row in self._rows_in(manual_entries.c.client_id, client_ids):
            entries.setdefault(row.client_id, {})[row.field] = row.value
        return entries

    def client_numbers(self) -> set[str]:
        """Read the numbers of all clients, of those merged or opposed and then erased too."""
        columns = (clients.c.number, client_aliases.c.number, oppositions.c.client_number)
        numbers = union(*(select(each).where(each.is_not(None)) for each in columns))
        return set(self._connection.scalars(numbers))

    def contract_numbers(self) -> set[str]:
        """Read the numbers of all contracts."""
        return set(self._connection.scalars(select(contracts.c.number)))

    def numbers_in_scope(self, scope: str) -> dict[int, tuple[str, bool]]:
        """Read the contracts an export of this scope brought: id to (number, marked absent)."""
        query = select(contracts.c.id, contracts.c.number, contracts.c.absent_since)
        rows = self._connection.execute(query.where(contracts.c.scope == scope))
        return {row.id: (row.number, row.absent_since is not None) for row in rows}

    def absent_contracts(self) -> dict[int, tuple[str, date]]:
        """Read the contracts that are marked absent: id to (number, since when)."""
        query = select(contracts.c.id, contracts.c.number, contracts.c.absent_since)
        rows = self._connection.execute(query.where(contracts.c.absent_since.is_not(None)))
        return {row.id: (row.number, row.absent_since) for row in rows}

    def next_id(self, table: str) -> int:
        """Return the first id of a table that no row ever had; a writer keeps it to itself.

        The journal tells of rows that are gone: what it says of one would be said of another.
        """
        held = select(func.max(metadata.tables[table].c.id))
        told = select(func.max(journal.c.subject_id)).where(journal.c.subject == table)
        last = select(held.scalar_subquery(), told.scalar_subquery())
        return max(each or 0 for each in self._connection.execute(last).one()) + 1

    def _rows_in(self, column: Column[Any], values: Collection[Any]) -> Iterator[Any]:
        if not values or (len(values) > _MANY and self._is_empty(column.table)):
            return
        yield from self._connection.execute(rows_among(column), {"values": values})

    def _is_empty(self, table: FromClause) -> bool:
        """Spare a first import the thousands of look-ups that find nothing."""
        return (
            self._connection.execute(select(literal(1)).select_from(table).limit(1)).first() is None
        )

    def _values_in(self, column: Column[Any], values: Collection[Any]) -> Iterator[Any]:
        if values:
            yield from self._connection.scalars(_values_among(column), {"values": values})


@cache
def _values_among(column: Column[Any]) -> Select[Any]:
    return select(column).where(among_named(column, "values")).distinct()


def _is_begun(dossier: Dossier) -> bool:
    tags = (dossier.appel, dossier.lagon, dossier.bilan, dossier.sms_mail)
    begun = dossier.closing is not None or dossier.calling_since is not None
    begun = begun or dossier.postponed_until is not None
    return begun or any(tag is not None for tag in tags)
