"""Whether the bilan is done, and the client complete."""

from datetime import date

import pytest

from mplus3_xl.domain.bilan.complete import Equipment, bilan_missing, equipment, score_of
from mplus3_xl.domain.bilan.gaps import Gap, GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.vocabulary import ContractState, GapAnswer, Holding
from tests.domain import invented

HERE = Line("auto", Holding.CHEZ_NOUS, contract="C1")
GAP = Gap("sans_pj", "G24", "Pas de protection juridique", "pj", "conseille", "Phrase.")
ANSWERED = GapReply("sans_pj", GapAnswer.COUVERT)


def test_a_client_is_complete_when_all_is_here_and_every_gap_answered() -> None:
    score = score_of([HERE], [GAP], [ANSWERED])
    assert (score.complete, score.families_here, score.gaps_answered) == (True, 1, 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line("pj"), "Protection juridique : sans réponse."),
        (Line("pj", Holding.NE_SAIT_PAS), "Protection juridique : ne sait pas."),
        (Line("pj", Holding.AILLEURS), "Protection juridique : ailleurs."),
        (Line("pj", Holding.AILLEURS, "Mutuelle inventée"),
         "Protection juridique : ailleurs (Mutuelle inventée)."),
    ],
)  # fmt: skip
def test_what_is_not_here_is_missing(line: Line, said: str) -> None:
    score = score_of([HERE, line], [], [])
    assert (score.complete, score.families_here, score.families) == (False, 1, 2)
    assert score.missing == (said,)


def test_a_family_he_has_nothing_of_is_missing_when_a_gap_asks_for_it() -> None:
    nothing = Line("pj", Holding.AUCUN)
    assert score_of([HERE, nothing], [], []).complete
    score = score_of([HERE, nothing], [GAP], [GapReply("sans_pj", GapAnswer.OPPORTUNITE)])
    assert (score.families_here, score.families) == (1, 2)
    assert score.missing == ("Protection juridique : aucun.",)


def test_who_holds_nothing_with_us_is_not_complete() -> None:
    assert not score_of([Line("pj", Holding.AUCUN)], [], []).complete


def test_a_family_both_here_and_elsewhere_is_not_whole() -> None:
    score = score_of([HERE, Line("auto", Holding.AILLEURS, "X")], [], [])
    assert (score.families_here, score.families, score.complete) == (0, 1, False)


def test_a_gap_without_answer_is_missing() -> None:
    score = score_of([HERE], [GAP], [])
    assert (score.gaps_answered, score.gaps, score.complete) == (0, 1, False)
    assert score.missing[0].startswith("Pas de protection juridique : ")


@pytest.mark.parametrize(
    ("lines", "replies", "actions", "reason", "codes"),
    [
        ([HERE], [ANSWERED], 1, None, []),
        ([HERE], [ANSWERED], 0, "Le client réfléchit", []),
        ([HERE], [ANSWERED], 0, " ", ["suite_manquante"]),
        ([Line("pj")], [ANSWERED], 1, None, ["famille_sans_reponse"]),
        ([HERE], [], 1, None, ["manque_sans_reponse"]),
        ([HERE], [GapReply("sans_pj")], 1, None, ["manque_sans_reponse"]),
        ([Line("pj")], [], 0, None,
         ["famille_sans_reponse", "manque_sans_reponse", "suite_manquante"]),
    ],
)  # fmt: skip
def test_the_bilan_is_done_when_nothing_is_left_blank(
    lines: list[Line], replies: list[GapReply], actions: int, reason: str | None, codes: list[str]
) -> None:
    missing = bilan_missing(lines, [GAP], replies, actions, reason)
    assert [problem.code for problem in missing] == codes


def test_contracts_are_counted_before_and_after() -> None:
    day = date(2026, 9, 1)
    contracts = [
        invented.contract(number="C1", effect_date=date(2026, 8, 25)),
        invented.contract(number="C1", effect_date=date(2026, 8, 30)),  # an avenant
        invented.contract(number="C2", effect_date=date(2026, 12, 1)),
        invented.contract(number="C3", effect_date=date(2026, 9, 1)),
        invented.contract(number="C4", state=ContractState.SANS_EFFET),
        invented.contract(number="C5", state=ContractState.RESILIE),
        invented.contract(
            number="C6", state=ContractState.RESILIE, ended_on=date(2026, 11, 1)
        ),
    ]  # fmt: skip
    assert equipment(contracts, day, date(2026, 12, 1)) == Equipment(before=3, after=3)
    assert equipment(contracts, date(2026, 8, 31), date(2026, 11, 1)) == Equipment(2, 2)
