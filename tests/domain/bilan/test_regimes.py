"""When a contract held elsewhere can move: each regime on both sides of its conditions."""

import tomllib
from datetime import date
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.moves import Day, Move
from mplus3_xl.domain.bilan.regimes import event_labels, move_of
from mplus3_xl.domain.bilan.situation import situation_of
from mplus3_xl.domain.vocabulary import ClientType, Holding
from tests.domain.bilan.situations import TODAY, read, situation

Entry = dict[str, Any]
REGIMES: list[Entry] = rules.table("regimes")["regime"]
CASES: list[Entry] = read("cases_regimes.toml")["case"]
SITES = Agencies.default().by_name()
NOTHING: Entry = {
    "writer": None, "earliest": None, "notice_limit": None, "relance": None, "todo": "",
    "urgent": False,
}  # fmt: skip


def line_of(case: Entry) -> Line:
    known = {name: case[name] for name in Line._fields if name in case}
    return Line(**known | {"holding": Holding.AILLEURS, "insurer": "Mutuelle inventée"})


def found(case: Entry) -> Move:
    return move_of(situation(case), line_of(case), Day(case.get("today", TODAY)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['regime']}: {case['says']}")
def test_a_contract_moves_when_the_table_says(case: Entry) -> None:
    facts = found(case)._asdict()
    assert facts.pop("why")
    assert facts == NOTHING | case["expected"]


def lacking_sides(regimes: list[Entry], cases: list[Entry]) -> list[str]:
    """Name the regimes without a case that they govern, or without one that they do not."""
    sides = {(each["regime"], each["expected"]["regime"] == each["regime"]) for each in cases}
    wanted = [(regime["code"], side) for regime in regimes for side in (True, False)]
    return [f"{code}, {side}" for code, side in wanted if (code, side) not in sides]


def test_each_regime_has_cases_on_both_sides() -> None:
    assert lacking_sides(REGIMES, CASES) == []


def test_a_regime_without_a_case_is_noticed() -> None:
    without = [case for case in CASES if case["regime"] != "vie"]
    assert lacking_sides(REGIMES, without) == ["vie, True", "vie, False"]


def test_no_case_is_about_a_regime_that_is_gone() -> None:
    assert {case["regime"] for case in CASES} == {regime["code"] for regime in REGIMES}


def test_a_relance_falls_on_a_day_when_the_agency_calls() -> None:
    line = Line("gav", Holding.AILLEURS, echeance=date(2027, 4, 1))
    said = situation_of(ClientType.PARTICULIER, {})
    monday = Day(date(2026, 12, 21), SITES["Rouvière"])
    assert move_of(said, line, monday).relance == date(2026, 12, 22)
    assert move_of(said, line, Day(date(2026, 12, 21), SITES["Corniche"])).relance == date(
        2026, 12, 21
    )


def test_what_may_have_happened_is_named_in_french() -> None:
    assert event_labels()["demenagement"] == "Déménagement"
    assert event_labels()["vente_vehicule"] == "Vente du véhicule"


def test_a_regime_that_needs_a_situation_says_what_else_to_say() -> None:
    for regime in REGIMES:
        for words in ("outside", "unsure"):
            assert ("when" in regime) == (words in regime), regime["code"]


def test_a_regime_added_to_the_table_governs_its_family(monkeypatch: pytest.MonkeyPatch) -> None:
    added = tomllib.loads(
        """
        [[regime]]
        code = "animaux_libre"
        label = "Animaux à tout moment"
        kind = "base"
        families = ["animaux"]
        client_types = ["particulier"]
        why = "Le contrat se résilie à tout moment."
        source = "exemple"
        confidence = "H"
        [regime.delays]
        effect_after_notice_months = 2
        [[regime.termination]]
        by = "client"
        """
    )
    line = Line("animaux", Holding.AILLEURS, echeance=date(2027, 4, 1))
    said = situation_of(ClientType.PARTICULIER, {})
    assert move_of(said, line, Day(TODAY)).regime == "echeance"
    monkeypatch.setitem(rules.table("regimes"), "regime", [*REGIMES, *added["regime"]])
    move = move_of(said, line, Day(TODAY))
    assert (move.regime, move.earliest) == ("animaux_libre", date(2027, 1, 23))
