"""Taking back one's last save: asked first, done, then shown where it was made."""

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.live.call import fiche_form
from mplus3_xl.live.call.fiche_desk import prepared, queue_row, show_fiche, write_queue_row
from mplus3_xl.live.port import Desk, FieldValue
from mplus3_xl.live.queue.queue_desk import write_queue
from mplus3_xl.live.shown_after import sheet_follows
from mplus3_xl.services.changes.batches import UndoneBatch
from mplus3_xl.services.undoing.last_change import LastChange, last_change
from mplus3_xl.services.undoing.undoing import Undone, undo_last


def take_back_last(desk: Desk, workspace: Workspace) -> None:
    """Take back the last save of whoever clicks, once he said yes. Raises UserError."""
    change = last_change(workspace.store(), author())
    question = f"Annuler votre dernier enregistrement ? {change.said}" if change else ""
    if change and change.of_bilan:
        if desk.ask(question):
            from mplus3_xl.live.bilan import bilan_desk

            bilan_desk.take_back(desk, workspace, change)
        return
    in_front = _without_typing(desk)
    if change is None or desk.ask(question):
        _take_back(desk, workspace, change, in_front)


def _without_typing(desk: Desk) -> FieldValue:
    """Return the dossier of the form that is shown. Raises UserError: it holds unsaved typing.

    Nothing is taken back under it: the typing could not be told from what was saved.
    """
    open_form = desk.read_form([fiche_form.CODE, fiche_form.CHANGED])
    if open_form[fiche_form.CHANGED] is not None:
        raise UserError(
            "saisie_en_cours",
            "La fiche contient une saisie qui n’est pas enregistrée.",
            "Enregistrez-la, ou ouvrez une autre fiche (elle est gardée), puis annulez.",
        )
    return open_form[fiche_form.CODE]


def _take_back(
    desk: Desk, workspace: Workspace, change: LastChange | None, in_front: FieldValue
) -> None:
    """Take back one's last save and show it, on the form of the dossier `in_front` if it is its.

    Raises UserError; always, without a `change` that was asked about.
    """
    undone = undo_last(workspace.store(), author(), workspace.now, change.save_id if change else 0)
    done = "Rien à reprendre" if change and change.only_attempt else "Annulé"
    message = f"{done} : {change.said}" if change else ""
    if undone.batch is not None:
        message = f"{message} {_given_back(undone.batch)}"
    elif undone.attempt_kept is not None:
        message = f"{message} L’essai reste compté : s’il est faux, barrez-le."
    with sheet_follows(desk, message):
        _show_undone(desk, workspace, undone, message, in_front)


def _show_undone(
    desk: Desk, workspace: Workspace, undone: Undone, message: str, in_front: FieldValue
) -> None:
    dossier_id = undone.saved.dossier_id
    if undone.batch is not None:
        write_queue(desk, workspace)
        desk.tell(message)
    elif in_front == dossier_id:
        write_queue_row(desk, show_fiche(desk, workspace, dossier_id, message))
    else:
        desk.tell(message)
        write_queue_row(desk, queue_row(prepared(workspace, dossier_id), workspace))


def _given_back(undone: UndoneBatch) -> str:
    said = count(undone.given_back, "dossier est comme avant", "dossiers sont comme avant")
    if not undone.left:
        return f"{said}."
    return f"{said} ; {count(undone.left, 'laissé, modifié', 'laissés, modifiés')} depuis."
