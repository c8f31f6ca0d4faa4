"""Writing what the form of a dossier changes, and who works here."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert

from mplus3_xl.services.records import Change, Draft, Save
from mplus3_xl.store.tables.calls import drafts, kept_drafts, saves
from mplus3_xl.store.tables.history import journal


class DeskWriting:
    """Writing what the form of a dossier changes, and who works here."""

    _connection: Connection

    def record_saves(self, saved: Sequence[tuple[Save, Sequence[Change]]]) -> None:
        """Record saves, each with its lines of the journal."""
        self._connection.execute(insert(saves), [save._asdict() for save, _ in saved])
        lines = [
            change._asdict() | {"at": save.at, "author": save.author, "save_id": save.id}
            for save, changes in saved
            for change in changes
        ]
        if lines:
            self._connection.execute(insert(journal), lines)

    def write_draft(self, dossier_id: int, draft: Draft) -> None:
        """Set what the last save of a dossier holds; an empty content leaves no draft."""
        self._connection.execute(delete(drafts).where(drafts.c.dossier_id == dossier_id))
        if draft.content:
            values = {"dossier_id": dossier_id, "author": draft.author, "at": draft.at}
            values["content"] = _as_json(draft)
            self._connection.execute(insert(drafts).values(values))

    def keep_draft(self, dossier_id: int, draft: Draft) -> None:
        """Keep what its author typed and did not save yet."""
        self.drop_kept_draft(dossier_id, draft.author)
        values = draft._asdict() | {"dossier_id": dossier_id, "content": _as_json(draft)}
        self._connection.execute(insert(kept_drafts).values(values))

    def drop_kept_draft(self, dossier_id: int, author: str) -> None:
        """Forget what an author typed, once it is saved."""
        mine = (kept_drafts.c.dossier_id == dossier_id, kept_drafts.c.author == author)
        self._connection.execute(delete(kept_drafts).where(*mine))


def _as_json(draft: Draft) -> str:
    return json.dumps(dict(draft.content), ensure_ascii=False, sort_keys=True)
