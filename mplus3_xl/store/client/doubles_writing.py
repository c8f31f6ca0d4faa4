"""Writing what persons decided about probable doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.store.asking import moment
from mplus3_xl.store.changing import delete, insert, update_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from mplus3_xl.domain.doubles.doubles import Pair
    from mplus3_xl.store.asking import Changing

_MOVED = ("actions", "client_aliases", "consents", "lagon_reports", "oppositions")
_EMPTIED = ("manual_entries", "situation_answers", "bilan_lines", "gap_replies", "bilans")
_NO_VERSION = -1  # what was typed of another bilan is put back only where nothing was answered
_MOVE_DRAFTS = """
UPDATE bilan_drafts SET client_id = :new, version = :version
WHERE client_id = :old AND author NOT IN (
    SELECT kept.author FROM bilan_drafts AS kept WHERE kept.client_id = :new)
"""


class DoublesWriting:
    """Writing what persons decided about probable doubles."""

    _changing: Changing

    def add_apart(self, pairs: Iterable[Pair], author: str, at: datetime) -> None:
        """Keep that these pairs, of whom nobody said it yet, are not doubles."""
        rows = ({"low_id": low, "high_id": high, "author": author, "at": at} for low, high in pairs)
        insert(self._changing, "not_doubles", *rows)

    def move_client(self, old_id: int, new_id: int) -> list[tuple[str, int]]:
        """Give another client all that names one, but for contracts, dossiers, entries and bilan.

        The actes stay as they are. Return what moved, by table and id.
        """
        self._move_apart(old_id, new_id)
        self._move_drafts(old_id, new_id)
        return [(table, row_id) for table in _MOVED for row_id in self._move(table, old_id, new_id)]

    def empty_client(self, client_id: int) -> None:
        """Remove what persons entered of a client, and his bilan."""
        for table in _EMPTIED:
            delete(self._changing, table, client_id=client_id)

    def _move(self, table: str, old_id: int, new_id: int) -> list[int]:
        query = f"SELECT id FROM {table} WHERE client_id = :old ORDER BY id"
        ids = [row_id for (row_id,) in self._changing.rows(query, {"old": old_id})]
        update_all(self._changing, table, {"client_id": new_id}, client_id=old_id)
        return ids

    def _move_drafts(self, old_id: int, new_id: int) -> None:
        """Give what was typed of a bilan and not saved, but to who typed of the other's too."""
        values = {"old": old_id, "new": new_id, "version": _NO_VERSION}
        self._changing.run(_MOVE_DRAFTS, values)
        delete(self._changing, "bilan_drafts", client_id=old_id)

    def _move_apart(self, old_id: int, new_id: int) -> None:
        """Whoever is not one of them is not the other either."""
        rows = self._changing.rows("SELECT low_id, high_id, author, at FROM not_doubles")
        known = {(low, high) for low, high, *_ in rows}
        for low, high, author, at in rows:
            if old_id in (low, high):
                other = high if low == old_id else low
                pair = (min(other, new_id), max(other, new_id))
                if other != new_id and pair not in known:
                    self.add_apart([pair], author, moment(at))
        for side in ("low_id", "high_id"):
            delete(self._changing, "not_doubles", **{side: old_id})
