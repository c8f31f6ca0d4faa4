"""What the sheets of settings share: a save of what is typed, and the last one taken back."""

import textwrap
from collections.abc import Callable, Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.reglages.plan import Proposed, ReglagesError
from mplus3_xl.live.port import Desk, FieldValue, FormRefusedError, Tone
from mplus3_xl.services.reglages.reglages import (
    SUBJECT,
    Saved,
    is_set,
    save_reglages,
    undo_reglages,
)

UNDO = "Annuler votre dernier enregistrement des réglages ? Annuler deux fois le remet."
LOSE = (
    "Ce qui est tapé dans {} n’est pas enregistré. Le perdre, et montrer ce qui est dans la base ?"
)
UNSAVED = "ce qui est tapé dans cette feuille n’est pas enregistré, et y reste : enregistrez-le."
AGAIN = "« Annuler les réglages » encore une fois remet ce qui vient d’être annulé."
_SHOWN = 45  # characters of a value
_LISTED = 5


def stay_with_typing(desk: Desk, sheet: str) -> bool:
    """Go to a sheet without writing it anew, unless nothing typed there is lost, or may be."""
    if not desk.typed_in(sheet) or desk.ask(LOSE.format(sheet), for_good=True):
        return False
    desk.go_to(sheet)
    desk.tell(UNSAVED, Tone.WARNING)
    return True


def save_typed(
    workspace: Workspace,
    version: FieldValue,
    typed: Proposed,
    by_cell: Callable[[Sequence[FormProblem]], dict[str, str]],
) -> Saved:
    """Save what is typed on the `version` that the sheet shows.

    Raises UserError; FormRefusedError with the messages that `by_cell` gives to each cell.
    """
    own = workspace.own_agencies.sites
    shown = _number(version)
    try:
        return save_reglages(workspace.store(), shown, typed, author(), workspace.now, own)
    except ReglagesError as refused:
        raise FormRefusedError(refused.code, refused.what, by_cell(refused.problems)) from refused


def is_saved(workspace: Workspace, version: FieldValue, typed: Proposed) -> bool:
    """Say whether what is typed on the `version` that the sheet shows is what is set."""
    own = workspace.own_agencies.sites
    return is_set(workspace.store(), _number(version), typed, author(), own)


def _number(version: FieldValue) -> int:
    return version if isinstance(version, int) else 0


def taken_back(desk: Desk, workspace: Workspace) -> Saved | None:
    """Set again what stood before one's own last save, once he said yes. Raises UserError."""
    if not desk.ask(UNDO):
        return None
    own = workspace.own_agencies.sites
    return undo_reglages(workspace.store(), author(), workspace.now, own)


def said_back(saved: Saved) -> list[str]:
    """Say what came back with what was taken back, then how it is put again."""
    from mplus3_xl.services.journal.fields import field_of

    back = [
        f"{field_of(SUBJECT, field)} : {_short(after)} au lieu de {_short(before)}"
        for field, before, after in saved.told
    ]
    if len(back) > _LISTED:
        back = [*back[:_LISTED], f"{len(back) - _LISTED} de plus, à lire au Journal"]
    return [f"De retour : {' ; '.join(back)}.", AGAIN]


def _short(value: str | None) -> str:
    return textwrap.shorten(value, _SHOWN, placeholder=" …") if value else "rien"
