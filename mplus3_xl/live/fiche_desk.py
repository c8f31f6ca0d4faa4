"""The call form on the desk: opened, its typing kept, shown again after a change."""

import uuid
from datetime import date, datetime

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.call_facts import CallFacts
from mplus3_xl.domain.cases import Case, ClientCard
from mplus3_xl.domain.client_places import zone_of
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue import QueueRow, rank
from mplus3_xl.errors import UserError
from mplus3_xl.layout import fiche, file
from mplus3_xl.layout.french import count, slot
from mplus3_xl.live import draft_words, fiche_form
from mplus3_xl.live.call_reading import Values
from mplus3_xl.live.call_script import shown_words, words_of
from mplus3_xl.live.call_showing import hidden
from mplus3_xl.live.messages import message_of
from mplus3_xl.live.port import Desk, FieldValue
from mplus3_xl.live.queue_desk import write_queue
from mplus3_xl.live.shown_after import sheet_follows
from mplus3_xl.services.batches import UndoneBatch
from mplus3_xl.services.dossiers import keep_draft
from mplus3_xl.services.last_change import LastChange
from mplus3_xl.services.people import who_am_i
from mplus3_xl.services.preparation import Preparation, prepare
from mplus3_xl.services.records import Draft
from mplus3_xl.services.undoing import Undone, undo_last


def open_fiche(desk: Desk, workspace: Workspace, dossier_id: int) -> None:
    """Show the form of a dossier, once what is typed in the one shown is kept. Raises UserError."""
    keep_typing(desk, workspace)
    show_fiche(desk, workspace, dossier_id)


def show_fiche(desk: Desk, workspace: Workspace, dossier_id: int, message: str = "") -> QueueRow:
    """Write the whole form of a dossier; return its row of the queue.

    A `message` says what was done to the dossier that the form shows already: its name stays, and
    a block less is a call less.
    """
    shown = prepared(workspace, dossier_id)
    row = row_of(shown.facts, workspace)
    made = _whole(shown, row, workspace, message)
    if message:
        del made[fiche_form.NAME]
    desk.write_form(made)
    desk.go_to(fiche.TITLE)
    return row


def prepared(workspace: Workspace, dossier_id: int) -> Preparation:
    """Read all that the form of a dossier needs. Raises UserError if it is gone."""
    sites = workspace.agencies.by_name()
    return prepare(workspace.store(), dossier_id, sites, workspace.now, workspace.limits)


def call_under_way(dossier: Dossier, me: str, today: date) -> list[str]:
    """Say that a colleague began to call the client today, and noted no outcome yet."""
    since = dossier.calling_since
    if since is None or since.date() != today or dossier.calling_by == me:
        return []
    return [f"{dossier.calling_by} appelle ce client depuis {since:%H:%M}, sans issue notée."]


def open_code(values: Values) -> int:
    """Return the dossier that the form shows. Raises UserError if there is none."""
    code = values[fiche_form.CODE]
    if not isinstance(code, int):
        raise UserError(
            "fiche_vide",
            "Aucun dossier n’est ouvert dans la fiche.",
            "Choisissez une ligne de la file, puis « Ouvrir la fiche ».",
        )
    return code


def keep_typing(desk: Desk, workspace: Workspace) -> Values:
    """Keep what is typed in the form that is shown and not saved; return it. Raises UserError."""
    values = desk.read_form(fiche_form.NAMES)
    code, version = values[fiche_form.CODE], values[fiche_form.VERSION]
    if not isinstance(code, int) or not isinstance(version, int):
        return values
    try:
        shown = prepared(workspace, code)
    except UserError as gone:
        _leave(desk, gone)
        return values
    held, typed = shown.draft_for(author()), fiche_form.unsaved(values, shown, workspace.today)
    if typed != (held.content if held else {}):
        keep_draft(workspace.store(), code, typed, author(), workspace.now, version)
    return values


def without_typing(desk: Desk) -> FieldValue:
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


