"""Counting on from a store that is replaced: a sheet may still show what it held.

The store put back gives no number again, and no version of a dossier, of a bilan or of what is set
comes round again: a sheet left open would be saved as another's, or over what was saved since.
"""

from datetime import datetime

from sqlalchemy import Column, Connection, func, insert, select, update

from mplus3_xl.domain.bilan.kept import version_beyond
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.services.agency.reglages_kept import kept_content
from mplus3_xl.services.records import Change, SettingsVersion
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.tables.bilans import bilan_drafts, bilans
from mplus3_xl.store.tables.calls import kept_drafts
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import clients, dossiers
from mplus3_xl.store.writing import StoreWriter

_COUNTED_ON = "counted_on"
"""The field of the journal's line that says how far the numbers of a replaced store went."""
_NUMBERED = ("clients", "contracts", "dossiers", "actions", "lagon_reports", "actes")
"""What sheets show the number of."""


def count_on(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Let `new`, which `author` puts back in the place of `old`, go on from its numbers."""
    _go_on_numbering(old, new, author, now)
    _set_again(old, new, author, now)
    _hold_bilans(old, new, author, now)
    _outgrow(old, new, "dossiers", dossiers.c.id, kept_drafts.c.dossier_id)
    _outgrow(old, new, "clients", bilans.c.client_id, bilan_drafts.c.client_id)


def _go_on_numbering(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Tell the last number of each kind in the journal: whoever is next comes after it."""
    given, held = StoreReader(old), StoreWriter(new)
    lines = [
        Change(each, given.next_id(each) - 1, _COUNTED_ON, None, None)
        for each in _NUMBERED
        if given.next_id(each) > held.next_id(each)
    ]
    held.write_journal(lines, now, author)


def _set_again(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Let what the store put back has set be a version that no sheet knows, if it lacks one."""
    unit, shown = StoreWriter(new), StoreReader(old).settings_version()
    if shown is None or unit.settings_version(shown.version) == shown:
        return
    held = unit.settings_version()
    version = version_beyond(shown.version, held.version if held else 0)
    content = held.content if held else kept_content(Reglages())
    unit.add_settings(SettingsVersion(version, now, author, content))


def _hold_bilans(old: Connection, new: Connection, author: str, now: datetime) -> None:
    """Begin each bilan that only the replaced store has, as one that was taken back: empty."""
    client_ids, erased = select(bilans.c.client_id), StoreReader(new).erasures()
    known = set(new.scalars(select(clients.c.id))) - {each.client_id for each in erased}
    missing = known.intersection(old.scalars(client_ids)).difference(new.scalars(client_ids))
    made = {"version": 0, "saved_at": now, "saved_by": author}
    for client_id in missing:
        new.execute(insert(bilans).values(client_id=client_id, **made))


def _outgrow(
    old: Connection, new: Connection, numbered: str, key: Column[int], typed_on: Column[int]
) -> None:
    """Give each row that the two hold otherwise, or `old` no more, a version that no sheet knows.

    `key` is the id of the rows, which those of the table `numbered` are given; `typed_on` is that
    of their drafts: those of the version follow it.
    """
    rows, drafts, given = key.table, typed_on.table, StoreReader(old).next_id(numbered)
    held = {row._mapping[key]: row for row in old.execute(select(rows))}
    # A row that is gone had no more versions than the journal has lines.
    gone = old.scalar(select(func.max(journal.c.id))) or 0
    for row in new.execute(select(rows).where(key < given)).all():
        own = row._mapping[key]
        if held.get(own) != row:
            version = version_beyond(held[own].version if own in held else gone, row.version)
            there = (typed_on == own, drafts.c.version == row.version)
            new.execute(update(drafts).where(*there).values(version=version))
            new.execute(update(rows).where(key == own).values(version=version))
