"""The outcomes of an attempt, and the limits around a call."""

from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.vocabulary import Closing, Tag

Entry = dict[str, Any]
OUTCOMES: list[Entry] = rules.table("outcomes")["outcome"]
LIMITS: dict[str, Entry] = rules.table("attempts")["limit"]
NEXT_KINDS = {"objectifs", "rdv", "rappel", "reessai", "aucun", "gestion", "stop", "cloture"}
OUTCOME_CODES = {
    "joint", "rdv", "rappel", "nrp", "rep", "occ", "tiers", "faux", "refus", "oppo", "entrant",
    "hc",
}  # fmt: skip


def test_every_outcome_of_the_notes_is_there() -> None:
    assert {outcome["code"] for outcome in OUTCOMES} == OUTCOME_CODES


def test_an_outcome_sets_a_tag_of_the_vocabulary_or_none() -> None:
    tags = {outcome["code"]: outcome["tag_appel"] for outcome in OUTCOMES}
    assert set(tags.values()) == {Tag.OK.value, Tag.KO.value, "vide"}
    reached = {code for code, tag in tags.items() if tag == "OK"}
    assert reached == {"joint", "rdv", "refus", "entrant"}
    assert {code for code, tag in tags.items() if tag == "vide"} == {"rappel", "oppo", "hc"}


def test_only_the_clients_own_call_and_a_wrong_target_do_not_count() -> None:
    free = {outcome["code"] for outcome in OUTCOMES if not outcome["counts"]}
    assert free == {"entrant", "hc"}


def test_what_follows_an_outcome_is_one_of_the_closed_list() -> None:
    for outcome in OUTCOMES:
        follows = outcome["next"]
        assert follows["kind"] in NEXT_KINDS, outcome["code"]
        retries = {"delay_days", "day_kind", "moment"} <= set(follows)
        assert retries == (follows["kind"] == "reessai"), outcome["code"]
        timed = follows.get("asks_time", False)
        assert timed == (follows["kind"] in {"rdv", "rappel"}), outcome["code"]
        assert follows.get("takes_time", False) == (outcome["code"] == "entrant")


@pytest.mark.parametrize(
    ("code", "delay", "day_kind", "moment"),
    [
        ("nrp", 2, "ouvres", "autre_demi_journee"),
        ("rep", 3, "calendaires", "indifferent"),
        ("occ", 0, "calendaires", "autre_heure"),
        ("tiers", 1, "calendaires", "indifferent"),
    ],
)
def test_the_next_try_is_the_one_of_the_notes(
    code: str, delay: int, day_kind: str, moment: str
) -> None:
    follows = next(outcome["next"] for outcome in OUTCOMES if outcome["code"] == code)
    assert (follows["delay_days"], follows["day_kind"], follows["moment"]) == (
        delay, day_kind, moment,
    )  # fmt: skip


def test_a_closing_is_one_of_the_vocabulary() -> None:
    known = {str(closing.value) for closing in Closing}
    for outcome in OUTCOMES:
        reasons = [outcome, *outcome.get("reasons", ())]
        assert {each["closing"] for each in reasons if "closing" in each} <= known, outcome["code"]


def test_an_outcome_that_has_its_own_ground_names_one_of_the_table() -> None:
    known = {basis["code"] for basis in rules.table("attempts")["basis"]}
    own = {outcome["code"]: outcome["basis"] for outcome in OUTCOMES if "basis" in outcome}
    assert own == {"entrant": "demande_client"}
    assert set(own.values()) <= known


def test_the_limits_of_the_law_have_their_default() -> None:
    assert {code: limit["value"] for code, limit in LIMITS.items()} == {
        "max_tentatives": 4, "fenetre_tentatives": 30, "alerte_tentatives": 3,
        "entreprise_memes_limites": True, "tns_comme_conso": True, "rdv_hors_plage": True,
        "contrat_actif_requis": True, "opposition_definitive": True, "info_telephone": True,
        "message_promotionnel": False, "consentement": 365, "preuve_consentement": 3,
        "conservation_prospect": 3, "conservation_client": 3, "note_max": 500,
        "relance_piece": 7, "declaration_changement": 15, "revue_assurance_vie": 4,
        "revue_assurance_vie_conseillee": 2, "renonciation": 14, "renonciation_vie": 30,
    }  # fmt: skip


@pytest.mark.parametrize("code", ["consentement", "note_max"])
def test_no_setting_goes_beyond_what_the_law_has_the_last_word_on(code: str) -> None:
    assert LIMITS[code]["most"] == LIMITS[code]["value"]


def test_a_yes_or_no_setting_says_so() -> None:
    for code, limit in LIMITS.items():
        assert (limit["unit"] == "oui_non") == isinstance(limit["value"], bool), code


def test_no_motor_vehicle_is_said_to_be_renounced() -> None:
    """L112-2-1 II leaves out all that L211-1 obliges to insure, not cars alone."""
    assert LIMITS["renonciation"]["message"].endswith("sauf s’il assure un véhicule à moteur.")
