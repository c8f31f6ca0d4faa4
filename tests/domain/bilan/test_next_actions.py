"""What to do next: on working days, proposed from the bilan, reminded in time."""

from datetime import date, datetime

import pytest

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.bilan.gaps import Gap, GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.moves import Day, Move, Writer
from mplus3_xl.domain.bilan.next_actions import (
    action_problems,
    decided_actions,
    proposed_actions,
)
from mplus3_xl.domain.bilan.working_days import last_working_day, working_day, working_days_after
from mplus3_xl.domain.contact.calls import RELANCE_OF_A_PIECE, Action, ActionDraft
from mplus3_xl.domain.vocabulary import ActionKind, GapAnswer, Holding
from tests.domain.bilan.situations import TODAY

SITES = Agencies.default().by_name()
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("site", "day", "expected"),
    [
        (None, FRIDAY, FRIDAY),
        (None, date(2026, 11, 28), date(2026, 11, 30)),
        ("Rouvière", date(2026, 11, 28), date(2026, 12, 1)),
        (None, date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_due_day_is_moved_to_the_next_working_day(
    site: str | None, day: date, expected: date
) -> None:
    assert working_day(day, SITES[site] if site else None) == expected


def test_an_agency_that_never_opens_keeps_the_day() -> None:
    assert working_day(FRIDAY, Agency("Fermée", hours={})) == FRIDAY


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, date(2026, 11, 29), FRIDAY),
        (FRIDAY, FRIDAY, FRIDAY),
        (date(2026, 11, 28), date(2026, 11, 29), None),
        (FRIDAY, TODAY, None),
    ],
)
def test_the_last_working_day_of_a_span(first: date, last: date, expected: date | None) -> None:
    assert last_working_day(first, last) == expected


def test_working_days_are_counted_from_the_next_one() -> None:
    assert working_days_after(FRIDAY, 1) == date(2026, 11, 30)
    assert working_days_after(date(2026, 12, 24), 2) == date(2026, 12, 29)


PJ = Gap("g1", "G24", "Pas de protection juridique", "pj", "conseille", "Phrase.")
PJ_AGAIN = Gap("g2", "G24", "Autre raison", "pj", "conseille", "Phrase.")
FILE = Gap("g3", "G25", "Type de client à changer", None, "regle_agence", "Phrase.")


@pytest.mark.parametrize(
    ("gaps", "answer", "expected"),
    [
        ([PJ], GapAnswer.OPPORTUNITE,
         [(ActionKind.DEVIS, "Protection juridique", date(2026, 11, 25))]),
        ([PJ, PJ_AGAIN], GapAnswer.OPPORTUNITE,
         [(ActionKind.DEVIS, "Protection juridique", date(2026, 11, 25))]),
        ([FILE], GapAnswer.A_VERIFIER,
         [(ActionKind.ELEMENTS, "Type de client à changer", date(2026, 11, 30))]),
        ([FILE], GapAnswer.OPPORTUNITE,
         [(ActionKind.ELEMENTS, "Type de client à changer", date(2026, 11, 30))]),
        ([PJ], GapAnswer.REFUS, []),
        ([FILE], GapAnswer.REFUS, []),
        ([PJ], GapAnswer.COUVERT, []),
        ([PJ], None, []),
    ],
)  # fmt: skip
def test_an_answer_to_a_gap_gives_its_action(
    gaps: list[Gap], answer: GapAnswer | None, expected: list[tuple[ActionKind, str, date]]
) -> None:
    replies = [GapReply(gap.code, answer) for gap in gaps]
    found = proposed_actions(gaps, replies, [], [], Day(TODAY))
    assert [(draft.kind, draft.object, draft.due_on) for draft in found] == expected


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (Move("hamon", "", relance=FRIDAY, writer=Writer.CLIENT),
         (ActionKind.RELANCE, "Comparer : Auto (Mutuelle inventée)")),
        (Move("echeance", "", relance=FRIDAY, todo="Demander l’avis d’échéance"),
         (ActionKind.RELANCE, "Demander l’avis d’échéance : Auto (Mutuelle inventée)")),
        (Move("vie", "", relance=FRIDAY, writer=Writer.AGENCE_RDV, todo="Proposer un rendez-vous"),
         (ActionKind.RENDEZ_VOUS, "Proposer un rendez-vous : Auto (Mutuelle inventée)")),
    ],
)  # fmt: skip
def test_a_contract_elsewhere_is_taken_up_on_its_day(
    move: Move, expected: tuple[ActionKind, str]
) -> None:
    line = Line("auto", Holding.AILLEURS, "Mutuelle inventée")
    assert proposed_actions([], [], [], [(line, move)], Day(TODAY)) == (
        ActionDraft(*expected, FRIDAY),
    )


