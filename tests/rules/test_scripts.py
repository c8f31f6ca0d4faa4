"""What is said and written: the guide’s own words, with their merge fields."""

import re
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.text import fold

Entry = dict[str, Any]
SCRIPTS = rules.table("scripts")
TEMPLATES: list[Entry] = SCRIPTS["template"]
GSM_LETTERS = set("èéùìòÇØøÅåÆæßÉÄÖÑÜ§äöñüà")


def test_a_template_only_uses_declared_merge_fields() -> None:
    declared = {field["code"] for field in SCRIPTS["merge_field"]}
    for template in TEMPLATES:
        text = template["text"] + template.get("subject", "")
        assert set(re.findall(r"\{(\w+)\}", text)) <= declared, template["code"]


def test_every_merge_field_is_used_or_offered_for_a_colder_opening() -> None:
    used = {name for each in TEMPLATES for name in re.findall(r"\{(\w+)\}", each["text"])}
    offered = {"civilite_nom"}
    assert {field["code"] for field in SCRIPTS["merge_field"]} == used | offered


def test_the_opening_is_the_guides_own() -> None:
    said = next(each["text"] for each in TEMPLATES if each["code"] == "accroche_collegue")
    example = {field["code"]: field["example"] for field in SCRIPTS["merge_field"]}
    assert said.format_map(example) == (
        "Bonjour Mireille, c’est Hugo de l’agence Corniche. C’est Inès qui a assuré votre contrat "
        "auto et c’est moi qui vais vous suivre et gérer votre dossier. Est-ce que vous avez "
        "quelques minutes, ou on prend un rendez-vous téléphonique ?"
    )


def test_the_trigger_sentence_is_the_guides_own() -> None:
    said = next(each["text"] for each in TEMPLATES if each["code"] == "declencheur")
    expected = "Nous sommes à présent votre assureur pour l’auto. Qui sont vos autres assureurs ?"
    assert said.format(risque="l’auto") == expected


def test_the_opening_exists_for_both_sellers() -> None:
    sellers = [each["seller"] for each in TEMPLATES if "seller" in each]
    assert sorted(sellers) == ["collegue", "moi"]


def test_the_text_of_the_sms_keeps_to_the_alphabet_of_an_sms() -> None:
    said = next(each["text"] for each in TEMPLATES if each["channel"] == "sms")
    assert [letter for letter in said if not letter.isascii() and letter not in GSM_LETTERS] == []


def test_the_messages_left_to_a_client_offer_nothing() -> None:
    for template in TEMPLATES:
        if template["channel"] in {"sms", "mail"}:
            words = set(fold(template["text"]).split())
            assert words.isdisjoint(map(fold, SCRIPTS["offer_words"])), template["code"]


def test_the_words_of_an_offer_name_those_that_matter() -> None:
    assert {"offre", "devis", "promotion", "http", "https", "tarif"} <= set(SCRIPTS["offer_words"])


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda each: each["code"])
def test_what_a_text_keeps_are_declared_fields_and_the_reason_is_said(template: Entry) -> None:
    declared = {field["code"] for field in SCRIPTS["merge_field"]}
    assert {name for kept in template.get("keeps", ()) for name in kept} <= declared
    assert bool(template.get("because")) == bool(template.get("keeps") or template.get("says"))


def test_the_law_s_own_words_are_kept_at_the_start_and_at_the_turn_of_a_call() -> None:
    by_code = {each["code"]: each for each in TEMPLATES}
    assert by_code["objet_appel"]["keeps"] == [["assureur"]]
    for code in ("objet_appel", "transition_bilan"):
        assert by_code[code]["says"] == ["commercial"]
        assert "R112-4" in by_code[code]["because"]
    for code in ("accroche_collegue", "accroche_moi"):
        assert by_code[code]["keeps"] == [["appelant", "appelant_nom"], ["agence"]]
