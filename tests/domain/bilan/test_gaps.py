"""The gaps: each rule on both sides of its conditions, their order, the answers to them."""

import tomllib
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.bilan.gaps import (
    Gap,
    GapReply,
    gaps_missing,
    gaps_of,
    level_label,
    reply_problems,
)
from mplus3_xl.domain.bilan.inventory import families_for
from mplus3_xl.domain.bilan.situation import situation_of
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding
from tests.domain.bilan.situations import lines, read, situation

Entry = dict[str, Any]
RULES: list[Entry] = rules.table("gaps")["gap"]
CASES: list[Entry] = read("cases_gaps.toml")["case"]


@pytest.fixture
def all_rules_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that the notes do not verify too."""
    on = [rule | {"confidence": "H"} for rule in RULES]
    monkeypatch.setitem(rules.table("gaps"), "gap", on)


def found_in(case: Entry) -> tuple[Gap, ...]:
    said = situation(case)
    return gaps_of(said, lines(said, case["held"], Holding.AUCUN))


@pytest.mark.usefixtures("all_rules_on")
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['gap']}-{case['found']}")
def test_a_gap_is_found_where_the_table_says(case: Entry) -> None:
    assert (case["gap"] in {gap.code for gap in found_in(case)}) == case["found"]


def lacking_cases(all_rules: list[Entry], cases: list[Entry]) -> list[str]:
    """Name the rules without a case on one side of what triggers, or covers, them."""
    shown = {(case["gap"], case["side"], case["found"]) for case in cases}
    return [
        f"{rule['code']}, {side}, {found}"
        for rule in all_rules
        for side in ("trigger", "cover")
        for found in (True, False)
        if (side == "trigger" or rule["covered_by"]) and (rule["code"], side, found) not in shown
    ]


def test_each_rule_has_cases_on_both_sides() -> None:
    assert lacking_cases(RULES, CASES) == []


def test_a_rule_without_a_case_is_noticed() -> None:
    without = [case for case in CASES if case["gap"] != "vehicule_auto"]
    assert len(lacking_cases(RULES, without)) == 4
    assert lacking_cases([{"code": "neuf", "covered_by": []}], CASES) == [
        "neuf, trigger, True",
        "neuf, trigger, False",
    ]


def test_no_case_is_about_a_rule_that_is_gone() -> None:
    assert {case["gap"] for case in CASES} == {rule["code"] for rule in RULES}


@pytest.mark.parametrize("rule", [each for each in RULES if not rules.is_verified(each)],
                         ids=lambda rule: rule["code"])  # fmt: skip
def test_a_rule_that_is_not_verified_finds_nothing(rule: Entry) -> None:
    triggered = next(each for each in CASES if each["gap"] == rule["code"] and each["found"])
    assert rule["code"] not in {gap.code for gap in found_in(triggered)}


def test_nothing_is_announced_of_a_family_not_asked_yet() -> None:
    said = situation_of(ClientType.PARTICULIER, {"logement": "locataire"})
    assert gaps_of(said, lines(said, {})) == ()


def test_the_most_important_come_first_and_three_contracts_are_put_forward() -> None:
    answers = {
        "logement": "locataire", "vehicules": ["auto", "edpm"], "couple": True,
        "loisirs": ["sport"],
    }  # fmt: skip
    said = situation_of(ClientType.PARTICULIER, answers)
    gaps = gaps_of(said, lines(said, {}, Holding.AUCUN))
    assert [(gap.code, gap.put_forward) for gap in gaps] == [
        ("vehicule_auto", True),
        ("vehicule_edpm", True),
        ("locataire_sans_habitation", True),
        ("famille_sans_prevoyance", False),
        ("sans_rc_vie_privee", False),
        ("loisirs_sans_gav", False),
        ("sans_protection_juridique", False),
    ]


def test_two_gaps_of_one_contract_take_one_place() -> None:
    said = situation_of(ClientType.PARTICULIER, {"logement": "locataire", "loisirs": ["sport"]})
    gaps = gaps_of(said, lines(said, {}, Holding.AUCUN))
    assert [gap.code for gap in gaps if gap.put_forward] == [
        "locataire_sans_habitation",
        "loisirs_sans_gav",
        "sans_protection_juridique",
    ]
    assert "sans_rc_vie_privee" in {gap.code for gap in gaps}


def test_a_gap_names_its_level_in_french() -> None:
    assert [level_label(gap["level"]) for gap in RULES[:1]] == ["Obligatoire"]


GAP = Gap("sans_pj", "G24", "Pas de protection juridique", "pj", "conseille", "Une phrase.")


@pytest.mark.parametrize(
    ("reply", "codes"),
    [
        (GapReply("sans_pj", GapAnswer.REFUS), ["refus_sans_raison"]),
        (GapReply("sans_pj", GapAnswer.REFUS, "  "), ["refus_sans_raison"]),
        (GapReply("sans_pj", GapAnswer.REFUS, "Trop cher pour lui"), []),
        (GapReply("sans_pj", GapAnswer.REFUS, "Soigné d’un cancer"), ["donnee_de_sante"]),
        (GapReply("sans_pj", GapAnswer.COUVERT, "CNI n° 123456789012"), ["numero_identite"]),
        (GapReply("sans_pj", GapAnswer.OPPORTUNITE), []),
        (GapReply("autre", GapAnswer.REFUS), []),
    ],
)
def test_a_refusal_wants_its_reason_and_no_secret(reply: GapReply, codes: list[str]) -> None:
    assert [problem.code for problem in reply_problems([GAP], [reply])] == codes


@pytest.mark.parametrize("answer", [*GapAnswer, None])
def test_any_answer_counts_but_none(answer: GapAnswer | None) -> None:
    missing = gaps_missing([GAP], [GapReply("sans_pj", answer)])
    assert [problem.field for problem in missing] == ([] if answer else ["tManques:sans_pj"])


def test_an_entry_added_to_the_table_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    added = tomllib.loads(
        """
        [[family]]
        code = "drone"
        label = "Drone"
        spoken = { article = "le ", name = "drone" }
        group = "iard"
        basket = "perso"
        client_types = ["particulier"]
        pieces = []
        branches = []
        products = ["Drone"]

        [[gap]]
        code = "drone_sans_rc"
        rule = "G26"
        label = "Drone sans assurance"
        client_types = ["particulier"]
        trigger = { all = [{ question = "loisirs", op = "has", value = ["sport"] }] }
        family = "drone"
        covered_by = ["drone"]
        covered_where = "partout"
        level = "obligatoire"
        sentence = "Un drone s’assure pour les dommages causés aux autres."
        source = "exemple"
        confidence = "H"
        """
    )
    families = [*rules.table("families")["family"], *added["family"]]
    monkeypatch.setitem(rules.table("families"), "family", families)
    monkeypatch.setitem(rules.table("gaps"), "gap", [*RULES, *added["gap"]])
    said = situation_of(ClientType.PARTICULIER, {"loisirs": ["sport"]})
    assert "drone" in {family["code"] for family in families_for(said)}
    none = gaps_of(said, lines(said, {}, Holding.AUCUN))
    held = gaps_of(said, lines(said, {"drone": "ailleurs"}, Holding.AUCUN))
    assert none[0].code == "drone_sans_rc"
    assert "drone_sans_rc" not in {gap.code for gap in held}
