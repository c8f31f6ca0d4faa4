"""The agency's own words replace ours in the form of a call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from mplus3_xl.live.call.call_script import Words, shown_words, words_of
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.services.call.preparation import Preparation
from mplus3_xl.store.units import Units
from tests.services.calls import AGENCIES, prepared, ready


@pytest.fixture
def shown(store: Units) -> Preparation:
    return prepared(ready(store))


def words(
    shown: Preparation, own: Mapping[str, str] | None = None, caller: str | None = "Hugo Mazin"
) -> Words:
    return words_of(shown, AGENCIES["Corniche"], caller, own or {})


def test_what_is_not_known_is_to_be_completed(shown: Preparation) -> None:
    assert "[à compléter : Votre prénom]" in words(shown, caller=None).opening.text


def test_a_text_of_the_agency_replaces_ours(shown: Preparation) -> None:
    said = shown_words(words(shown, {"sms_coordonnees": "{appelant_nom} : {agence_telephone}"}))
    assert str(said["fiche_sms"]).startswith("Hugo Mazin : ")


def test_a_mail_of_the_agency_may_have_its_subject(shown: Preparation) -> None:
    own = {"mail_coordonnees": "Votre agence {agence}.", "mail_coordonnees.objet": "Bonjour"}
    mail = shown_words(words(shown, own))["fiche_mail"]
    assert mail == "Objet : Bonjour\n\nVotre agence Corniche."


def test_a_phrase_of_the_agency_is_shown_under_its_label(shown: Preparation) -> None:
    said = shown_words(words(shown, {"fin_appel": "Merci, et à bientôt."}))["fiche_phrases"]
    assert ["Fin de l’appel\u00a0: «\u00a0Merci, et à bientôt.\u00a0»"] in as_lines(said)


def test_the_opening_of_the_agency_is_the_one_that_is_said(shown: Preparation) -> None:
    own = dict.fromkeys(("accroche_moi", "accroche_collegue"), "Bonjour, {appelant}, {agence}.")
    (line,) = words(shown, own).opening.text.splitlines()
    assert line == "Bonjour, Hugo, Corniche."


def test_a_contract_whose_date_was_corrected_is_still_the_one_of_the_call(
    shown: Preparation,
) -> None:
    (held,) = shown.facts.contracts
    moved = held._replace(effect_date=held.effect_date - timedelta(days=5))
    corrected = replace(shown, facts=replace(shown.facts, contracts=(moved,)))
    assert words(corrected).texts == words(shown).texts


@pytest.mark.parametrize(
    ("block", "code"),
    [
        ("fiche_objet", "objet_appel"),
        ("fiche_rendez_vous", "pas_disponible"),
        ("fiche_transition", "transition_bilan"),
        ("fiche_declencheur", "declencheur"),
    ],
)
def test_each_block_shows_its_own_text(shown: Preparation, block: str, code: str) -> None:
    said = shown_words(words(shown, {code: "Nos mots."}))
    assert as_lines(said[block]) == [["«\u00a0Nos mots.\u00a0»"]]
    assert [name for name in said if said[name] == said[block]] == [block]


@pytest.mark.parametrize(("seller", "said"), [("Hugo Mazin", "moi"), ("Inès Morvan", "collègue")])
def test_the_opening_depends_on_who_sold_the_contract(store: Units, seller: str, said: str) -> None:
    shown = prepared(ready(store))
    (held,) = shown.facts.contracts
    sold = replace(shown.facts, contracts=(held._replace(seller=seller),))
    own = {"accroche_moi": "C’est moi.", "accroche_collegue": "C’est un collègue."}
    assert said in words(replace(shown, facts=sold), own).opening.text
