"""Counting on from a store that is replaced: a sheet may still show what it held.

The store put back gives no number again, and no version of a dossier or of a bilan comes round
again: a form left open would be saved as another's, or over what was saved since.
"""

from datetime import datetime

from sqlalchemy import Column, Connection, insert, select, update

from mplus3_xl.domain.bilan.kept import version_beyond
from mplus3_xl.services.records import Change
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.tables.bilans import bilan_drafts, bilans
from mplus3_xl.store.tables.calls import kept_drafts
from mplus3_xl.store.tables.lagon import clients, dossiers
from mplus3_xl.store.writing import StoreWriter

_COUNTED_ON = "counted_on"
"""The field of the journal's line that says how far the numbers of a replaced store went."""
_NUMBERED = ("clients", "contracts", "dossiers", "actions", "lagon_reports", "actes")
"""What sheets show the number of."""


def count_on(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Let `new`, which `author` puts back in the place of `old`, go on from its numbers."""
    _go_on_numbering(old, new, author, now)
    _hold_bilans(old, new, author, now)
    _outgrow(old, new, dossiers.c.id, kept_drafts.c.dossier_id)
    _outgrow(old, new, bilans.c.client_id, bilan_drafts.c.client_id)


def _go_on_numbering(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Tell the last number of each kind in the journal: whoever is next comes after it."""
    given, held = StoreReader(old), StoreWriter(new)
    lines = [
        Change(each, given.next_id(each) - 1, _COUNTED_ON, None, None)
        for each in _NUMBERED
        if given.next_id(each) > held.next_id(each)
    ]
    held.write_journal(lines, now, author)


def _hold_bilans(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Begin each bilan that only the replaced store has, as one that was taken back: empty."""
    client_ids, erased = select(bilans.c.client_id), StoreReader(new).erasures()
    known = set(new.scalars(select(clients.c.id))) - {each.client_id for each in erased}
    missing = known.intersection(old.scalars(client_ids)).difference(new.scalars(client_ids))
    made = {"version": 0, "saved_at": now, "saved_by": author}
    for client_id in missing:
        new.execute(insert(bilans).values(client_id=client_id, **made))


def _outgrow(old: Connection, new: Connection, key: Column[int], typed_on: Column[int]) -> None:
    """Give each row that the two hold otherwise a version that no sheet knows.

    `key` is the id of the rows, `typed_on` that of their drafts: those of the version follow it.
    """
    rows, drafts = key.table, typed_on.table
    held = {row._mapping[key]: row for row in old.execute(select(rows))}
    for row in new.execute(select(rows)).all():
        own = row._mapping[key]
        if own in held and held[own] != row:
            version = version_beyond(held[own].version, row.version)
            there = (typed_on == own, drafts.c.version == row.version)
            new.execute(update(drafts).where(*there).values(version=version))
            new.execute(update(rows).where(key == own).values(version=version))
