"""What comes before objective 3, as the call form has it: what is typed there counts, saved or not.

The guide goes from the form to the bilan and back, and saves the form last.
"""

from dataclasses import replace

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.call.answers import field_answers, piece_answers
from mplus3_xl.domain.call.piece_states import blocking_pieces
from mplus3_xl.domain.call.tries import CallSetting
from mplus3_xl.domain.client.lagon_fields import missing_fields
from mplus3_xl.domain.contact.calls import CallForm
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.live.bilan.words import words_before
from mplus3_xl.live.call import call_reading
from mplus3_xl.live.call.fiche_desk import prepared
from mplus3_xl.live.port import Values
from mplus3_xl.services.call.preparation import Preparation


def before_objective_3(workspace: Workspace, dossier_id: int, typed: Values | None) -> str:
    """Say what is left: of what is `typed` in the form of the dossier, else of the store."""
    shown = prepared(workspace, dossier_id)
    if typed is None:
        draft = shown.draft_for(author())
        agreed = draft is not None and draft.content.get(call_reading.AGREEMENT) == YES
        return words_before(shown, agreed=agreed)
    form, _ = call_reading.read(typed, shown)
    return words_before(_as_typed(shown, form, workspace), agreed=form.agreed)


def _as_typed(shown: Preparation, form: CallForm, workspace: Workspace) -> Preparation:
    """Return the preparation with what objectives 1 and 2 would lack if the form were saved."""
    facts = shown.facts
    setting = CallSetting(author(), workspace.now, workspace.sites, workspace.limits)
    client_type = form.client_type or facts.client_type
    fields = field_answers(facts, form, client_type, setting, [])
    pieces = piece_answers(facts, form, client_type, setting, [])
    required = facts.required_pieces(client_type)
    return replace(
        shown,
        missing_fields=missing_fields(client_type, fields),
        missing_pieces=blocking_pieces(required, pieces, workspace.today),
    )
