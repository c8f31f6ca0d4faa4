"""Where the pieces stand: dates, age, what blocks the bilan (R24), what is asked for again."""

from datetime import date

import pytest

from mplus3_xl.domain.call.piece_rules import PieceLevel, PieceRequirement
from mplus3_xl.domain.call.piece_states import blocking_pieces, piece_problems, relances, state_on
from mplus3_xl.domain.call_form import PieceAnswer
from mplus3_xl.domain.vocabulary import PieceState

NON_REQUISE, A_DEMANDER, DEMANDEE, RECUE, NON_CONFORME, PERIMEE = PieceState
TODAY = date(2026, 11, 24)
BAIL = PieceRequirement("bail", "Bail", PieceLevel.OBLIGATOIRE, False, None, "")
KBIS = PieceRequirement("immatriculation", "Kbis", PieceLevel.OBLIGATOIRE, False, 3, "")
PHOTOS = PieceRequirement("photos_bien", "Photos", PieceLevel.SELON_CAS, False, None, "")
REQUIRED = {7: (BAIL, PHOTOS)}


def bail(state: PieceState, on: date | None = None) -> PieceAnswer:
    return PieceAnswer(7, "bail", state, on)


def photos(state: PieceState, on: date | None = None) -> PieceAnswer:
    return PieceAnswer(7, "photos_bien", state, on)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (bail(DEMANDEE), "date_absente"),
        (bail(RECUE), "date_absente"),
        (bail(RECUE, TODAY), None),
        (bail(DEMANDEE, TODAY), None),
        (bail(RECUE, date(2026, 11, 25)), "date_future"),
        (bail(DEMANDEE, date(2026, 11, 25)), "date_future"),
        (bail(A_DEMANDER), None),
        (bail(NON_REQUISE), None),
        (bail(NON_CONFORME), None),
        (bail(PERIMEE), None),
        (PieceAnswer(8, "bail", RECUE), None),  # of a contract that is not in this call
    ],
)
def test_asked_for_and_received_want_a_day_that_is_not_to_come(
    answer: PieceAnswer, code: str | None
) -> None:
    problems = piece_problems(REQUIRED, [answer], TODAY)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert {problem.field for problem in problems} <= {"piece:7:bail"}


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 8, 24), RECUE),  # three months to the day
        (date(2026, 8, 23), PERIMEE),
        (TODAY, RECUE),
    ],
)
def test_a_piece_received_is_out_of_date_after_its_age(
    received: date, expected: PieceState
) -> None:
    answer = PieceAnswer(7, "immatriculation", RECUE, received)
    assert state_on(KBIS, answer, TODAY) is expected
    blocked = blocking_pieces({7: [KBIS]}, [answer], TODAY)
    assert [problem.message for problem in blocked] == (
        []
        if expected is RECUE
        else ["Kbis : périmée (plus de 3 mois). Il faut « Reçue le », ou « Non requise »."]
    )


def test_the_age_is_counted_in_months_clipped_to_their_end() -> None:
    answer = PieceAnswer(7, "immatriculation", RECUE, date(2026, 11, 30))
    assert state_on(KBIS, answer, date(2027, 2, 28)) is RECUE
    assert state_on(KBIS, answer, date(2027, 3, 1)) is PERIMEE


def test_a_piece_without_an_age_never_is() -> None:
    assert state_on(BAIL, bail(RECUE, date(1990, 1, 1)), TODAY) is RECUE


@pytest.mark.parametrize(
    ("state", "on"), [(DEMANDEE, date(1990, 1, 1)), (NON_CONFORME, date(1990, 1, 1)), (RECUE, None)]
)
def test_only_a_piece_received_on_a_known_day_grows_old(state: PieceState, on: date | None) -> None:
    assert state_on(KBIS, PieceAnswer(7, "immatriculation", state, on), TODAY) is state


@pytest.mark.parametrize(
    ("needed", "state", "said"),
    [(KBIS, DEMANDEE, "Kbis : demandée."), (BAIL, PERIMEE, "Bail : périmée.")],
)
def test_the_age_is_said_of_a_piece_that_has_one_and_is_past_it(
    needed: PieceRequirement, state: PieceState, said: str
) -> None:
    answer = PieceAnswer(7, needed.piece, state, TODAY)
    (problem,) = blocking_pieces({7: [needed]}, [answer], TODAY)
    assert problem.message.startswith(f"{said} Il faut")


def test_a_piece_without_answer_is_to_be_asked_for() -> None:
    assert state_on(BAIL, None, TODAY) is A_DEMANDER


@pytest.mark.parametrize(
    ("state", "blocks"),
    [
        (NON_REQUISE, False), (RECUE, False), (A_DEMANDER, True), (DEMANDEE, True),
        (NON_CONFORME, True), (PERIMEE, True),
    ],
)  # fmt: skip
def test_a_compulsory_piece_blocks_until_it_is_received_or_not_required(
    state: PieceState, blocks: bool
) -> None:
    blocked = blocking_pieces(REQUIRED, [bail(state, TODAY)], TODAY)
    assert [problem.field for problem in blocked] == (["piece:7:bail"] if blocks else [])
    again = relances(REQUIRED, [bail(state, TODAY)], TODAY)
    assert [(each.contract_id, each.piece) for each in again] == ([(7, "bail")] if blocks else [])


def test_a_compulsory_piece_that_nobody_spoke_of_blocks_too() -> None:
    assert [problem.field for problem in blocking_pieces(REQUIRED, [], TODAY)] == ["piece:7:bail"]
    assert [each.piece for each in relances(REQUIRED, [], TODAY)] == ["bail"]


@pytest.mark.parametrize(
    ("state", "again"),
    [
        (A_DEMANDER, True), (DEMANDEE, True), (NON_CONFORME, True), (PERIMEE, True),
        (RECUE, False), (NON_REQUISE, False),
    ],
)  # fmt: skip
def test_another_piece_never_blocks_and_is_asked_again_once_somebody_wanted_it(
    state: PieceState, again: bool
) -> None:
    answers = [bail(RECUE, TODAY), photos(state, TODAY)]
    assert blocking_pieces(REQUIRED, answers, TODAY) == ()
    assert [each.label for each in relances(REQUIRED, answers, TODAY)] == ["Photos"] * again


def test_each_contract_has_its_own_pieces() -> None:
    required = {7: (BAIL,), 8: (BAIL,)}
    blocked = blocking_pieces(required, [bail(RECUE, TODAY)], TODAY)
    assert [problem.field for problem in blocked] == ["piece:8:bail"]
