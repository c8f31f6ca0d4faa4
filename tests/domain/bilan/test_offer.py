"""The families and the gaps that are switched on or off: what becomes of a bilan."""

from functools import cache
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.bilan.bilan import Said, lines_and_gaps
from mplus3_xl.domain.bilan.gaps import GapReply, replies_set_aside
from mplus3_xl.domain.bilan.inventory import Line, families_for, lines_set_aside
from mplus3_xl.domain.bilan.offer import AS_SHIPPED, Offer
from mplus3_xl.domain.bilan.situation import (
    Situation,
    answers_set_aside,
    questions_for,
    situation_of,
)
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding
from tests.domain.bilan.situations import read, situation
from tests.domain.invented import contract

FAMILIES = [each["code"] for each in rules.table("families")["family"]]
CASES: list[dict[str, Any]] = read("cases_gaps.toml")["case"]
NO_PJ = Offer(families_off=frozenset({"pj"}))


def person(offer: Offer = AS_SHIPPED, **answers: object) -> Situation:
    return situation_of(ClientType.PARTICULIER, answers, offer)


def found(said: Situation, *typed: Line) -> set[str]:
    """The gaps of a client who holds nothing else, every other family being answered."""
    spoken = {line.family for line in typed}
    rest = (Line(code, Holding.AUCUN) for code in FAMILIES if code not in spoken)
    _, gaps = lines_and_gaps(Said(said, (*typed, *rest)), ())
    return {gap.code for gap in gaps}


def shown(said: Situation, *typed: Line) -> dict[str, Holding | None]:
    lines, _ = lines_and_gaps(Said(said, typed), ())
    return {line.family: line.holding for line in lines}


def test_a_family_that_is_off_is_not_asked() -> None:
    assert "pj" in shown(person())
    assert set(shown(person())) - set(shown(person(NO_PJ))) == {"pj"}
    assert "pj" not in shown(person(NO_PJ), Line("pj", Holding.AUCUN))


def test_what_is_held_of_a_family_that_is_off_stays_shown() -> None:
    ours = contract(family="pj")
    lines, _ = lines_and_gaps(Said(person(NO_PJ)), [ours])
    assert ("pj", Holding.CHEZ_NOUS) in {(line.family, line.holding) for line in lines}
    assert shown(person(NO_PJ), Line("pj", Holding.AILLEURS))["pj"] is Holding.AILLEURS


def test_a_gap_whose_contract_is_no_longer_asked_is_silent() -> None:
    assert "sans_protection_juridique" in found(person())
    assert "sans_protection_juridique" not in found(person(NO_PJ))


def gaps_of(said: Situation, typed: tuple[Line, ...]) -> set[str]:
    return {gap.code for gap in lines_and_gaps(Said(said, typed), ())[1]}


@cache
def answered() -> list[tuple[Situation, tuple[Line, ...], set[str]]]:
    """Each case, its other families answered in each way, and the gaps that it makes."""
    cases = []
    for case in CASES:
        said = situation(case)
        held = [Line(code, Holding(where)) for code, where in case["held"].items()]
        for rest in (Holding.AUCUN, Holding.NE_SAIT_PAS, None):
            others = [Line(each["code"], rest) for each in families_for(said)
                      if rest and each["code"] not in case["held"]]  # fmt: skip
            typed = (*held, *others)
            cases.append((said, typed, gaps_of(said, typed)))
    return cases


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_switched_off_makes_no_gap(family: str) -> None:
    off = Offer(families_off=frozenset({family}))
    for said, typed, before in answered():
        without = said._replace(offer=off)
        assert gaps_of(without, typed) <= before
        never_asked = tuple(line for line in typed if line.family != family)
        if never_asked != typed:  # else they are the same lines
            assert gaps_of(without, never_asked) <= gaps_of(said, never_asked)


def test_an_answer_given_before_its_family_was_off_still_counts() -> None:
    off = Offer(families_off=frozenset({"gav"}))
    at_school = person(off, enfants=1, enfants_scolarises=True)
    assert "enfants_sans_scolaire" in found(at_school)
    assert "enfants_sans_scolaire" not in found(at_school, Line("gav", Holding.NE_SAIT_PAS))


def test_a_gap_is_switched_off_without_its_family() -> None:
    off = Offer(gaps_off=frozenset({"sans_protection_juridique"}))
    assert "sans_protection_juridique" not in found(person(off))
    assert "pj" in shown(person(off))


def test_a_gap_that_is_not_verified_is_told_once_it_is_on() -> None:
    on = Offer(gaps_on=frozenset({"chasseur_sans_rc"}))
    assert "chasseur_sans_rc" not in found(person(loisirs=("chasse",)))
    assert "chasseur_sans_rc" in found(person(on, loisirs=("chasse",)))


def test_a_question_is_asked_only_for_what_is_on() -> None:
    def asked(offer: Offer) -> set[str]:
        return {each["code"] for each in questions_for(situation_of(ClientType.TNS, {}, offer))}

    assert "objets_valeur" in asked(AS_SHIPPED)
    assert "objets_valeur" not in asked(Offer(families_off=frozenset({"objets_valeur"})))
    assert "age" not in asked(AS_SHIPPED)
    assert "age" in asked(Offer(gaps_on=frozenset({"tns_sans_per"})))


def test_what_was_said_of_what_is_off_is_set_aside() -> None:
    off = Offer(frozenset({"pj", "objets_valeur"}), frozenset({"loisirs_sans_gav"}))
    said = person(off)
    old = (Line("pj", Holding.AUCUN), Line("gav", Holding.AUCUN), Line("pj", Holding.AILLEURS))
    assert lines_set_aside(said, old, ()) == (old[0],)
    assert lines_set_aside(said, old, [Line("pj", Holding.AILLEURS, "Autre")]) == ()
    replies = [GapReply(code, GapAnswer.OPPORTUNITE)
               for code in ("loisirs_sans_gav", "sans_protection_juridique",
                            "locataire_sans_habitation")]  # fmt: skip
    assert replies_set_aside(said, replies, ()) == tuple(replies[:2])
    assert replies_set_aside(said, replies, replies) == ()
    answers = {"objets_valeur": True, "logement": "locataire"}
    assert answers_set_aside(said, answers) == {"objets_valeur": True}
