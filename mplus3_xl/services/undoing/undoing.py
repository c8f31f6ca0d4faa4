"""Taking back one's last save of a dossier, or of the bilan that was opened from it.

The journal only grows: taking back is a new change that says so. An import, an acte and an
opposition are never taken back; an attempt stays, its author strikes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import names_in
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.bilan.undoing import of_bilan, still_as_saved, undo_bilan
from mplus3_xl.services.changes.batches import UndoneBatch, in_step, undo_batch
from mplus3_xl.services.changes.journal import told
from mplus3_xl.services.changes.reading_back import before
from mplus3_xl.services.changes.saving import Saved, dossier_of, saved_of, write_change
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.queue.replanning import replan
from mplus3_xl.services.records import JournalLine, Save
from mplus3_xl.services.undoing.taking_back import take_back

_ROWS = ("actions", "lagon_reports")
"""What a save makes for lists of their own, where it changes without a save."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the save, and the dossier as it is again.

    Of a `batch`, the dossier is its first. `attempt_kept` is the attempt that the save recorded: a
    call that was made still counts.
    """

    save: Save
    saved: Saved
    attempt_kept: int | None = None
    batch: UndoneBatch | None = None


def undo_last(store: Store, author: str, now: datetime, asked: int | None = None) -> Undone:
    """Take back the author's last save that he did not take back yet; a batch as a whole.

    `asked` is the save that he was asked about; 0 if he was told of none. Raises UserError: nothing
    to take back, another save than that one, an acte or an opposition followed from it, or somebody
    or an import changed the dossier since.
    """
    with store.write() as unit:
        save = unit.last_save_of(author)
        if save is None:
            raise UserError(
                "rien_a_annuler",
                "Vous n’avez aucun enregistrement à annuler.",
                "Seuls vos propres enregistrements s’annulent ; un import et la clôture d’un mois "
                "ne s’annulent pas.",
            )
        if asked not in (None, save.id):
            raise UserError(
                "autre_enregistrement",
                f"Vous avez enregistré autre chose depuis la question, le "
                f"{save.at:%d/%m/%Y à %H:%M} (un autre classeur ouvert à votre nom ?).",
                "Rien n’a été annulé. Recommencez : la question dira ce qui s’annule à présent.",
            )
        if save.batch is not None:
            batch = undo_batch(unit, save.batch, author, now)
            return Undone(save, saved_of(batch.first, repeated=False), batch=batch)
        return _undo_save(unit, save, author, now)


def undoable(unit: Glance, save: Save) -> tuple[Dossier, Sequence[JournalLine]]:
    """Return the dossier of a save that is no batch, and its lines.

    Raises UserError: the dossier is gone, an acte or an opposition followed from the save, or
    somebody changed the dossier since.
    """
    lines = unit.lines_of_save(save)
    dossier = dossier_of(unit, save.dossier_id)
    _refuse_for_ever(unit, dossier, save, lines)
    _refuse_overtaken(unit, save, lines)
    if of_bilan(save):
        still_as_saved(unit, dossier, lines)
    return dossier, lines


def _undo_save(unit: Writing, save: Save, author: str, now: datetime) -> Undone:
    dossier, lines = undoable(unit, save)
    if of_bilan(save):
        return Undone(save, undo_bilan(unit, dossier, lines, save, now))
    draft = unit.draft_of(dossier.id)
    content = _content_before(draft.content if draft else {}, lines)
    ids = (unit.next_id("saves"), None, dossier.id, dossier.version + 1)
    undo = Save(*ids, author, now, undoes=save.id)
    others = list(take_back(unit, lines, undo))
    older = before(dossier, lines)
    (new,) = in_step(unit, [older.tagged(older.tags, now.date())], now.date())
    kept = next((line.subject_id for line in lines if line.subject == "attempts"), None)
    saved = write_change(unit, dossier, new, content, undo, others)
    _let_go(unit, new, undo)
    return Undone(save, saved, kept)


def _let_go(unit: Writing, dossier: Dossier, undo: Save) -> None:
    """Leave the contracts that Lagon meanwhile gave to other clients to them, to be called.

    They had stayed in the dossier as long as its M+3 was done.
    """
    others = {each.client_id for each in unit.contracts_in(dossier.id)} - {dossier.client_id}
    if others:
        lines = replan(unit, reglages_in(unit).spans, undo.at.date(), others)
        unit.write_journal(lines, undo.at, undo.author)


def _refuse_for_ever(
    unit: Glance, dossier: Dossier, save: Save, lines: Sequence[JournalLine]
) -> None:
    for acte in unit.actes_of(dossier.client_id):
        if acte.save_id == save.id:
            raise UserError(
                "acte_definitif",
                f"Cet enregistrement a créé l’acte n° {acte.id}, qui ne change plus.",
                "Pour le rectifier, faites un acte correctif depuis la feuille Actes.",
            )
    if any(line.field == "closing" and line.new == Closing.OPPOSITION for line in lines):
        raise UserError(
            "opposition_definitive",
            "Cet enregistrement note une opposition : elle vaut pour toujours.",
            "Rien n’a été annulé. N’appelez plus ce client.",
        )


def _refuse_overtaken(unit: Glance, save: Save, lines: Sequence[JournalLine]) -> None:
    made = {(line.subject, line.subject_id) for line in lines if line.subject in _ROWS}
    since = unit.lines_since(save.dossier_id, lines[-1].id)
    since += _standing(unit.row_lines_since(made, lines[-1].id))
    if since:
        one = [line for line in since if (line.at, line.author) == (since[-1].at, since[-1].author)]
        raise UserError(
            "annulation_depassee",
            f"Ce dossier a changé depuis votre enregistrement du {save.at:%d/%m/%Y à %H:%M}. "
            f"Dernier changement : {told(one, names_in(unit))}",
            "Rien n’a été annulé. Ouvrez la fiche ou le bilan, et corrigez à la main.",
        )


def _standing(lines: Sequence[JournalLine]) -> list[JournalLine]:
    """Return what undoing would lose: not a day of Reports that an export took off again."""
    last = {(line.subject, line.subject_id, line.field): line for line in lines}
    return [line for line in last.values() if line.subject != "lagon_reports" or line.new]


def _content_before(content: Mapping[str, str], lines: Sequence[JournalLine]) -> dict[str, str]:
    older = {line.field: line.old for line in lines if line.subject == "drafts"}
    return {name: text for name, text in {**content, **older}.items() if text is not None}
