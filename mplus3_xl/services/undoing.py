"""Taking back one's last save of a dossier.

The journal only grows: taking back is a new change that says so. An import is never taken back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.errors import UserError
from mplus3_xl.services.journal import told
from mplus3_xl.services.ports import JournalLine, Reading, Save, Store
from mplus3_xl.services.saving import Saved, dossier_of, write_change


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the save, and the dossier as it is again."""

    save: Save
    saved: Saved


def undo_last(store: Store, author: str, now: datetime) -> Undone:
    """Take back the author's last save that he did not take back yet.

    Raises UserError: nothing to take back, or somebody or an import changed the dossier since.
    """
    with store.write() as unit:
        save = unit.last_save_of(author)
        if save is None:
            raise UserError(
                "rien_a_annuler",
                "Vous n’avez aucun enregistrement à annuler.",
                "Seuls vos propres enregistrements s’annulent ; un import ne s’annule pas.",
            )
        lines = unit.lines_of_save(save)
        _refuse_overtaken(unit, save, lines)
        dossier = dossier_of(unit, save.dossier_id)
        draft = unit.draft_of(dossier.id)
        content = _content_before(draft.content if draft else {}, lines)
        ids = (unit.next_id("saves"), None, dossier.id, dossier.version + 1)
        undo = Save(*ids, author, now, undoes=save.id)
        return Undone(
            save, write_change(unit, dossier, _tags_before(dossier, lines), content, undo)
        )


def _refuse_overtaken(unit: Reading, save: Save, lines: Sequence[JournalLine]) -> None:
    since = unit.lines_since(save.dossier_id, lines[-1].id)
    if since:
        one = [line for line in since if (line.at, line.author) == (since[-1].at, since[-1].author)]
        raise UserError(
            "annulation_depassee",
            f"Ce dossier a changé depuis votre enregistrement du {save.at:%d/%m/%Y à %H:%M}. "
            f"Dernier changement : {told(one)}",
            "Rien n’a été annulé. Ouvrez la fiche et corrigez-la à la main.",
        )


def _tags_before(dossier: Dossier, lines: Sequence[JournalLine]) -> Tags:
    changed = {
        line.field: Tag(line.old) if line.old else None
        for line in lines
        if line.subject == "dossiers"
    }
    return replace(dossier.tags, **changed)


def _content_before(content: Mapping[str, str], lines: Sequence[JournalLine]) -> dict[str, str]:
    before = {line.field: line.old for line in lines if line.subject == "drafts"}
    return {name: text for name, text in {**content, **before}.items() if text is not None}
