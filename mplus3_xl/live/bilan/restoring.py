"""A bilan shown with what was typed of it and not saved, by oneself; others' is only told."""

from collections.abc import Iterable

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.layout.french import moment
from mplus3_xl.live.bilan import reading
from mplus3_xl.live.bilan.draft_texts import added_to, answered_otherwise, values_of
from mplus3_xl.live.bilan.showing import CODE, VERSION, shown
from mplus3_xl.live.port import Fields
from mplus3_xl.services.agency.people import names_of
from mplus3_xl.services.bilan.bilan import OpenBilan, bilan_as_typed
from mplus3_xl.services.bilan.drafts import drafts_of, drop_bilan_draft
from mplus3_xl.services.records import Draft


def with_typing(workspace: Workspace, opened: OpenBilan, dossier_id: int) -> tuple[Fields, str]:
    """Return the fields of the sheet, and what there is to say of what was not saved.

    Each point of it begins on a new line.
    """
    drafts = drafts_of(workspace.store(), opened.client.id)
    said = _said_of_others(drafts, workspace)
    mine = next((draft for draft in drafts if draft.author == author()), None)
    if mine is None:
        return shown(opened, dossier_id), said
    values = values_of(mine.content) | {CODE: dossier_id, VERSION: mine.version}
    typed = reading.read(values, dossier_id, opened.said.situation.client_type)
    when = f"\nVotre saisie du {moment(mine.at)}, non enregistrée, est remise"
    if mine.version != opened.version:
        form = added_to(opened, typed.form)
        said += _left_out(opened, typed, mine)
        if form == added_to(opened, BilanForm(dossier_id, opened.version)):
            drop_bilan_draft(workspace.store(), opened.client.id, mine.author)
            return shown(opened, dossier_id), said
        older = f"{when} là où rien n’a été répondu depuis : relisez-la."
        return shown(_computed(workspace, form), dossier_id), f"{older}{said}"
    if typed.problems:  # what cannot be read can be put back, not computed
        return shown(opened, dossier_id) | values, f"{when}.{said}"
    return shown(_computed(workspace, typed.form), dossier_id), f"{when}.{said}"


def _left_out(opened: OpenBilan, typed: reading.Typed, mine: Draft) -> str:
    """Say what is not put back: what was answered otherwise since, and what cannot be read."""
    said = [each.message for each in typed.problems]
    if listed := " ; ".join(answered_otherwise(opened, typed.form)):
        when = moment(mine.at)
        said.insert(0, f"Changé depuis votre saisie du {when}, qui disait : {listed}.")
    return "".join(f"\n{each}" for each in said)


def _computed(workspace: Workspace, form: BilanForm) -> OpenBilan:
    return bilan_as_typed(workspace.store(), form, workspace.sites, author(), workspace.now)


def _said_of_others(drafts: Iterable[Draft], workspace: Workspace) -> str:
    others = [draft for draft in drafts if draft.author != author()]
    if not others:
        return ""
    named = names_of(workspace.store())
    return "".join(
        f"\n{named(draft.author)} a une saisie du {moment(draft.at)}, non enregistrée."
        for draft in others
    )
