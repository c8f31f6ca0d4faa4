"""The bilan on the desk: opened, computed again as it is typed, saved, taken back."""

from collections.abc import Callable

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.bilan.inventory import Line, fill_rest
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.errors import UserError
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.french import count, of
from mplus3_xl.layout.queue import file
from mplus3_xl.live.bilan.before_objective_3 import before_objective_3
from mplus3_xl.live.bilan.in_sheet import bilan_of_click, bilan_shown, show
from mplus3_xl.live.bilan.restoring import with_typing
from mplus3_xl.live.bilan.tables import left_to_add
from mplus3_xl.live.bilan.words import first_words, points_of, renunciation
from mplus3_xl.live.call import fiche_form
from mplus3_xl.live.call.fiche_desk import leave_gone
from mplus3_xl.live.port import Desk
from mplus3_xl.rules import table
from mplus3_xl.services.bilan.bilan import OpenBilan, open_bilan
from mplus3_xl.services.call.consenting import opposed
from mplus3_xl.services.changes.saving import DossierGoneError
from mplus3_xl.services.queue.dossiers import dossier_now
from mplus3_xl.services.undoing.last_change import LastChange
from mplus3_xl.services.undoing.undoing import undo_last


def show_bilan(desk: Desk, workspace: Workspace) -> None:
    """Show the bilan of the dossier in front, once what is typed in the one shown is kept.

    What whoever clicks typed of it before and did not save is put back. First of all it says what
    comes before objective 3.
    """
    typed = desk.read_form(fiche_form.NAMES) if desk.front() == fiche.TITLE else None
    dossier_id = (fiche_form.code_of(typed) if typed else None) or dossier_in_front(desk)
    _keep_typing(desk, workspace)
    opened = open_bilan(workspace.store(), dossier_id, workspace.sites, workspace.now)
    shown, said = with_typing(workspace, opened, dossier_id)
    before = before_objective_3(workspace, dossier_id, typed)
    show(desk, shown, f"{before}{first_words(opened)}{said}{points_of(opened)}")


def dossier_in_front(desk: Desk) -> int:
    """Return the dossier of the selected row or of the sheet in front, else that of the fiche.

    In front of the queue, only that of a row: else another client's bilan would open. Raises
    UserError if there is none.
    """
    dossier_id = desk.selected_dossier()
    if dossier_id is None and desk.front() != file.TITLE:
        dossier_id = fiche_form.code_of(desk.read_form([fiche_form.CODE]))
    if dossier_id is None:
        raise UserError(
            "aucun_dossier",
            "Aucun dossier n’est choisi.",
            "Choisissez une ligne de la file ou ouvrez une fiche, puis recommencez.",
        )
    return dossier_id


def recalculate(desk: Desk, workspace: Workspace) -> None:
    """Compute gaps, dates and questions again from what is typed; nothing is saved."""
    _redo(desk, workspace, lambda form: form, "Recalculé, pas encore enregistré.")


def rest_is_none(desk: Desk, workspace: Workspace) -> None:
    """Answer "Aucun" for every family that has no answer yet; nothing is saved."""
    _fill_the_rest(desk, workspace, Holding.AUCUN)


def rest_is_unknown(desk: Desk, workspace: Workspace) -> None:
    """Answer "Ne sait pas" for every family that has no answer yet; nothing is saved."""
    _fill_the_rest(desk, workspace, Holding.NE_SAIT_PAS)


def _fill_the_rest(desk: Desk, workspace: Workspace, holding: Holding) -> None:
    def filled(form: BilanForm) -> BilanForm:
        return form._replace(lines=fill_rest(form.lines, holding))

    said = f"Le reste est noté « {holding.label} », pas encore enregistré."
    _redo(desk, workspace, filled, said)


def add_contract(desk: Desk, workspace: Workspace) -> None:
    """Add a line for one more contract held elsewhere, of the selected family or of a named one."""
    selected = desk.selected_key("tBilan")
    text = selected or desk.ask_text("De quelle famille est ce contrat ? Tapez son nom.")
    if not text:
        return
    family = _family_named(str(text))

    def longer(form: BilanForm) -> BilanForm:
        return form._replace(lines=(*form.lines, Line(family["code"], Holding.AILLEURS)))

    said = f"Une ligne de plus pour « {family['label']} » : complétez-la, puis enregistrez."
    _redo(desk, workspace, longer, said)


