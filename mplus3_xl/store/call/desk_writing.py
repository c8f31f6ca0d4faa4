"""Writing what the form of a dossier changes, and who works here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.store.changing import as_json, delete, insert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mplus3_xl.services.records import Change, Draft, Save
    from mplus3_xl.store.asking import Changing


class DeskWriting:
    """Writing what the form of a dossier changes, and who works here."""

    _changing: Changing

    def record_saves(self, saved: Sequence[tuple[Save, Sequence[Change]]]) -> None:
        """Record saves, each with its lines of the journal."""
        insert(self._changing, "saves", *(save._asdict() for save, _ in saved))
        lines = (
            change._asdict() | {"at": save.at, "author": save.author, "save_id": save.id}
            for save, changes in saved
            for change in changes
        )
        insert(self._changing, "journal", *lines)

    def write_draft(self, dossier_id: int, draft: Draft) -> None:
        """Set what the last save of a dossier holds; an empty content leaves no draft."""
        delete(self._changing, "drafts", dossier_id=dossier_id)
        if draft.content:
            values = {"dossier_id": dossier_id, "author": draft.author, "at": draft.at}
            insert(self._changing, "drafts", values | {"content": as_json(draft.content)})

    def keep_draft(self, dossier_id: int, draft: Draft) -> None:
        """Keep what its author typed and did not save yet."""
        self.drop_kept_draft(dossier_id, draft.author)
        values = draft._asdict() | {"dossier_id": dossier_id, "content": as_json(draft.content)}
        insert(self._changing, "kept_drafts", values)

    def drop_kept_draft(self, dossier_id: int, author: str) -> None:
        """Forget what an author typed, once it is saved."""
        delete(self._changing, "kept_drafts", dossier_id=dossier_id, author=author)
