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
    others = _said_of_others(drafts, workspace)
    mine = next((draft for draft in drafts if draft.author == author()), None)
    if mine is None:
        return shown(opened, dossier_id), others
    put_back = _whole if mine.version == opened.version else _where_nothing_was_said
    fields, said = put_back(workspace, opened, dossier_id, mine)
    return fields, f"{said}{others}"


def _whole(
    workspace: Workspace, opened: OpenBilan, dossier_id: int, mine: Draft
) -> tuple[Fields, str]:
    """Put back what was typed on the bilan as it is."""
    typed, values = _read(opened, dossier_id, mine)
    said = f"{_put_back_said(mine)}."
    if typed.problems:  # what cannot be read can be put back, not computed
        return shown(opened, dossier_id) | values, said
    return shown(_computed(workspace, typed.form), dossier_id), said


def _where_nothing_was_said(
    workspace: Workspace, opened: OpenBilan, dossier_id: int, mine: Draft
) -> tuple[Fields, str]:
    """Put back what was typed on an older bilan, say what is left out; forget it if all is."""
    typed, _ = _read(opened, dossier_id, mine)
    form, left_out = added_to(opened, typed.form), _left_out(opened, typed, mine)
    if form == added_to(opened, BilanForm(dossier_id, opened.version)):
        drop_bilan_draft(workspace.store(), opened.client.id, mine.author)
        return shown(opened, dossier_id), left_out
    older = f"{_put_back_said(mine)} là où rien n’a été répondu depuis : relisez-la."
    return shown(_computed(workspace, form), dossier_id), f"{older}{left_out}"


def _read(opened: OpenBilan, dossier_id: int, mine: Draft) -> tuple[reading.Typed, Fields]:
    values = values_of(mine.content) | {CODE: dossier_id, VERSION: mine.version}
    return reading.read(values, dossier_id, opened.said.situation.client_type), values


def _put_back_said(mine: Draft) -> str:
    return f"\nVotre saisie du {moment(mine.at)}, non enregistrée, est remise"


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
