"""Counting on from a store that is replaced: a sheet may still show what it held.

The store put back gives no number again, and no version of a dossier, of a bilan or of what is set
comes round again: a sheet left open would be saved as another's, or over what was saved since.
"""

from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.bilan.kept import version_beyond
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.reglages.versions import Reglages
from mplus3_xl.services.agency.reglages_kept import kept_content
from mplus3_xl.services.records import Change, SettingsVersion
from mplus3_xl.store.asking import Asking, Changing
from mplus3_xl.store.call.bilan_reading import OF_BILAN
from mplus3_xl.store.changing import insert, update_all
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.writing import StoreWriter

_COUNTED_ON = "counted_on"
"""The field of the journal's line that says how far the numbers of a replaced store went."""
_NUMBERED = ("clients", "contracts", "dossiers", "actions", "lagon_reports", "actes")
"""What sheets show the number of."""


class _Versioned(NamedTuple):
    """A table whose rows have versions; those of the table `numbered` give them their ids.

    What was typed on a version stands in the table `drafts`, by the column `typed_on`.
    """

    table: str
    fields: tuple[str, ...]
    key: str
    numbered: str
    drafts: str
    typed_on: str


_DOSSIERS = _Versioned("dossiers", Dossier._fields, "id", "dossiers", "kept_drafts", "dossier_id")
_BILANS = _Versioned("bilans", OF_BILAN, "client_id", "clients", "bilan_drafts", "client_id")


def count_on(old: Asking, new: Changing, author: str, now: datetime) -> None:
    """Let `new`, which `author` puts back in the place of `old`, go on from its numbers."""
    _go_on_numbering(old, new, author, now)
    _set_again(old, new, author, now)
    _hold_bilans(old, new, author, now)
    _outgrow(old, new, _DOSSIERS)
    _outgrow(old, new, _BILANS)


def _go_on_numbering(old: Asking, new: Changing, author: str, now: datetime) -> None:
    """Tell the last number of each kind in the journal: whoever is next comes after it."""
    given, held = StoreReader(old), StoreWriter(new)
    lines = [
        Change(each, given.next_id(each) - 1, _COUNTED_ON, None, None)
        for each in _NUMBERED
        if given.next_id(each) > held.next_id(each)
    ]
    held.write_journal(lines, now, author)


def _set_again(old: Asking, new: Changing, author: str, now: datetime) -> None:
    """Let what the store put back has set be a version that no sheet knows, if it lacks one."""
    unit, shown = StoreWriter(new), StoreReader(old).settings_version()
    if shown is None or unit.settings_version(shown.version) == shown:
        return
    held = unit.settings_version()
    version = version_beyond(shown.version, held.version if held else 0)
    content = held.content if held else kept_content(Reglages())
    unit.add_settings(SettingsVersion(version, now, author, content))


def _hold_bilans(old: Asking, new: Changing, author: str, now: datetime) -> None:
    """Begin each bilan that only the replaced store has, as one that was taken back: empty."""
    erased = {each.client_id for each in StoreReader(new).erasures()}
    known = _ids(new, "id", "clients") - erased
    missing = known & _ids(old, "client_id", "bilans") - _ids(new, "client_id", "bilans")
    made = {"version": 0, "saved_at": now, "saved_by": author}
    insert(new, "bilans", *({"client_id": client_id, **made} for client_id in sorted(missing)))


def _ids(asking: Asking, column: str, table: str) -> set[int]:
    return {row_id for (row_id,) in asking.rows(f"SELECT {column} FROM {table}")}


def _outgrow(old: Asking, new: Changing, kind: _Versioned) -> None:
    """Give each row that the two hold otherwise, or `old` no more, a version that no sheet knows.

    The drafts of the version follow it.
    """
    query = f"SELECT {kind.key}, version, {', '.join(kind.fields)} FROM {kind.table}"
    held = {own: (version, told) for own, version, *told in old.rows(query)}
    # A row that is gone had no more versions than the journal has lines.
    ((gone,),) = old.rows("SELECT COALESCE(MAX(id), 0) FROM journal")
    given = {"given": StoreReader(old).next_id(kind.numbered)}
    for own, version, *told in new.rows(f"{query} WHERE {kind.key} < :given", given):
        before = held.get(own)
        if before != (version, told):
            beyond = {"version": version_beyond(before[0] if before else gone, version)}
            typed = {kind.typed_on: own, "version": version}
            update_all(new, kind.drafts, beyond, **typed)
            update_all(new, kind.table, beyond, **{kind.key: own})
