"""The call form on the desk: opened, its typing kept, shown again after a change."""

import uuid
from datetime import date, datetime

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.queue.calls_begun import (
    begun_by_another,
    begun_said,
    called_by_another,
    called_said,
)
from mplus3_xl.domain.queue.cases import Case
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.errors import UserError
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.french import moment
from mplus3_xl.layout.queue import file, file_columns
from mplus3_xl.live.call import call_pieces, draft_words, fiche_form
from mplus3_xl.live.call.call_script import shown_words, words_of
from mplus3_xl.live.call.call_showing import hidden
from mplus3_xl.live.port import Desk, Fields, Values
from mplus3_xl.live.sheet.cell_texts import text_of
from mplus3_xl.live.sheet.messages import message_of
from mplus3_xl.services.agency.naming import who_am_i
from mplus3_xl.services.call.preparation import Preparation, prepare
from mplus3_xl.services.changes.saving import DossierGoneError
from mplus3_xl.services.queue.dossiers import keep_draft, version_saved
from mplus3_xl.services.records import Draft


def open_fiche(desk: Desk, workspace: Workspace, dossier_id: int) -> None:
    """Show the form of a dossier, once what is typed in the one shown is kept. Raises UserError."""
    keep_typing(desk, workspace)
    show_fiche(desk, workspace, dossier_id)


def show_fiche(desk: Desk, workspace: Workspace, dossier_id: int, message: str = "") -> QueueRow:
    """Write the whole form of a dossier; return its row of the queue.

    A `message` says what was done to it, or who was passed over to come to it.
    """
    shown = prepared(workspace, dossier_id)
    row = queue_row(shown, workspace)
    desk.write_form(_whole(shown, row, workspace, message))
    desk.go_to(fiche.TITLE)
    return row


def prepared(workspace: Workspace, dossier_id: int) -> Preparation:
    """Read all that the form of a dossier needs. Raises UserError if it is gone."""
    return prepare(workspace.store(), dossier_id, workspace.sites, workspace.now)


def call_under_way(shown: Preparation, me: str, now: datetime) -> str:
    """Say that a colleague calls the client now."""
    dossier = shown.facts.dossier
    return called_said(dossier, _caller(shown)) if called_by_another(dossier, me, now) else ""


def call_begun(shown: Preparation, me: str, now: datetime) -> str:
    """Say that a colleague calls the client, or did earlier in the day and noted no outcome."""
    dossier, since = shown.facts.dossier, shown.facts.dossier.calling_since
    if said := call_under_way(shown, me, now):
        return said
    earlier = since is not None and since.date() == now.date() and begun_by_another(dossier, me)
    return begun_said(dossier, _caller(shown)) if earlier else ""


def open_code(values: Values) -> int:
    """Return the dossier that the form shows. Raises UserError if there is none."""
    code = fiche_form.code_of(values)
    if code is None:
        raise UserError(
            "fiche_vide",
            "Aucun dossier n’est ouvert dans la fiche.",
            "Choisissez une ligne de la file, puis « Ouvrir la fiche ».",
        )
    return code


def keep_typing(desk: Desk, workspace: Workspace) -> Values:
    """Keep what is typed in the form that is shown and not saved; return it. Raises UserError."""
    values = desk.read_form(fiche_form.NAMES)
    keep_typed(desk, workspace, values)
    return values


def keep_typed(desk: Desk, workspace: Workspace, values: Values) -> None:
    """Keep the `values` that were read of the form, if they are not saved. Raises UserError."""
    code, version = fiche_form.code_of(values), values[fiche_form.VERSION]
    if code is None or not isinstance(version, int):
        return
    try:
        shown = prepared(workspace, code)
    except DossierGoneError as gone:
        leave_gone(desk, gone, "sa fiche")
        return
    _leave_gone_pieces(desk, values, shown)
    held, typed = shown.draft_for(author()), fiche_form.unsaved(values, shown, workspace.today)
    if version != shown.facts.dossier.version and (saved := saved_as(workspace, values)):
        typed, version = fiche_form.unsaved_since(values, shown, workspace.today), saved
    if typed != (held.content if held else {}):
        keep_draft(workspace.store(), code, typed, author(), workspace.now, version)


