"""The regimes of termination: every one of the domain notes, its families and its numbers."""

from itertools import combinations
from typing import Any

from mplus3_xl import rules

Entry = dict[str, Any]
FAMILIES: list[Entry] = rules.table("families")["family"]
FAMILY_CODES = {family["code"] for family in FAMILIES}
REGIMES: list[Entry] = rules.table("regimes")["regime"]
REGIME_CODES = {
    "hamon", "sante_ria", "sante_coll", "lemoine", "echeance", "chatel", "evenement", "vente_veh",
    "vie",
}  # fmt: skip


def test_every_regime_of_the_notes_is_there() -> None:
    assert {regime["code"] for regime in REGIMES} == REGIME_CODES


def test_each_regime_governs_the_families_that_the_notes_give_it() -> None:
    assert {each["code"]: set(each["families"]) for each in REGIMES if each["kind"] == "base"} == {
        "hamon": {
            "auto", "moto", "camping_car", "velo_edpm", "mrh", "pno", "residence_secondaire",
        },
        "sante_ria": {"sante", "sante_tns", "surcomplementaire", "hospitalisation"},
        "sante_coll": {"sante_collective"},
        "lemoine": {"emprunteur"},
        "vie": {
            "assurance_vie", "capitalisation", "per", "obseques", "deces", "epargne_salariale",
            "epargne_dirigeant",
        },
    }  # fmt: skip


def test_a_family_has_at_most_one_base_regime() -> None:
    bases = [regime for regime in REGIMES if regime["kind"] == "base"]
    for one, other in combinations(bases, 2):
        assert set(one["families"]).isdisjoint(other["families"]), (one["code"], other["code"])


def test_one_regime_governs_the_families_without_their_own() -> None:
    assert [regime["code"] for regime in REGIMES if regime["kind"] == "default"] == ["echeance"]


def test_a_regime_names_families_that_exist() -> None:
    for regime in REGIMES:
        lists = [regime.get(key, []) for key in ("families", "only_families", "except_families")]
        lists += [each.get("families", []) for each in regime["termination"]]
        assert {code for each in lists for code in each} <= FAMILY_CODES, regime["code"]


def test_the_numbers_of_a_regime_say_their_unit() -> None:
    for regime in REGIMES:
        for name, value in regime["delays"].items():
            assert name.endswith(("_months", "_days")), name
            assert type(value) is int, name


def test_the_last_word_on_who_writes_the_termination_fits_every_family() -> None:
    for regime in REGIMES:
        assert set(regime["termination"][-1]) == {"by"}, regime["code"]


def test_a_regime_that_needs_age_names_the_one_before_it() -> None:
    for regime in REGIMES:
        if regime["delays"].get("minimum_age_months", 0) > 0:
            assert regime["below_age"] in REGIME_CODES, regime["code"]