def test_a_contract_that_cannot_be_left_gives_no_action() -> None:
    line = Line("sante", Holding.AILLEURS, "Mutuelle inventée")
    assert proposed_actions([], [], [], [(line, Move("sante_ria", ""))], Day(TODAY)) == ()


@pytest.mark.parametrize(
    ("text", "due_on", "codes"),
    [
        ("Devis auto", TODAY, []),
        (" ", TODAY, ["objet_absent"]),
        ("Devis auto", date(2026, 11, 20), ["echeance_passee"]),
        ("Devis auto", date(2026, 11, 28), ["echeance_non_ouvree"]),
        ("CNI 123456789012", TODAY, ["numero_identite"]),
    ],
)
def test_an_action_has_an_object_and_a_working_day(
    text: str, due_on: date, codes: list[str]
) -> None:
    drafts = [ActionDraft(ActionKind.DEVIS, text, due_on)]
    assert [problem.code for problem in action_problems(drafts, TODAY)] == codes


def test_a_closed_day_names_the_next_one() -> None:
    drafts = [ActionDraft(ActionKind.DEVIS, "Devis auto", date(2026, 11, 28))]
    (problem,) = action_problems(drafts, TODAY)
    assert problem.field == "tActions:1:echeance"
    assert "prenez le 30/11/2026" in problem.message


def test_what_a_dossier_decided_is_its_own_and_no_relance_of_a_piece() -> None:
    def action(at: int, dossier_id: int, text: str) -> Action:
        moment = datetime(2026, 11, 23, 10, 30)
        facts = (at, 1, dossier_id, None, ActionKind.RELANCE, text, None, TODAY, None, None)
        return Action(*facts, moment, "alice")

    own, other = action(1, 1, "Relancer le client du devis"), action(2, 2, "Devis auto")
    piece = action(3, 1, f"{RELANCE_OF_A_PIECE}Carte grise")
    assert decided_actions([own, other, piece], 1) == [own]


def test_life_insurance_with_us_is_to_be_reviewed_four_years_on() -> None:
    older = Line("assurance_vie", Holding.CHEZ_NOUS, subscribed_on=date(2022, 3, 1))
    last = Line("assurance_vie", Holding.CHEZ_NOUS, subscribed_on=date(2026, 8, 21))
    others = (
        Line("per", Holding.AILLEURS, subscribed_on=date(2026, 8, 21)),
        Line("auto", Holding.CHEZ_NOUS, subscribed_on=date(2026, 8, 21)),
    )
    unknown = Line("assurance_vie", Holding.CHEZ_NOUS)
    (review,) = proposed_actions([], [], [older, last, unknown, *others], [], Day(TODAY))
    sooner = "ou après 2 ans si recommandation personnalisée"
    assert review.object == f"Actualiser le conseil : Assurance vie, {sooner}"
    assert (review.kind, review.due_on) == (ActionKind.RENDEZ_VOUS, date(2030, 8, 21))


def test_a_review_that_is_past_due_is_for_now() -> None:
    line = Line("per", Holding.CHEZ_NOUS, subscribed_on=date(2019, 8, 21))
    (review,) = proposed_actions([], [], [line], [], Day(TODAY))
    assert review.due_on == TODAY
