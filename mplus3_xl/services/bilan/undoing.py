"""A save of a bilan, recorded and taken back: answers, lines, replies and actions are as before.

The version goes on, so that a sheet that still shows what was taken back cannot be saved.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from mplus3_xl.domain.bilan.kept import KeptBilan, version_beyond
from mplus3_xl.domain.model import Dossier
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of
from mplus3_xl.services.changes.bilan_changes import bilan_before, changes_of, stands
from mplus3_xl.services.changes.journaling import BILAN
from mplus3_xl.services.changes.saving import Saved, saved_of
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change, JournalLine, Save

_FORM = "bilan-"  # how the id of the form of a bilan begins; that of a call is a UUID


def record_bilan(
    unit: Writing, dossier: Dossier, changes: Sequence[Change], author: str, now: datetime
) -> None:
    """Record what a bilan changed as a save of its dossier, whose version stays."""
    if changes:
        number = unit.next_id("saves")
        ids = (number, f"{_FORM}{number}", dossier.id, dossier.version)
        unit.record_saves([(Save(*ids, author, now), changes)])


def of_bilan(save: Save) -> bool:
    """Say whether a save is that of a bilan."""
    return (save.form_id or "").startswith(_FORM)


def still_as_saved(unit: Glance, dossier: Dossier, lines: Sequence[JournalLine]) -> KeptBilan:
    """Return the bilan. Raises UserError if what the lines of a save changed is otherwise now."""
    kept = unit.kept_bilan(dossier.client_id)
    if kept is None or not stands(kept, _of_bilan(lines)):
        who = f" {saved_said(unit, kept)}" if kept else ""
        raise UserError(
            "annulation_depassee",
            f"Ce bilan a été changé{who}, depuis votre enregistrement.",
            "Rien n’a été annulé. Ouvrez le bilan et corrigez-le à la main.",
        )
    if any(_moved(unit, _added(lines))):
        raise UserError(
            "annulation_depassee",
            "Une action que ce bilan a ajoutée est faite, ou n’existe plus.",
            "Rien n’a été annulé. Ouvrez le bilan et corrigez-le à la main.",
        )
    return kept


def undo_bilan(
    unit: Writing, dossier: Dossier, lines: Sequence[JournalLine], save: Save, now: datetime
) -> Saved:
    """Give back what the lines of a save changed. Raises UserError if some of it changed since."""
    kept = still_as_saved(unit, dossier, lines)
    before = bilan_before(kept, _of_bilan(lines))._replace(
        version=version_beyond(kept.version), saved_at=now, saved_by=save.author, form_id=None
    )
    unit.write_bilan(before)
    unit.remove("actions", _added(lines))
    removed = [
        Change(line.subject, line.subject_id, line.field, line.new, line.old)
        for line in lines
        if line.subject == "actions"
    ]
    changes = (*changes_of(kept, before), *removed)
    ids = (unit.next_id("saves"), None, dossier.id, dossier.version)
    unit.record_saves([(Save(*ids, save.author, now, undoes=save.id), changes)])
    return saved_of(dossier, changes, repeated=False)


def saved_said(unit: Glance, kept: KeptBilan) -> str:
    """Say who saved a bilan, and when."""
    return f"par {name_of(unit, kept.saved_by)} le {kept.saved_at:%d/%m/%Y à %H:%M}"


def _of_bilan(lines: Sequence[JournalLine]) -> list[JournalLine]:
    return [line for line in lines if line.subject in BILAN]


def _added(lines: Sequence[JournalLine]) -> list[int]:
    return [line.subject_id for line in lines if line.subject == "actions"]


def _moved(unit: Glance, actions: Iterable[int]) -> Iterator[bool]:
    """Say of each action whether it is gone or done."""
    for each in actions:
        action = unit.action(each)
        yield action is None or action.done_on is not None
