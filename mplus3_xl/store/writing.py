"""Changing the store, inside a unit of work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, delete, insert, select, update

from mplus3_xl.services.records import Change, Conflict, ImportedFile, Record
from mplus3_xl.store.bulk import bulk_insert
from mplus3_xl.store.call.bilan_writing import BilanWriting
from mplus3_xl.store.call.call_writing import CallWriting
from mplus3_xl.store.call.desk_writing import DeskWriting
from mplus3_xl.store.client.doubles_writing import DoublesWriting
from mplus3_xl.store.client.privacy_writing import PrivacyWriting
from mplus3_xl.store.conditions import among
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.register.month_writing import MonthWriting
from mplus3_xl.store.settings_reading import SettingsWriting
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import conflicts, journal
from mplus3_xl.store.tables.lagon import dossiers, import_files, imports


class StoreWriter(
    StoreReader,
    DeskWriting,
    CallWriting,
    MonthWriting,
    BilanWriting,
    PrivacyWriting,
    SettingsWriting,
    DoublesWriting,
):
    """The writing half of a unit of work (`services.ports.store.Writing`)."""

    def add_import(
        self, at: datetime, day: date, author: str, files: Iterable[ImportedFile]
    ) -> int:
        """Record an import; return its id."""
        import_id = self.next_id("imports")
        values = {"id": import_id, "at": at, "day": day, "author": author}
        self._connection.execute(insert(imports).values(values))
        lines = [{**file._asdict(), "import_id": import_id} for file in files]
        self._connection.execute(insert(import_files), lines)
        return import_id

    def add_all(self, table: str, records: Sequence[Record]) -> None:
        """Add many rows to a table."""
        bulk_insert(self._connection, metadata.tables[table], records)

    def change(self, table: str, pairs: Iterable[tuple[Record, Record]]) -> None:
        """Change rows from what they were to what they will be: only the columns that differ."""
        self.update(table, ((old.id, _difference(old, new)) for old, new in pairs))

    def update(self, table: str, values: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Change the named columns of rows, by id."""
        by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row_id, changed in values:
            if changed:
                by_columns.setdefault(tuple(changed), []).append({"row_id": row_id, **changed})
        for names, lines in by_columns.items():
            self._update(metadata.tables[table], names, lines)

    def _update(self, table: Table, names: Iterable[str], lines: list[dict[str, Any]]) -> None:
        statement = update(table).where(table.c.id == bindparam("row_id"))
        statement = statement.values({name: bindparam(name) for name in names})
        self._connection.execute(statement, lines)

    def delete_dossiers(self, ids: Collection[int]) -> None:
        """Remove dossiers that nobody worked on."""
        if ids:
            self._connection.execute(delete(dossiers).where(among(dossiers.c.id, ids)))

    def add_conflicts(self, found: Iterable[Conflict], import_id: int | None) -> None:
        """Keep differences to show, of an import or of a merge; a known one is not repeated."""
        for conflict in found:
            older = _same_field(conflict)
            offered = conflicts.c.offered.is_not_distinct_from(conflict.offered)
            known = select(conflicts.c.id).where(*older, offered)
            if self._connection.scalar(known) is None:
                self._connection.execute(delete(conflicts).where(*older))
                values = {**conflict._asdict(), "import_id": import_id}
                self._connection.execute(insert(conflicts).values(values))

    def drop_conflicts(self, subject: str, agreed: Collection[tuple[int, str]]) -> None:
        """Remove the differences of these fields, by the id of the subject: there is none now."""
        wanted = set(agreed)
        if not wanted:
            return
        columns = (conflicts.c.id, conflicts.c.subject_id, conflicts.c.field)
        rows = self._connection.execute(select(*columns).where(conflicts.c.subject == subject))
        gone = [row.id for row in rows if (row.subject_id, row.field) in wanted]
        self._connection.execute(delete(conflicts).where(among(conflicts.c.id, gone)))

    def write_journal(self, changes: Iterable[Change], at: datetime, author: str) -> None:
        """Add lines to the journal."""
        lines = [{**change._asdict(), "at": at, "author": author} for change in changes]
        if lines:
            self._connection.execute(insert(journal), lines)


def _same_field(conflict: Conflict) -> tuple[ColumnElement[bool], ...]:
    """The older differences of the same field: the newer one replaces them."""
    return (
        conflicts.c.subject == conflict.subject,
        conflicts.c.subject_id == conflict.subject_id,
        conflicts.c.field == conflict.field,
    )


def _difference(old: Record, new: Record) -> dict[str, Any]:
    return {
        name: after
        for name, before, after in zip(old._fields, old, new, strict=True)
        if before != after
    }
