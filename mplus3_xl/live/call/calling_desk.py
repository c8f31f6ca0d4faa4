"""A call from the form: dialled through the gate, its fields confirmed, then saved whole."""

from collections.abc import Iterable
from dataclasses import replace

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.client.lagon_fields import confirm_all
from mplus3_xl.domain.client.required import required_fields
from mplus3_xl.domain.client.retyping import retype_offer
from mplus3_xl.domain.contact.calls import CallForm
from mplus3_xl.domain.contact.gate import Permission, Verdict
from mplus3_xl.domain.limits import Limits, limit
from mplus3_xl.domain.texts.script import templates
from mplus3_xl.domain.vocabulary import ClientType, FieldState, Tag
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.errors import UserError
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.call.call_fields import OUTCOME
from mplus3_xl.layout.french import count, slot
from mplus3_xl.live.call import call_pieces, call_reading, fiche_form
from mplus3_xl.live.call.fiche_desk import (
    call_under_way,
    open_code,
    prepared,
    saved_as,
    show_fiche,
    write_queue_row,
)
from mplus3_xl.live.port import Desk, FormRefusedError, Values
from mplus3_xl.live.sheet.cell_texts import text_of
from mplus3_xl.live.sheet.messages import message_of
from mplus3_xl.live.shown_after import sheet_follows
from mplus3_xl.services.call.call_saving import CallSaved, save_call
from mplus3_xl.services.call.calling import start_call
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.services.queue.dossiers import keep_draft, refuse_if_erased

NOTE_WAITS = (
    "La note reste dans la fiche : elle sera portée à l’essai quand vous en noterez l’issue."
)
ALREADY_SAVED = (
    "Cette fiche était déjà enregistrée, par un clic interrompu : rien n’est compté deux fois."
)
TYPED_SINCE = "Ce que vous y avez tapé depuis ne l’est pas encore : relisez-le, puis enregistrez."


def start(desk: Desk, workspace: Workspace) -> None:
    """Ask the gate, then dial the client of the form. Raises UserError."""
    if desk.front() != fiche.TITLE:
        raise UserError(
            "fiche_pas_ouverte",
            "Un appel se passe depuis la fiche du client, une fois qu’elle est lue.",
            "Ouvrez sa fiche, puis recommencez.",
        )
    values = desk.read_form(fiche_form.NAMES)
    dossier, attempted = open_code(values), call_reading.typed_attempt(values)
    shown, sites = prepared(workspace, dossier), workspace.sites
    verdict = shown.facts.verdict(
        shown.facts.site(sites),
        workspace.now,
        workspace.limits,
        attempted.breach_reason,
        attempted.manager,
    )
    if not _goes_on(desk, verdict, call_under_way(shown, author(), workspace.now)):
        desk.tell("Appel non passé.")
        return
    since = shown.facts.dossier.calling_since
    start_call(workspace.store(), dossier, attempted, sites, author(), workspace.now, since)
    client = shown.facts.client
    if client.phone:
        desk.dial(client.folded_phone or client.phone)
    at = f"au {client.phone}" if client.phone else ": son téléphone manque"
    seen = templates()["numero_visible"].text
    desk.tell(f"Appelez {client.name} {at}. Notez ensuite l’issue de l’appel.\n{seen}")


def _goes_on(desk: Desk, verdict: Verdict, under_way: str) -> bool:
    """Ask about what the gate warns of, and a colleague's call; a gate that refuses says so."""
    if verdict.permission is Permission.REFUSE:
        return True
    warned = verdict.message if verdict.permission is Permission.AVERTI else ""
    said = " ".join(filter(None, (warned, under_way)))
    return not said or desk.ask(f"{said} Appeler quand même ?", for_good=bool(under_way))


def confirm_fields(desk: Desk, workspace: Workspace) -> None:
    """Confirm every field asked that has no state yet (objective 1). Raises UserError."""
    values = desk.read_form(fiche_form.NAMES)
    shown = prepared(workspace, open_code(values))
    form, _ = call_reading.read(values, shown)
    asked = {each.code for each in required_fields(form.client_type or shown.facts.client_type)}
    after = {each.code: each for each in confirm_all(form.fields)}
    before = {each.code: each for each in form.fields}
    states = {code: (after if code in asked else before)[code].state for code in after}
    done = sum(state is not before[code].state for code, state in states.items())
    left = sum(states[code] is None for code in asked)
    said = f"{count(done, 'champ confirmé', 'champs confirmés')}."
    if left:
        said += f" {count(left, 'champ reste', 'champs restent')} à demander au client."
    desk.write_form(
        {fiche_form.STATES[code]: _word(state) for code, state in states.items()}
        | {fiche_form.CHANGED: fiche_form.UNSAVED}
        | message_of(fiche.TITLE, said)
    )


