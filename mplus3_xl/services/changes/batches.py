"""One click on many dossiers: written at once, told line by line, taken back at once.

A batch changes nothing that the form of a dossier holds, so it leaves the dossiers' versions: a
call under way is still saved.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.lagon.dossier_planning import as_its_contracts_run
from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of
from mplus3_xl.services.changes.journaling import as_text, changes_between
from mplus3_xl.services.changes.reading_back import before
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import JournalLine, Save

Pairs = Sequence[tuple[Dossier, Dossier]]

_MADE = {
    "assigned_to": "affectation",
    "assigned_until": "affectation",
    "postponed_until": "délai avant l’appel",
    "postponed_reason": "délai avant l’appel",
    "closing": "clôture",
}


class UndoneBatch(NamedTuple):
    """A batch taken back: how many dossiers are as they were, how many changed since and stay.

    `first` is the first that is as it was.
    """

    first: Dossier
    given_back: int
    left: int


def write_batch(
    unit: Writing, pairs: Pairs, author: str, now: datetime, undoes: Mapping[int, int] | None = None
) -> None:
    """Write dossiers as they will be, with a save and its lines for each.

    `undoes`: by dossier, the save that is taken back.
    """
    if not pairs:
        return
    taken, first = undoes or {}, unit.next_id("saves")
    unit.change("dossiers", pairs)
    unit.record_saves(
        [
            (
                Save(first + at, None, old.id, old.version, author, now, taken.get(old.id), first),
                list(changes_between("dossiers", [(old, new)])),
            )
            for at, (old, new) in enumerate(pairs)
        ]
    )


def undo_batch(unit: Writing, batch: int, author: str, now: datetime) -> UndoneBatch:
    """Give the dossiers of a batch back what it changed, but those that it left since otherwise.

    Raises UserError when none is left as the batch made it.
    """
    saves = {save.dossier_id: save.id for save in unit.saves_of_batch(batch)}
    lines = _by_dossier(unit.lines_of_batch(batch))
    found = unit.dossiers_by_ids(saves)
    left = [each for each in found.values() if _stands(each, lines[each.id])]
    old = [before(dossier, lines[dossier.id]) for dossier in left]
    pairs = list(zip(left, in_step(unit, old, now.date()), strict=True))
    if not pairs:
        raise UserError(
            "annulation_depassee",
            f"Tous les dossiers de cette action ({len(saves)}) ont changé depuis.",
            "Rien n’a été annulé. Corrigez-les à la main.",
        )
    write_batch(unit, pairs, author, now, saves)
    return UndoneBatch(pairs[0][1], len(pairs), len(saves) - len(pairs))


def in_step(unit: Glance, dossiers: Sequence[Dossier], today: date) -> list[Dossier]:
    """Do not open again what an import would have closed meanwhile (R20).

    Its contracts ended, or Lagon gave them to another client.
    """
    held: dict[int | None, list[Contract]] = {dossier.id: [] for dossier in dossiers}
    for each in unit.contracts_of({dossier.client_id for dossier in dossiers}):
        if each.dossier_id in held:
            held[each.dossier_id].append(each)
    return [as_its_contracts_run(each, held[each.id], today) for each in dossiers]


def told_batch(unit: Glance, save: Save) -> str:
    """Say what a batch did: of how many dossiers, who, when."""
    count, first = len(unit.saves_of_batch(save.batch or save.id)), unit.lines_of_save(save)[0]
    dossiers = "1 dossier" if count == 1 else f"{count} dossiers"
    who = name_of(unit, save.author)
    return f"{dossiers} – {who}, le {save.at:%d/%m/%Y à %H:%M} : {_MADE[first.field]}."


def _by_dossier(lines: Sequence[JournalLine]) -> dict[int, list[JournalLine]]:
    found: dict[int, list[JournalLine]] = {}
    for line in lines:
        found.setdefault(line.subject_id, []).append(line)
    return found


def _stands(dossier: Dossier, lines: Sequence[JournalLine]) -> bool:
    """Say whether a dossier is still as the lines made it."""
    return all(as_text(getattr(dossier, line.field)) == line.new for line in lines)
