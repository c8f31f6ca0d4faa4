"""What saves, what was typed before them, and the journal ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from mplus3_xl.services.records import About, Change, Draft, JournalLine, Save


class JournalReading(Protocol):
    """What a unit of work can look up of saves, drafts and the journal."""

    def draft_of(self, dossier_id: int) -> Draft | None:
        """Read what the last save of a dossier held."""
        ...

    def kept_drafts(self, dossier_id: int) -> list[Draft]:
        """Read what was typed and not saved, one draft an author, the latest first."""
        ...

    def save_of_form(self, form_id: str) -> Save | None:
        """Find the save that a form made."""
        ...

    def last_save_of(self, author: str) -> Save | None:
        """Find the last save of somebody that was not taken back and takes none back.

        Those of a batch that was taken back in part do not come back.
        """
        ...

    def lines_of_save(self, save: Save) -> list[JournalLine]:
        """Read the lines that one save wrote, in their order."""
        ...

    def saves_of_batch(self, batch: int) -> list[Save]:
        """Read the saves of a batch that were not taken back."""
        ...

    def lines_of_batch(self, batch: int) -> list[JournalLine]:
        """Read the lines that the saves of a batch wrote, in their order."""
        ...

    def lines_since(self, dossier_id: int, line_id: int) -> list[JournalLine]:
        """Read what changed a dossier after a line, but for what was taken back since."""
        ...

    def row_lines_since(self, rows: Collection[tuple[str, int]], line_id: int) -> list[JournalLine]:
        """Read what changed rows, each a subject and its id, after a line, outside any save."""
        ...

    def last_lines_of(self, dossier_id: int) -> list[JournalLine]:
        """Read the last change of a dossier: the lines of one author and moment."""
        ...

    def journal_lines(self, limit: int, dossier_id: int | None) -> list[JournalLine]:
        """Read the last lines, of all or of one dossier, the latest first."""
        ...

    def told_about(self, lines: Collection[JournalLine]) -> dict[int, About]:
        """Find what lines are about, by their id; what is gone is found by the save they are of."""
        ...


class JournalWriting(Protocol):
    """What a unit of work can change of them."""

    def record_saves(self, saved: Sequence[tuple[Save, Sequence[Change]]]) -> None:
        """Record saves, each with its lines of the journal."""
        ...

    def write_journal(self, changes: Iterable[Change], at: datetime, author: str) -> None:
        """Add lines to the journal."""
        ...

    def write_draft(self, dossier_id: int, draft: Draft) -> None:
        """Set what the last save of a dossier holds; an empty content leaves no draft."""
        ...

    def keep_draft(self, dossier_id: int, draft: Draft) -> None:
        """Keep what its author typed and did not save yet."""
        ...

    def drop_kept_draft(self, dossier_id: int, author: str) -> None:
        """Forget what an author typed, once it is saved."""
        ...
