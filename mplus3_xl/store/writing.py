"""Changing the store, inside a unit of work."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from mplus3_xl.services.records import Change, Conflict, ImportedFile, Record
from mplus3_xl.store.asking import Changing
from mplus3_xl.store.call.bilan_writing import BilanWriting
from mplus3_xl.store.call.call_writing import CallWriting
from mplus3_xl.store.call.desk_writing import DeskWriting
from mplus3_xl.store.changing import delete, delete_among, insert, insert_many, update
from mplus3_xl.store.client.doubles_writing import DoublesWriting
from mplus3_xl.store.client.privacy_writing import PrivacyWriting
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.register.month_writing import MonthWriting
from mplus3_xl.store.settings_reading import SettingsWriting

_SAME_FIELD = """
SELECT offered FROM conflicts
WHERE subject = :subject AND subject_id = :subject_id AND field = :field
"""


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

    def __init__(self, changing: Changing) -> None:
        super().__init__(changing)
        self._changing = changing

    def add_import(
        self, at: datetime, day: date, author: str, files: Iterable[ImportedFile]
    ) -> int:
        """Record an import; return its id."""
        import_id = self.next_id("imports")
        values = {"id": import_id, "at": at, "day": day, "author": author}
        insert(self._changing, "imports", values)
        lines = ({**file._asdict(), "import_id": import_id} for file in files)
        insert(self._changing, "import_files", *lines)
        return import_id

    def add_all(self, table: str, records: Sequence[Record]) -> None:
        """Add many rows to a table."""
        if records:
            insert_many(self._changing, table, records[0]._fields, records)

    def change(self, table: str, pairs: Iterable[tuple[Record, Record]]) -> None:
        """Change rows from what they were to what they will be: only the columns that differ."""
        self.update(table, ((old.id, _difference(old, new)) for old, new in pairs))

    def update(self, table: str, values: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Change the named columns of rows, by id."""
        update(self._changing, table, values)

    def add_conflicts(self, found: Iterable[Conflict], import_id: int | None) -> None:
        """Keep differences to show, of an import or of a merge; a known one is not repeated.

        The newer one of a field replaces the older ones.
        """
        for conflict in found:
            same = {name: getattr(conflict, name) for name in ("subject", "subject_id", "field")}
            if (conflict.offered,) not in self._changing.rows(_SAME_FIELD, same):
                delete(self._changing, "conflicts", **same)
                insert(self._changing, "conflicts", conflict._asdict() | {"import_id": import_id})

    def drop_conflicts(self, subject: str, agreed: Collection[tuple[int, str]]) -> None:
        """Remove the differences of these fields, by the id of the subject: there is none now."""
        wanted = set(agreed)
        if not wanted:
            return
        query = "SELECT id, subject_id, field FROM conflicts WHERE subject = :subject"
        rows = self._changing.rows(query, {"subject": subject})
        gone = [row_id for row_id, *field in rows if tuple(field) in wanted]
        delete_among(self._changing, "conflicts", "id", gone)

    def write_journal(self, changes: Iterable[Change], at: datetime, author: str) -> None:
        """Add lines to the journal."""
        lines = ({**change._asdict(), "at": at, "author": author} for change in changes)
        insert(self._changing, "journal", *lines)


def _difference(old: Record, new: Record) -> dict[str, Any]:
    return {
        name: after
        for name, before, after in zip(old._fields, old, new, strict=True)
        if before != after
    }
