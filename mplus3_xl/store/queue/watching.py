"""Finding what a person should look at, and who works on what."""

from collections.abc import Sequence
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
)

from mplus3_xl.domain.client.lagon_reports import columns
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.services.records import Attention
from mplus3_xl.store.conditions import OPEN, UNCONFIRMED
from mplus3_xl.store.tables.lagon import dossiers

_MET = """
SELECT agency, charge_clientele AS name FROM dossiers WHERE charge_clientele IS NOT NULL
UNION
SELECT agency, assigned_to FROM dossiers WHERE assigned_to IS NOT NULL
ORDER BY agency, name
"""


class Watching:
    """Finding what a person should look at, and who works on what."""

    _connection: Connection

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites."""
        met = text(_MET)
        return [(row[0], row[1]) for row in self._connection.execute(met)]

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