def save(desk: Desk, workspace: Workspace) -> None:
    """Save the bilan that is shown; problems are marked on it. Raises UserError."""
    sheet = bilan_of_click(desk, workspace)
    typed = sheet.readable()
    saved = sheet.save(typed)
    told = renunciation(typed.form.actions, workspace.limits)
    sheet.show(saved, f"{_saved(saved, typed.form)} : {saved.client.name}.{told}")


def add_actions(desk: Desk, workspace: Workspace) -> None:
    """Save the bilan with the actions that it proposes and the client does not have yet.

    Raises UserError: what a bilan proposes is commercial, and an opposed client wants none of it.
    """
    sheet = bilan_of_click(desk, workspace)
    if sheet.stored.opposed:
        raise opposed(sheet.stored.client.name)
    typed = sheet.readable()
    drafts = left_to_add(sheet.compute(typed.form))
    saved = sheet.save(typed._replace(form=typed.form._replace(actions=drafts)))
    added = count(len(drafts), "action ajoutée", "actions ajoutées")
    said = f"{added}, à suivre dans Actions." if drafts else "Aucune action à ajouter."
    told = renunciation(drafts, workspace.limits)
    sheet.show(saved, f"{said} {_saved(saved, typed.form)}.{told}")


def _saved(saved: OpenBilan, form: BilanForm) -> str:
    return "Bilan enregistré" if saved.version > form.version else "Rien n’a changé au bilan"


def _redo(
    desk: Desk, workspace: Workspace, change: Callable[[BilanForm], BilanForm], said: str
) -> None:
    """Show the bilan after a change, kept first: a click may be killed while it is written."""
    sheet = bilan_of_click(desk, workspace)
    after = sheet.compute(change(sheet.readable().form))
    sheet.keep(sheet.shown(after))
    sheet.show(after, said)


def take_back(desk: Desk, workspace: Workspace, change: LastChange) -> None:
    """Take back one's last save of a bilan; the sheet follows if it shows it. Raises UserError.

    Nothing is taken back under unsaved typing: it could not be told from what was saved.
    """
    store, sheet = workspace.store(), bilan_shown(desk, workspace)
    client_id = dossier_now(store, change.dossier_id).client_id
    shown = sheet is not None and sheet.stored.client.id == client_id
    if sheet is not None and shown and sheet.unsaved(sheet.values):
        name = sheet.stored.client.name
        raise UserError(
            "saisie_en_cours",
            f"Le bilan {of(name)} contient une saisie qui n’est pas enregistrée.",
            "Enregistrez-le, ou ouvrez un autre bilan (elle est gardée), puis annulez.",
        )
    undo_last(store, author(), workspace.now, change.save_id)
    if sheet is not None and shown:
        after = open_bilan(store, sheet.dossier_id, workspace.sites, workspace.now)
        sheet.show(after, f"Annulé : {change.said}")
    else:
        desk.tell(f"Annulé : {change.said}")


def _keep_typing(desk: Desk, workspace: Workspace) -> None:
    """Keep what is typed in the bilan that is shown, if there is some."""
    try:
        sheet = bilan_shown(desk, workspace)
    except DossierGoneError as gone:
        leave_gone(desk, gone, "son bilan")
        return
    if sheet is not None:
        sheet.keep(sheet.values)


def _family_named(text: str) -> dict[str, str]:
    """Find a family by its whole name, else by a part that no other has. Raises UserError."""
    families: list[dict[str, str]] = table("families")["family"]
    wanted = fold(text)
    found = [each for each in families if fold(each["label"]) == wanted]
    found = found or [each for each in families if wanted in fold(each["label"])]
    if len(found) != 1:
        near = ", ".join(each["label"] for each in found or families)
        raise UserError(
            "famille_inconnue",
            f"« {text} » ne dit pas une famille, et une seule.",
            f"Recommencez avec une de celles-ci : {near}.",
        )
    return found[0]
