"""What a person typed during a call, as the form gives it to be saved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.call_form import FieldAnswer, FormProblem, PieceAnswer, is_blank
from mplus3_xl.domain.contact.calling_hours import is_lawful, may_call_at
from mplus3_xl.domain.contact.dossier_form import TypedTags
from mplus3_xl.domain.contact.outcomes import Outcome
from mplus3_xl.domain.limits import Limits, limit
from mplus3_xl.domain.vocabulary import ActionKind, ClientType, Closing, FieldState


class ActionDraft(NamedTuple):
    """An action decided with the client, before it is recorded."""

    kind: ActionKind
    object: str
    due_on: date
    contract_id: int | None = None
    owner: str | None = None


RELANCE_OF_A_PIECE = "Relancer le client : "
"""How the object of an action begins that the program makes for a missing piece (D9)."""


class Action(NamedTuple):
    """What is to be done after a call: by whom, for which day, and what came of it."""

    id: int
    client_id: int
    dossier_id: int | None
    contract_id: int | None
    kind: ActionKind
    object: str
    owner: str | None
    due_on: date
    done_on: date | None
    result: str | None
    created_at: datetime
    created_by: str

    @property
    def asks_for_a_piece(self) -> bool:
        """Whether it is a relance that a call made, of a piece that the client owes."""
        return self.object.startswith(RELANCE_OF_A_PIECE)


@dataclass(frozen=True, slots=True)
class Attempted:
    """What came of an attempt, as typed: texts, and the time of a callback.

    `outcome` is a code or a label, `reason` that of a wrong target (`outcomes.toml`).
    `callback_agreed`: the client agreed to that precise time, even outside hours. `breach_reason`
    and `manager`: why the call was made although the gate was shut, and who allowed it.
    """

    outcome: str = ""
    reason: str = ""
    callback_at: datetime | None = None
    callback_agreed: bool = False
    note: str = ""
    breach_reason: str = ""
    manager: str = ""
    closing_reason: str = ""


_NO_TAGS = TypedTags()


@dataclass(frozen=True, slots=True)
class CallForm:
    """The call form as it stands: the dossier and its version when opened, and what is typed.

    `form_id` is the form's own (a UUID as text): the same one is saved once. `content` is the
    text of each cell by name, kept as it is; `passing` that of the cells whose text ends up
    elsewhere once saved, kept only by a refusal. The rest is the same read as answers: `ticked`
    what was said at the start (codes of `opening_check`), `agreed` whether the client agreed to
    talk of his other insurances. `closing` closes the dossier without success (D10).
    """

    dossier_id: int
    version: int
    form_id: str
    attempted: Attempted = Attempted()
    tags: TypedTags = _NO_TAGS
    client_type: ClientType | None = None
    fields: tuple[FieldAnswer, ...] = ()
    pieces: tuple[PieceAnswer, ...] = ()
    other_insurers: str = ""
    no_action_reason: str = ""
    actions: tuple[ActionDraft, ...] = ()
    ticked: frozenset[str] = frozenset()
    agreed: bool = False
    closing: Closing | None = None
    content: Mapping[str, str] = field(default_factory=dict)
    passing: Mapping[str, str] = field(default_factory=dict)

    @property
    def moved_to(self) -> str | None:
        """The site that the form gives the client, if it gives him another."""
        given = (each for each in self.fields if each.state is FieldState.MODIFIE)
        return next((each.new for each in given if each.code == "agence"), None)


def callback_problems(
    outcome: Outcome, attempted: Attempted, agency: Agency | None, now: datetime, limits: Limits
) -> Iterator[FormProblem]:
    """Find what is wrong with the time of a callback (D12, L223-1 al. 6)."""
    at = attempted.callback_at
    if at is None:
        if outcome.asks_time:
            message = f"« {outcome.label} » demande le jour et l’heure du rappel."
            yield FormProblem("rappel", "rappel_absent", message)
    elif not outcome.takes_time:
        message = f"« {outcome.label} » ne fixe pas de rappel : videz le jour et l’heure."
        yield FormProblem("rappel", "rappel_sans_objet", message)
    elif at <= now:
        message = f"Le rappel du {at:%d/%m/%Y à %H:%M} est déjà passé : donnez un moment à venir."
        yield FormProblem("rappel", "rappel_passe", message)
    elif not may_call_at(agency, at):
        lawful = is_lawful(agency, at)
        if not (attempted.callback_agreed and (lawful or limits["rdv_hors_plage"])):
            yield FormProblem("rappel", "rappel_hors_heures", _outside(at, lawful, limits))


def _outside(at: datetime, lawful: bool, limits: Limits) -> str:
    said = f"Le rappel du {at:%d/%m/%Y à %H:%M}"
    if not lawful:
        return f"{said} est hors des heures d’appel. {limit('rdv_hors_plage').said(limits)}"
    return (
        f"{said} tombe quand l’agence est fermée : répondez « Oui » à « Heure convenue avec le "
        "client », ou choisissez une heure d’ouverture."
    )


def closing_of(outcome: Outcome, attempted: Attempted) -> Closing | None:
    """Return the closing that an outcome takes at once, with the reason chosen."""
    if outcome.kind == "stop":
        return outcome.closing
    reasons = {code: closing for code, _, closing in outcome.reasons}
    reasons |= {label: closing for _, label, closing in outcome.reasons}
    return reasons.get(attempted.reason)


def wrong_target_problems(
    outcome: Outcome, attempted: Attempted, closing: Closing | None
) -> Iterator[FormProblem]:
    """Find what a wrong target lacks: a reason of the list, and a closing."""
    if not outcome.reasons:
        return
    known = {text for code, label, _ in outcome.reasons for text in (code, label)}
    if is_blank(attempted.reason) or attempted.reason not in known:
        labels = ", ".join(label for _, label, _ in outcome.reasons)
        message = f"« {outcome.label} » demande une raison : {labels}."
        yield FormProblem("motif", "raison_absente", message)
    elif closing_of(outcome, attempted) is None and closing is None:
        message = f"« {attempted.reason} » demande aussi un motif de clôture."
        yield FormProblem("motif", "motif_absent", message)
