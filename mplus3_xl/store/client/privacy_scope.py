"""Which rows of which table are about a client, and which lines of the journal.

The conditions are SQL about the client `:client`.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.client.privacy import client_subjects
from mplus3_xl.store.sql import same_person_sql

Columns: TypeAlias = Mapping[str, type]
"""The columns of a table, each with the type of what it holds."""

_OF = {
    "dossier_id": "(SELECT id FROM dossiers WHERE client_id = :client)",
    "contract_id": "(SELECT id FROM contracts WHERE client_id = :client)",
}
_HE = same_person_sql("clients.id")
# His dossiers that an import took away, as the journal tells.
_GONE = f"""
(SELECT line.subject_id FROM journal AS line
WHERE line.subject = 'dossiers' AND line.field = 'client_id' AND line.new IS NULL
AND line.old IN (SELECT CAST(clients.id AS TEXT) FROM clients WHERE {_HE}))
"""


class Owned(NamedTuple):
    """A table that has rows about clients, and its column that says whose."""

    table: str
    columns: Columns
    owner: str

    @property
    def rows(self) -> str:
        """The condition of the rows about him."""
        return _rows_of(f"{self.table}.{self.owner}")


@cache
def all_tables() -> Mapping[str, Columns]:
    """Return the columns of each table, those first that others refer to."""
    from mplus3_xl.store.tables.every import metadata

    return {
        table.name: {column.name: column.type.python_type for column in table.c}
        for table in metadata.sorted_tables
    }


@cache
def owned_tables() -> tuple[Owned, ...]:
    """Return the tables that have rows about clients, those first that others refer to."""
    found = []
    for table, columns in all_tables().items():
        owners = ("client_id", "dossier_id", "contract_id") if table != "clients" else ("id",)
        owner = next((name for name in owners if name in columns), None)
        if owner is not None and table != "erasing":
            found.append(Owned(table, columns, owner))
    return tuple(found)


def told_of(table: str) -> str:
    """Return the condition of the lines about him; `table`: the journal or the conflicts."""
    ways = [
        f"({table}.subject = '{name}' AND {table}.subject_id IN ({numbers}))"
        for name, numbers in _subjects()
    ]
    if table == "journal":
        # A save wrote lines about rows that taking it back removed.
        wrote = f"{_rows_of('saves.dossier_id')} OR saves.dossier_id IN {_GONE}"
        ways.append(f"journal.save_id IN (SELECT saves.id FROM saves WHERE {wrote})")
        ways.append(f"(journal.subject = 'dossiers' AND journal.subject_id IN {_GONE})")
    return f"({' OR '.join(ways)})"


def _rows_of(owner: str) -> str:
    own = _OF.get(owner.partition(".")[2])
    return f"{owner} IN {own}" if own else same_person_sql(owner)


def _subjects() -> Iterator[tuple[str, str]]:
    """Return each subject, and what selects the numbers by which the journal has his rows."""
    himself = f"SELECT clients.id FROM clients WHERE {_HE}"
    for each in owned_tables():
        if "id" in each.columns or each.owner != "client_id":
            number = "id" if "id" in each.columns else each.owner
            yield each.table, f"SELECT {each.table}.{number} FROM {each.table} WHERE {each.rows}"
        else:  # a merge leaves no row of these with the number that the journal has
            yield each.table, himself
    for name in client_subjects():
        yield name, himself