def saved_as(workspace: Workspace, values: Values) -> int | None:
    """Return the version of the dossier that the form made already, if a click saved it."""
    return version_saved(workspace.store(), text_of(values[fiche_form.FORM_ID]))


def _leave_gone_pieces(desk: Desk, values: Values, shown: Preparation) -> None:
    """Ask before what is typed of a piece asked for no more is lost. Raises UserError."""
    lost = call_pieces.typed_in_vain(values[call_pieces.BLOCK], shown)
    said = "\n".join(each.message for each in lost)
    if lost and not desk.ask(f"{said}\nQuitter la fiche sans le garder ?", for_good=True):
        raise UserError(
            "piece_non_demandee",
            "La fiche reste ouverte, avec ce que vous y avez tapé d’une pièce qui n’est plus "
            "demandée.",
            "Écrivez-le dans la note s’il faut le garder, videz la ligne de la pièce, puis "
            "recommencez.",
        )


def queue_row(shown: Preparation, workspace: Workspace) -> QueueRow:
    """Return what the queue shows of a dossier, but for its rank."""
    case = shown.facts.case(workspace.today)
    return rank(
        side_by_side(Case._fields, [case]), workspace.sites, workspace.now, workspace.limits
    )[0]


def _caller(shown: Preparation) -> str:
    return shown.named(shown.facts.dossier.calling_by)


def write_queue_row(desk: Desk, row: QueueRow) -> None:
    """Write the row of a dossier in the queue, if it is there; its rank stays."""
    cells = {key: cell for key, (cell,) in file_columns.columns_of(Queue.of([row])).items()}
    del cells["rang"]
    desk.write_row(file.TABLE, cells)


def _whole(shown: Preparation, row: QueueRow, workspace: Workspace, message: str) -> Fields:
    """Return the form of a dossier for whoever clicks, with what there is to say of it."""
    me = author()
    draft = shown.draft_for(me)
    content = draft.content if draft else {}
    today = workspace.today
    made = fiche_form.whole(shown, row, content, str(uuid.uuid4()), today)
    if draft in shown.kept:
        made[fiche_form.CHANGED] = fiche_form.UNSAVED
    site = workspace.sites.get(shown.facts.dossier.agency or "")
    caller = who_am_i(workspace.store(), me, workspace.now).charge_clientele
    words = words_of(shown, site, caller, workspace.reglages.texts)
    retyping = shown.retyping.sentence if shown.retyping else ""
    said = [
        message,
        call_begun(shown, me, workspace.now),
        *_said_of_drafts(shown, draft, me, workspace.today),
        hidden(shown),
        retyping,
    ]
    return made | shown_words(words) | message_of(fiche.TITLE, "\n".join(filter(None, said)))


def _said_of_drafts(shown: Preparation, held: Draft | None, me: str, today: date) -> list[str]:
    """Say what was typed in this form and not saved, by oneself or by others."""
    said = []
    numbers = {each.id: each.number for each in shown.facts.contracts}
    for draft in shown.kept:
        when = f"du {moment(draft.at)}"
        if draft is held:
            said.append(f"Votre saisie {when}, non enregistrée, est remise.")
        elif draft.author == me:
            texts = fiche_form.still_unsaved(draft.content, shown, today)
            if words := draft_words.told(texts, numbers):
                said.append(f"Votre saisie {when} d’avant ce changement, à reprendre : {words}.")
        else:
            said.append(f"{shown.named(draft.author)} a une saisie {when}, non enregistrée.")
    return said


def leave_gone(desk: Desk, gone: DossierGoneError, where: str) -> None:
    """Ask before a sheet is left whose dossier is no longer there to keep what is typed.

    Raises `gone` if the person stays.
    """
    if not desk.ask(
        f"{gone.what} Ce que vous avez tapé dans {where} sera perdu. Continuer quand même ?",
        for_good=True,
    ):
        raise gone
