"""Counting, finding what a person should look at, and what is inconsistent."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Select,
    TextClause,
    bindparam,
    func,
    select,
    text,
    union,
)

from mplus3_xl.domain.client.lagon_reports import columns
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.vocabulary import ClientType, ContractState
from mplus3_xl.services.records import Attention, Conflict, Fault, FaultKind
from mplus3_xl.store.call.call_reading import UNCONFIRMED
from mplus3_xl.store.tables import metadata
from mplus3_xl.store.tables.history import conflicts
from mplus3_xl.store.tables.lagon import UNDER_WAY, clients, contracts, dossiers

OPEN = f"closing IS NULL AND (COALESCE(appel, '') <> 'OK' OR ({UNDER_WAY}))"
"""A dossier that is neither finished nor closed."""


class Watching:
    """Counting, and finding what a person should look at."""

    _connection: Connection

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        return {
            table.name: self._connection.scalars(select(func.count()).select_from(table)).one()
            for table in metadata.sorted_tables
        }

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites."""
        columns = (dossiers.c.charge_clientele, dossiers.c.assigned_to)
        met = [
            select(dossiers.c.agency.label("agency"), name.label("name")).where(name.is_not(None))
            for name in columns
        ]
        query = union(*met).order_by("agency", "name")
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def agency_names(self) -> list[str]:
        """List the names of the agencies that dossiers bear, in order."""
        return sorted(self._distinct(dossiers.c.agency))

    def charge_names(self) -> list[str]:
        """List the names of the account managers met, in order."""
        owners = self._distinct(dossiers.c.charge_clientele)
        return sorted(owners | self._distinct(dossiers.c.assigned_to))

    def _distinct(self, name: Column[str]) -> set[str]:
        return set(self._connection.scalars(_values_of(name)))

    def attention(self, today: date) -> Attention:
        """Count what a person should look at, in one reading."""
        counted = self._connection.execute(_attention(), {"today": today}).one()
        return Attention(*(count or 0 for count in counted))

    def conflicts_of(self, subject: str) -> list[Conflict]:
        """Read the differences of a kind of subject, the oldest first; a settled one is gone."""
        columns = [conflicts.c[name] for name in Conflict._fields]
        query = select(*columns).where(conflicts.c.subject == subject)
        return [Conflict(*row) for row in self._connection.execute(query.order_by(conflicts.c.id))]


class Soundness:
    """Finding what is inconsistent in the store."""

    _connection: Connection

    def faults(self) -> list[Fault]:
        """Find what is inconsistent in the store; nothing if it is sound."""
        return [*self._of_the_file(), *self._without_contract()]

    def _of_the_file(self) -> Iterator[Fault]:
        if self._connection.dialect.name != "sqlite":
            return
        said = self._connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if said != "ok":
            yield Fault(FaultKind.FILE, str(said))
        orphans = self._connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        for table, count in sorted(Counter(row[0] for row in orphans).items()):
            yield Fault(FaultKind.ORPHANS, table, count)

    def _without_contract(self) -> Iterator[Fault]:
        held = select(contracts.c.dossier_id).where(contracts.c.dossier_id > 0)
        named = [clients.c[each] for each in ("client_type", "last_name", "first_name", "company")]
        query = select(dossiers.c.id, *named).join_from(dossiers, clients)
        query = query.where(text(OPEN), dossiers.c.id.not_in(held)).order_by(dossiers.c.id)
        for number, kind, *names in self._connection.execute(query):
            name = display_name(ClientType(kind) if kind else None, *names)
            yield Fault(FaultKind.EMPTY_DOSSIER, name, number)


@cache
def _values_of(name: Column[str]) -> Select[Any]:
    """Select the values of a column, jumping from one to the next by its index."""
    first = select(func.min(name).label("name")).where(name.is_not(None))
    names = first.cte("names", recursive=True)
    following = select(func.min(name)).where(name > names.c.name).scalar_subquery()
    names = names.union_all(select(following).where(names.c.name.is_not(None)))
    return select(names.c.name).where(names.c.name.is_not(None))


@cache
def _attention() -> TextClause:
    """Select the counts of what a person should look at on the day `today`.

    A difference counts if its dossier is open: nobody asks about the others' dates. Of a client, if
    no line for Lagon waits for it: such a one is written, not settled.
    """
    counted = f"""
    SELECT
        (SELECT SUM(refused) FROM import_files
         WHERE import_id = (SELECT MAX(import_id) FROM import_files)),
        (SELECT COUNT(*) FROM conflicts
         WHERE (subject <> 'dossiers' OR EXISTS (
             SELECT 1 FROM dossiers WHERE dossiers.id = conflicts.subject_id AND {OPEN}))
         AND (subject <> 'clients' OR NOT EXISTS (
             SELECT 1 FROM lagon_reports WHERE client_id = conflicts.subject_id AND {UNCONFIRMED}
             AND conflicts.field = {_column_reported()}))),
        (SELECT COUNT(*) FROM contracts
         WHERE family IS NULL AND state = '{ContractState.EN_COURS.value}'),
        (SELECT COUNT(*) FROM contracts WHERE absent_since IS NOT NULL),
        (SELECT COUNT(*) FROM actions WHERE done_on IS NULL AND due_on < :today),
        (SELECT COUNT(*) FROM actions WHERE done_on IS NULL AND due_on = :today)
    """
    return text(counted).bindparams(bindparam("today", type_=Date))


def _column_reported() -> str:
    """Return the column of the client that a line for Lagon speaks of, as SQL tells it."""
    named = (f"WHEN '{code}' THEN '{column}'" for code, column in columns().items())
    return f"CASE lagon_reports.field {' '.join(named)} END"
