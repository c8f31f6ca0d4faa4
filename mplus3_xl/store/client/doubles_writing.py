"""Writing what persons decided about probable doubles."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Table, delete, insert, select, update

from mplus3_xl.domain.doubles.doubles import Pair
from mplus3_xl.store.tables.bilans import (
    bilan_drafts,
    bilan_lines,
    bilans,
    gap_replies,
    situation_answers,
)
from mplus3_xl.store.tables.calls import actions, lagon_reports
from mplus3_xl.store.tables.history import manual_entries
from mplus3_xl.store.tables.persons import client_aliases, consents, not_doubles, oppositions

_MOVED = (actions, client_aliases, consents, lagon_reports, oppositions)
_EMPTIED = (manual_entries, situation_answers, bilan_lines, gap_replies, bilans)
_NO_VERSION = -1  # what was typed of another bilan is put back only where nothing was answered


class DoublesWriting:
    """Writing what persons decided about probable doubles."""

    _connection: Connection

    def add_apart(self, pairs: Iterable[Pair], author: str, at: datetime) -> None:
        """Keep that these pairs, of whom nobody said it yet, are not doubles."""
        rows = [{"low_id": low, "high_id": high, "author": author, "at": at} for low, high in pairs]
        if rows:
            self._connection.execute(insert(not_doubles), rows)

    def move_client(self, old_id: int, new_id: int) -> list[tuple[str, int]]:
        """Give another client all that names one, but for contracts, dossiers, entries and bilan.

        The actes stay as they are. Return what moved, by table and id.
        """
        self._move_apart(old_id, new_id)
        self._move_drafts(old_id, new_id)
        return [
            (table.name, row_id) for table in _MOVED for row_id in self._move(table, old_id, new_id)
        ]

    def empty_client(self, client_id: int) -> None:
        """Remove what persons entered of a client, and his bilan."""
        for table in _EMPTIED:
            self._connection.execute(delete(table).where(table.c.client_id == client_id))

    def _move(self, table: Table, old_id: int, new_id: int) -> list[int]:
        mine = table.c.client_id == old_id
        ids = list(self._connection.scalars(select(table.c.id).where(mine).order_by(table.c.id)))
        self._connection.execute(update(table).where(mine).values(client_id=new_id))
        return ids

    def _move_drafts(self, old_id: int, new_id: int) -> None:
        """Give what was typed of a bilan and not saved, but to who typed of the other's too."""
        theirs = bilan_drafts.c.client_id == old_id
        known = select(bilan_drafts.c.author).where(bilan_drafts.c.client_id == new_id)
        moved = update(bilan_drafts).where(theirs, bilan_drafts.c.author.not_in(known))
        self._connection.execute(moved.values(client_id=new_id, version=_NO_VERSION))
        self._connection.execute(delete(bilan_drafts).where(theirs))

    def _move_apart(self, old_id: int, new_id: int) -> None:
        """Whoever is not one of them is not the other either."""
        rows = list(self._connection.execute(select(not_doubles)))
        known = {(row.low_id, row.high_id) for row in rows}
        for row in rows:
            if old_id in (row.low_id, row.high_id):
                other = row.high_id if row.low_id == old_id else row.low_id
                pair = (min(other, new_id), max(other, new_id))
                if other != new_id and pair not in known:
                    self.add_apart([pair], row.author, row.at)
        named = (not_doubles.c.low_id == old_id) | (not_doubles.c.high_id == old_id)
        self._connection.execute(delete(not_doubles).where(named))