def save_fiche(desk: Desk, workspace: Workspace) -> None:
    """Save the call that the form holds; problems are marked on it. Raises UserError."""
    values: Values = desk.read_form(fiche_form.NAMES)
    code = open_code(values)
    try:
        shown = prepared(workspace, code)
        accepted = _retyped(desk, values, shown)
        values = {**values, **accepted}
        saved = _saved(workspace, shown, values, accepted)
    except FormRefusedError:
        raise
    except UserError as refused:
        stays = f"{refused.remedy} Ce que vous avez tapé reste dans la fiche."
        raise UserError(refused.code, refused.what, stays) from refused
    if saved.saved.repeated:
        said = _said_again(workspace, code, values)
    else:
        said = _said(saved, shown, workspace.limits, values)
    with sheet_follows(desk, said):
        write_queue_row(desk, show_fiche(desk, workspace, code, said))


def _word(state: FieldState | None) -> str | None:
    return state.label if state else None


def _retyped(desk: Desk, values: Values, shown: Preparation) -> Values:
    """Offer the type that the values speak for, when the Lagon file is said to be up to date.

    Return the cell of the type if the person accepts; it is written with what follows.
    """
    typed, stored = values["fiche_tag_lagon"], shown.facts.dossier.lagon
    if typed != Tag.OK or stored is Tag.OK:
        return {}
    known = {each.code: each.new or each.lagon for each in call_reading.read_fields(values, [])}
    chosen = next((each for each in ClientType if each.label == values[CLIENT_TYPE]), None)
    offer = retype_offer(chosen, known)
    if offer is None or not desk.ask(f"{offer.sentence} Le passer maintenant ?"):
        return {}
    return {CLIENT_TYPE: offer.client_type.label}


def _saved(workspace: Workspace, shown: Preparation, values: Values, accepted: Values) -> CallSaved:
    """Save what is typed. Raises FormRefusedError with every problem, by the cell to mark."""
    form, unreadable = call_reading.read(values, shown)
    typed = fiche_form.unsaved(values, shown, workspace.today)
    own = fiche_form.content(values)
    form = replace(form, content=own, passing={n: typed[n] for n in typed.keys() - own.keys()})
    if unreadable:
        refuse_if_erased(workspace.store(), shown.facts.client)
        _keep(workspace, form)
        raise _refused(unreadable, values, shown, accepted)
    try:
        return save_call(workspace.store(), form, workspace.sites, author(), workspace.now)
    except CallError as refused:
        raise _refused(refused.problems, values, shown, accepted) from refused


def _keep(workspace: Workspace, form: CallForm) -> None:
    typed = {**form.content, **form.passing}
    keep_draft(workspace.store(), form.dossier_id, typed, author(), workspace.now, form.version)


def _refused(
    problems: Iterable[FormProblem], values: Values, shown: Preparation, accepted: Values
) -> FormRefusedError:
    pieces = call_pieces.cells_of(values[call_pieces.BLOCK], shown)
    by_cell: dict[str, str] = {}
    for problem in problems:
        cell = call_reading.cell_of(problem, pieces)
        by_cell[cell] = "\n".join(filter(None, (by_cell.get(cell), problem.message)))
    return FormRefusedError("fiche_refusee", "Rien n’est enregistré.", by_cell, accepted)


def _informed(values: Values) -> bool:
    return values["fiche_info_donnee"] == YES


def _said_again(workspace: Workspace, code: int, values: Values) -> str:
    """Keep what was typed since the click that saved the form and was cut short; say so."""
    shown = prepared(workspace, code)
    typed = fiche_form.unsaved_since(values, shown, workspace.today)
    version = saved_as(workspace, values)
    keep_draft(workspace.store(), code, typed, author(), workspace.now, version)
    if version != shown.facts.dossier.version:  # somebody saved it since: it is told otherwise
        return ALREADY_SAVED
    own = shown.draft.content if shown.draft else {}
    return ALREADY_SAVED if typed == own else f"{ALREADY_SAVED} {TYPED_SINCE}"


def _said(saved: CallSaved, shown: Preparation, limits: Limits, values: Values) -> str:
    """Say what was saved, what it made, and what is to be looked at again."""
    if not saved.saved.changes:
        return "Rien n’a changé depuis le dernier enregistrement."
    name, status = shown.facts.client.name, saved.saved.status.label
    said = [f"Enregistré : {name}, statut « {status} »."]
    if saved.acte is not None:
        said[0] += f" Acte n° {saved.acte.id} créé : « Actes » montre le registre avec lui."
    if saved.attempt and saved.attempt.callback_at:
        said[0] += f" Rappel {slot(saved.attempt.callback_at)}."
    if saved.next_try_at:
        said[0] += f" Prochain essai {slot(saved.next_try_at)}."
    if saved.todo:
        said.append(saved.todo)
    if text_of(values[fiche_form.NOTE]) and not text_of(values[OUTCOME]):
        said.append(NOTE_WAITS)
    reminder = limit("info_telephone").said(limits)
    said += [each for each in saved.warnings if each != reminder or not _informed(values)]
    return "\n".join(said)
