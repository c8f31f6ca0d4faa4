"""Which rows of which table are about a client, and which lines of the journal."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    String,
    Table,
    and_,
    cast,
    false,
    or_,
    select,
)

from mplus3_xl.domain.client.privacy import client_subjects
from mplus3_xl.store.conditions import same_person
from mplus3_xl.store.tables.calls import saves
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers


def owned_tables() -> Iterator[tuple[Table, Column[Any]]]:
    """Return the tables that have rows about clients, and the column that says whose they are."""
    for table in metadata.sorted_tables:
        owners = ("client_id", "dossier_id", "contract_id") if table is not clients else ("id",)
        owner = next((table.c[name] for name in owners if name in table.c), None)
        if owner is not None and table.name != "erasing":
            yield table, owner


def rows_of(owner: Column[Any], client_id: int) -> ColumnElement[bool]:
    """Return the condition of the rows about a client."""
    for name, table in (("dossier_id", dossiers), ("contract_id", contracts)):
        if owner.name == name:
            return owner.in_(select(table.c.id).where(table.c.client_id == client_id))
    return same_person(owner, client_id)


def told_of(table: Table, client_id: int) -> ColumnElement[bool]:
    """Return the condition of the lines about a client; `table`: the journal or the conflicts."""
    ways = [
        and_(table.c.subject == name, table.c.subject_id.in_(select(key).where(mine)))
        for name, key, mine in _subjects(client_id)
    ]
    if table is journal:
        # A save wrote lines about rows that taking it back removed.
        own, gone = rows_of(saves.c.dossier_id, client_id), _gone(client_id)
        wrote = select(saves.c.id).where(or_(own, saves.c.dossier_id.in_(gone)))
        ways.append(table.c.save_id.in_(wrote))
        ways.append(and_(table.c.subject == dossiers.name, table.c.subject_id.in_(gone)))
    return or_(false(), *ways)


def _gone(client_id: int) -> Select[Any]:
    """Select the numbers of his dossiers that an import took away, as the journal tells."""
    line = journal.alias()
    whose = cast(clients.c.id, String)
    his = select(whose).where(same_person(clients.c.id, client_id))
    taken = (line.c.subject == dossiers.name, line.c.field == "client_id", line.c.new.is_(None))
    return select(line.c.subject_id).where(*taken, line.c.old.in_(his))


def _subjects(client_id: int) -> Iterator[tuple[str, Column[Any], ColumnElement[bool]]]:
    """Return each subject, the column its number stands for, and the client's rows."""
    for table, owner in owned_tables():
        if "id" in table.c or owner.name != "client_id":
            yield table.name, table.c.get("id", owner), rows_of(owner, client_id)
        else:  # a merge leaves no row of these with the number that the journal has
            yield table.name, clients.c.id, same_person(clients.c.id, client_id)
    for name in client_subjects():
        yield name, clients.c.id, same_person(clients.c.id, client_id)