def take_back(
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
        write_queue_row(desk, row_of(prepared(workspace, dossier_id).facts, workspace))


def row_of(facts: CallFacts, workspace: Workspace) -> QueueRow:
    """Return what the queue shows of a dossier, but for its rank."""
    client = facts.client
    card = ClientCard(
        client.number,
        client.name,
        facts.client_type,
        client.phone,
        client.email,
        client.first_effect,
        client.name_only,
        zone_of(client.postal_code),
    )
    case = Case(
        dossier=facts.dossier,
        client=card,
        contracts=tuple(sorted(each.number for each in facts.contracts)),
        families=tuple(sorted({each.family for each in facts.contracts if each.family})),
        absent=any(each.absent_since for each in facts.contracts),
        probable_replacement=any(each.probable_replacement for each in facts.contracts),
        contacts=facts.contacts,
        first_held=min((each.effect_date for each in facts.contracts), default=None),
        refused_on=facts.refused_at.date() if facts.refused_at else None,
    )
    return rank([case], workspace.agencies.by_name(), workspace.now, workspace.limits)[0]


def write_queue_row(desk: Desk, row: QueueRow) -> None:
    """Write the row of a dossier in the queue, if it is there; its rank stays."""
    keys = [column.key for column in file.COLUMNS]
    cells = dict(zip(keys, file.values(row), strict=True))
    del cells["rang"]
    desk.write_row(file.TABLE, cells)


def _whole(
    shown: Preparation, row: QueueRow, workspace: Workspace, message: str
) -> fiche_form.Shown:
    """Return the form of a dossier for whoever clicks, with what there is to say of it."""
    me = author()
    draft = shown.draft_for(me)
    content = draft.content if draft else {}
    today = workspace.today
    made = fiche_form.whole(shown, row, content, str(uuid.uuid4()), today)
    if draft in shown.kept:
        made[fiche_form.CHANGED] = fiche_form.UNSAVED
    site = workspace.agencies.by_name().get(shown.facts.dossier.agency or "")
    caller = who_am_i(workspace.store(), me, workspace.now).charge_clientele
    words = words_of(shown, site, caller, workspace.reglages.texts)
    retyping = shown.retyping.sentence if shown.retyping else ""
    under_way = call_under_way(shown.facts.dossier, me, workspace.today)
    said = [
        message,
        *under_way,
        *_said_of_drafts(shown, draft, me, workspace.today),
        hidden(shown),
        retyping,
    ]
    return made | shown_words(words) | message_of(fiche.TITLE, "\n".join(filter(None, said)))


def _said_of_drafts(shown: Preparation, held: Draft | None, me: str, today: date) -> list[str]:
    """Say what was typed in this form and not saved, by oneself or by others."""
    said = []
    for draft in shown.kept:
        when = _when(draft.at)
        if draft is held:
            said.append(f"Votre saisie {when}, non enregistrée, est remise.")
        elif draft.author == me:
            texts = draft_words.told(fiche_form.still_unsaved(draft.content, shown, today))
            if texts:
                said.append(f"Votre saisie {when} d’avant ce changement, à reprendre : {texts}.")
        else:
            said.append(f"{draft.author} a une saisie {when}, non enregistrée.")
    return said


def _given_back(undone: UndoneBatch) -> str:
    said = count(undone.given_back, "dossier est comme avant", "dossiers sont comme avant")
    if not undone.left:
        return f"{said}."
    return f"{said} ; {count(undone.left, 'laissé, modifié', 'laissés, modifiés')} depuis."


def _when(moment: datetime) -> str:
    return f"du {slot(moment).removeprefix('le ')}"


def _leave(desk: Desk, gone: UserError) -> None:
    """Ask before a form is left whose dossier is no longer there to keep its draft."""
    if gone.code != "dossier_absent" or not desk.ask(
        f"{gone.what} Ce que vous avez tapé dans sa fiche sera perdu. Continuer quand même ?",
        for_good=True,
    ):
        raise gone
