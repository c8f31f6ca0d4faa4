"""The gaps: every rule of the domain notes, said so that a client understands."""

from typing import Any

from mplus3_xl import rules
from mplus3_xl.domain.text import fold

Entry = dict[str, Any]
FAMILIES: list[Entry] = rules.table("families")["family"]
FAMILY_CODES = {family["code"] for family in FAMILIES}
GAPS: list[Entry] = rules.table("gaps")["gap"]
LEVELS: list[Entry] = rules.table("gaps")["level"]
HOUSE_WORDS = {
    "an", "cdc", "dp", "mrh", "mrp", "pno", "gav", "pj", "tns", "ird", "lagon", "multi equipement",
    "premier appel", "opportunite", "ailleurs", "bilan",
}  # fmt: skip


def test_every_gap_rule_of_the_notes_is_there() -> None:
    assert {gap["rule"] for gap in GAPS} == {f"G{number}" for number in range(1, 26)}


def test_a_gap_names_families_that_exist_and_that_its_clients_may_hold() -> None:
    types = {family["code"]: set(family["client_types"]) for family in FAMILIES}
    for gap in GAPS:
        assert set(gap["covered_by"]) <= FAMILY_CODES, gap["code"]
        if "family" in gap:
            assert gap["family"] in gap["covered_by"], gap["code"]
            assert set(gap["client_types"]) <= types[gap["family"]], gap["code"]


def test_only_the_fault_of_the_file_itself_proposes_no_contract() -> None:
    assert [gap["rule"] for gap in GAPS if "family" not in gap] == ["G25"]


def test_a_gap_has_a_level_of_the_list() -> None:
    assert {gap["level"] for gap in GAPS} == {level["code"] for level in LEVELS}


def test_what_is_called_compulsory_is_what_the_notes_say_is() -> None:
    """The insurance of children for what school leaves optional (G18) is not verified."""
    compulsory = {gap["code"] for gap in GAPS if gap["level"] == "obligatoire"}
    assert compulsory == {
        "vehicule_auto", "vehicule_moto", "vehicule_camping_car", "vehicule_edpm", "vehicule_pro",
        "locataire_sans_habitation", "coproprietaire_sans_habitation",
        "bailleur_copropriete_sans_pno", "btp_sans_decennale", "sante_liberale_sans_rc",
        "reglementee_sans_rc_pro", "salaries_sans_sante_collective", "cadres_sans_prevoyance",
        "plusieurs_vehicules_sans_flotte", "vehicule_personnel_usage_pro",
        "chien_categorise_sans_rc", "chasseur_sans_rc",
    }  # fmt: skip


def test_a_client_hears_no_word_of_the_house() -> None:
    for gap in GAPS:
        said = f" {fold(gap['sentence'])} "
        assert [word for word in HOUSE_WORDS if f" {word} " in said] == [], gap["code"]


def test_a_sentence_for_the_client_is_one_short_sentence() -> None:
    for gap in GAPS:
        assert gap["sentence"][0].isupper(), gap["code"]
        assert gap["sentence"].endswith("."), gap["code"]
        assert len(gap["sentence"]) <= 150, gap["code"]


def test_what_the_notes_do_not_verify_is_off() -> None:
    assert {gap["rule"] for gap in GAPS if not rules.is_verified(gap)} == {"G14", "G22"}
