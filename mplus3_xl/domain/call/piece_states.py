"""Objective 2: where each piece stands, and which ones keep the bilan from being done (R24).

A person may put a piece in any state; only "Périmée" is also found by the program, from the age
that the table allows. A piece without answer is "À demander".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from mplus3_xl.domain.call.piece_rules import PieceLevel, PieceRequirement
from mplus3_xl.domain.call_form import FormProblem, PieceAnswer, piece_field
from mplus3_xl.domain.vocabulary import SETTLED_PIECES, PieceState

_DATED = (PieceState.DEMANDEE, PieceState.RECUE)

# By contract (its identifier in the store): the pieces it needs, in the order of the form.
Requirements = Mapping[int, Sequence[PieceRequirement]]


class Relance(NamedTuple):
    """A piece to ask the client for again."""

    contract_id: int
    piece: str
    label: str


def state_on(needed: PieceRequirement, answer: PieceAnswer | None, today: date) -> PieceState:
    """Return where a piece stands today: "À demander" without answer, "Périmée" once too old."""
    if answer is None:
        return PieceState.A_DEMANDER
    if answer.state is PieceState.RECUE and _too_old(needed, answer.on, today):
        return PieceState.PERIMEE
    return answer.state


def piece_problems(
    required: Requirements, answers: Iterable[PieceAnswer], today: date
) -> tuple[FormProblem, ...]:
    """Find the answers without their date, or dated after `today`."""
    given = {(answer.contract_id, answer.piece): answer for answer in answers}
    found = (
        _problem(needed, given[contract_id, needed.piece], today)
        for contract_id, needed in _each(required)
        if (contract_id, needed.piece) in given
    )
    return tuple(problem for problem in found if problem)


def blocking_pieces(
    required: Requirements, answers: Iterable[PieceAnswer], today: date
) -> tuple[FormProblem, ...]:
    """Find the pieces that keep the bilan from being done (R24); empty: objective 2 is complete."""
    return tuple(
        _blocking(contract_id, needed, state)
        for contract_id, needed, state in _standing(required, answers, today)
        if needed.level is PieceLevel.OBLIGATOIRE and state not in SETTLED_PIECES
    )


def relances(
    required: Requirements, answers: Iterable[PieceAnswer], today: date
) -> tuple[Relance, ...]:
    """Return the pieces to ask for again.

    Every compulsory one that is not settled; one "selon le cas" only once somebody said that this
    case calls for it, by giving it a state.
    """
    answered = tuple(answers)
    given = {(answer.contract_id, answer.piece) for answer in answered}
    return tuple(
        Relance(contract_id, needed.piece, needed.label)
        for contract_id, needed, state in _standing(required, answered, today)
        if state not in SETTLED_PIECES
        and (needed.level is PieceLevel.OBLIGATOIRE or (contract_id, needed.piece) in given)
    )


def _too_old(needed: PieceRequirement, received: date | None, today: date) -> bool:
    """Say whether a piece is past its age; on the last day it still holds."""
    if needed.max_age_months is None or received is None:
        return False
    last: date = received + relativedelta(months=needed.max_age_months)
    return last < today


def _each(required: Requirements) -> Iterator[tuple[int, PieceRequirement]]:
    for contract_id, pieces in required.items():
        for needed in pieces:
            yield contract_id, needed


def _standing(
    required: Requirements, answers: Iterable[PieceAnswer], today: date
) -> Iterator[tuple[int, PieceRequirement, PieceState]]:
    given = {(answer.contract_id, answer.piece): answer for answer in answers}
    for contract_id, needed in _each(required):
        answer = given.get((contract_id, needed.piece))
        yield contract_id, needed, state_on(needed, answer, today)


def _problem(needed: PieceRequirement, answer: PieceAnswer, today: date) -> FormProblem | None:
    place = piece_field(answer.contract_id, answer.piece)
    if answer.state not in _DATED:
        return None
    if answer.on is None:
        message = f"{needed.label} : « {answer.state.label} » demande une date."
        return FormProblem(place, "date_absente", message)
    if answer.on > today:
        message = (
            f"{needed.label} : le {answer.on:%d/%m/%Y} est à venir, "
            f"la date va jusqu’au {today:%d/%m/%Y}."
        )
        return FormProblem(place, "date_future", message)
    return None


def _blocking(contract_id: int, needed: PieceRequirement, state: PieceState) -> FormProblem:
    asked = "Il faut « Reçue le », ou « Non requise »."
    age = needed.max_age_months
    limit = f" (plus de {age} mois)" if age and state is PieceState.PERIMEE else ""
    # "Demandée le" is a label that waits for its date.
    stands = state.label.removesuffix(" le").lower()
    message = f"{needed.label} : {stands}{limit}. {asked}"
    return FormProblem(piece_field(contract_id, needed.piece), "piece_manquante", message)
