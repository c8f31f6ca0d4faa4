"""Finding what a person should look at, and who works on what."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from mplus3_xl.domain.client.lagon_reports import columns
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.services.records import Attention
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.sql import OPEN, UNCONFIRMED

_MET = "SELECT DISTINCT agency, charge_clientele, assigned_to FROM dossiers"
_NAMES = """
WITH RECURSIVE names(name) AS (
    SELECT MIN({column}) FROM dossiers WHERE {column} IS NOT NULL
    UNION ALL
    SELECT (SELECT MIN({column}) FROM dossiers WHERE {column} > names.name) FROM names
    WHERE names.name IS NOT NULL)
SELECT name FROM names WHERE name IS NOT NULL
"""
"""The values of a column, jumping from one to the next by its index."""


class Watching:
    """Finding what a person should look at, and who works on what."""

    _asking: Asking

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites, in order."""
        met = self._asking.rows(_MET)
        found = {(agency, name) for agency, *names in met for name in names if name is not None}
        return sorted(found, key=lambda each: (each[0] or "", each[1]))

    def agency_names(self) -> list[str]:
        """List the names of the agencies that dossiers bear, in order."""
        return sorted(self._distinct("agency"))

    def charge_names(self) -> list[str]:
        """List the names of the account managers met, in order."""
        return sorted(self._distinct("charge_clientele") | self._distinct("assigned_to"))

    def _distinct(self, column: str) -> set[str]:
        return {name for (name,) in self._asking.rows(_NAMES.format(column=column))}

    def attention(self, today: date) -> Attention:
        """Count what a person should look at, in one reading."""
        (counted,) = self._asking.rows(_attention(), {"today": today})
        return Attention(*(count or 0 for count in counted))


@cache
def _attention() -> str:
    """Select the counts of what a person should look at on the day `today`.

    A difference counts if its dossier is open: nobody asks about the others' dates. Of a client, if
    no line for Lagon waits for it: such a one is written, not settled.
    """
    return f"""
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


def _column_reported() -> str:
    """Return the column of the client that a line for Lagon speaks of, as SQL tells it."""
    named = (f"WHEN '{code}' THEN '{column}'" for code, column in columns().items())
    return f"CASE lagon_reports.field {' '.join(named)} END"
