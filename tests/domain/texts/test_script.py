"""The script: merge fields, variants, and the templates that may be used (D11)."""

import re

import pytest

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.texts.script import (
    MERGE_FIELD,
    filled,
    first_name,
    labels,
    merge_values,
    merged,
    opening,
    templates,
)
from mplus3_xl.domain.texts.template_rules import template_problems
from mplus3_xl.domain.vocabulary import ClientType
from tests.domain import invented

SITE = Agency(
    "Corniche",
    phone="01 99 00 12 34",
    email="corniche@exemple.fr",
    insurer="Assurances Exemple",
)
AUTO = invented.contract(family="auto", seller="ROUX Inès")
SENDER = "{appelant_nom} au {agence_telephone}"
MIREILLE = invented.client(civility="Mme", last_name="AGOPIAN", first_name="Mireille")
VALUES = merge_values(MIREILLE, "Hugo Mazin", SITE, AUTO)


def test_the_opening_of_the_guide_is_filled() -> None:
    said = merged(opening("Hugo Mazin", "ROUX Inès").text, VALUES)
    assert said.missing == ()
    assert said.text == (
        "Bonjour Mireille, c’est Hugo de l’agence Corniche. C’est Inès qui a assuré votre contrat "
        "auto et c’est moi qui vais vous suivre et gérer votre dossier. Est-ce que vous avez "
        "quelques minutes, ou on prend un rendez-vous téléphonique ?"
    )


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_field_without_value_is_shown_to_be_completed_never_left_empty(value: str | None) -> None:
    said = merged("Bonjour {prenom}, {prenom} !", {"prenom": value})
    expected = "[à compléter : Prénom du client]"
    assert said == (f"Bonjour {expected}, {expected} !", ("Prénom du client",))


@pytest.mark.parametrize("code", ["sms_coordonnees", "mail_coordonnees"])
def test_a_message_to_send_greets_without_a_name_rather_than_by_a_blank(code: str) -> None:
    template = templates()[code]
    nameless = filled(template, VALUES | {"prenom": None})
    assert nameless.text.startswith("Bonjour,")
    assert nameless.missing == ()
    assert filled(template, VALUES).text.startswith("Bonjour Mireille,")


def test_what_is_read_aloud_keeps_its_blank() -> None:
    spoken = filled(templates()["accroche_moi"], VALUES | {"prenom": None})
    assert "[à compléter : Prénom du client]" in spoken.text


@pytest.mark.parametrize("code", sorted(labels()))
def test_no_template_ever_hides_a_missing_field(code: str) -> None:
    lacking = VALUES | {code: None}
    for template in templates().values():
        said = merged(template.text, lacking)
        uses = f"{{{code}}}" in template.text
        assert said.missing == ((labels()[code],) if uses else ()), template.code
        assert (f"[à compléter : {labels()[code]}]" in said.text) == uses
        assert not re.search(r"[{}]", said.text)


def test_every_merge_field_has_a_value_for_a_client_of_whom_all_is_known() -> None:
    assert set(VALUES) == set(labels())
    assert all(VALUES.values())


def test_a_value_that_looks_like_a_field_is_left_as_it_is() -> None:
    assert merged("{prenom}", {"prenom": "{agence}"}).text == "{agence}"


@pytest.mark.parametrize(
    ("caller", "seller", "available", "code"),
    [
        ("Hugo Mazin", "MAZIN Hugo", True, "accroche_moi"),
        ("Hugo Mazin", "hugo  mazin", True, "accroche_moi"),
        ("Hugo Mazin", "ROUX Inès", True, "accroche_collegue"),
        ("Hugo Mazin", "ROUX Hugo", True, "accroche_collegue"),
        ("Hugo Mazin", None, True, "accroche_collegue"),
        (None, None, True, "accroche_collegue"),
        ("Hugo Mazin", "MAZIN Hugo", False, "pas_disponible"),
    ],
)
def test_the_opening_follows_the_seller_and_the_clients_time(
    caller: str | None, seller: str | None, available: bool, code: str
) -> None:
    assert opening(caller, seller, available).code == code


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Hugo Mazin", "Hugo"),
        ("MAZIN Hugo", "Hugo"),
        ("LE GALL Anne-Marie", "Anne-Marie"),
        ("HUGO MAZIN", "HUGO MAZIN"),
        ("Hugo", "Hugo"),
        ("  ", None),
        (None, None),
    ],
)
def test_a_first_name_is_found_in_a_full_name(name: str | None, given: str | None) -> None:
    assert first_name(name) == given


def test_in_a_company_the_one_who_looks_after_insurance_is_greeted() -> None:
    company = invented.client(
        client_type=ClientType.ENTREPRISE, company="Toits du Sud", first_name=None,
        insurance_contact="Claire Roux",
    )  # fmt: skip
    assert merge_values(company, "Hugo Mazin", SITE, AUTO)["prenom"] == "Claire"


@pytest.mark.parametrize(
    ("contact", "greeted"),
    [
        ("Mme Roux, comptabilité", "Mme Roux"),
        ("M. Anne-Marie LE GALL (DAF)", "M. Anne-Marie LE GALL"),
        ("Madame Roux - 04 91 00 00 00", "Madame Roux"),
        ("ROUX Claire / comptable", "Claire"),
        ("Claire Roux : DAF", "Claire"),
        ("M Roux", "M Roux"),
        ("Mehdi Roux", "Mehdi"),
        ("Mme", "Mme"),
        (", comptable", None),
    ],
)
def test_a_contact_is_greeted_as_he_is_named_without_what_he_does(
    contact: str, greeted: str | None
) -> None:
    company = invented.client(client_type=ClientType.ENTREPRISE, insurance_contact=contact)
    assert merge_values(company, "Hugo Mazin", SITE, AUTO)["prenom"] == greeted


@pytest.mark.parametrize(
    ("family", "product", "contract", "risk"),
    [
        ("auto", "Auto 4 roues", "auto", "l’auto"),
        (None, "Produit inconnu", "Produit inconnu", None),
        (None, None, None, None),
    ],
)
def test_the_contract_is_said_as_its_family_else_as_its_product(
    family: str | None, product: str | None, contract: str | None, risk: str | None
) -> None:
    values = merge_values(
        MIREILLE, "Hugo Mazin", SITE, invented.contract(family=family, product=product)
    )
    assert (values["contrat"], values["risque"]) == (contract, risk)


def test_without_contract_agency_or_caller_all_is_to_be_completed() -> None:
    values = merge_values(invented.client(first_name=None, last_name=None), None, None, None)
    assert set(values.values()) == {None}


def test_the_templates_of_the_table_may_all_be_used() -> None:
    for template in templates().values():
        assert template_problems(template) == (), template.code


@pytest.mark.parametrize(
    ("code", "text", "problem"),
    [
        ("objectif_1", "Bonjour {prenon}", "champ_inconnu"),
        ("objectif_1", "Bonjour {prenom", "accolade_seule"),
        ("objectif_1", "Bonjour {prénom de}", "accolade_seule"),
        ("objectif_1", "C’est un Prétexte administratif", "mot_interdit"),
        ("objectif_1", "Des PRETEXTES", "mot_interdit"),
        ("sms_coordonnees", f"{SENDER}, votre devis vous attend", "message_promotionnel"),
        ("mail_coordonnees", f"{SENDER}, voyez https://exemple.fr", "message_promotionnel"),
        ("sms_coordonnees", f"Une REDUCTION pour vous. {SENDER}", "message_promotionnel"),
        ("objectif_1", "Je vous prépare un devis", None),
        ("accroche_moi", "Bonjour, c’est {appelant} de l’agence.", "champ_perdu"),
        ("accroche_moi", "Bonjour, ici l’agence {agence}.", "champ_perdu"),
        ("accroche_moi", "Bonjour, {appelant_nom}, agence {agence}.", None),
        ("objet_appel", "Je vous appelle, c’est un appel commercial.", "champ_perdu"),
        ("objet_appel", "{assureur} : nous ferons le point.", "mot_absent"),
        ("objet_appel", "{assureur} : une suite COMMERCIALE, libre à vous.", None),
        ("objet_appel", "{assureur} : ce n’est pas un appel commercial.", "mot_contraire"),
        ("transition_bilan", "{agence} : parlons de vos assurances.", "mot_absent"),
        ("sms_coordonnees", "Bonjour, {appelant_nom}.", "champ_perdu"),
        ("sms_coordonnees", f"Bonjour {{prenom}}, {SENDER}.", None),
    ],
)
def test_an_edited_template_is_refused_with_its_reason(
    code: str, text: str, problem: str | None
) -> None:
    found = template_problems(templates()[code]._replace(text=text, subject=None))
    assert [(each.field, each.code) for each in found] == ([(code, problem)] if problem else [])


def test_the_subject_of_a_mail_is_looked_at_too() -> None:
    mail = templates()["mail_coordonnees"]._replace(subject="Une offre de {agance}")
    found = [(each.field, each.code) for each in template_problems(mail)]
    assert found == [
        ("mail_coordonnees.objet", "champ_inconnu"),
        ("mail_coordonnees.objet", "message_promotionnel"),
    ]


@pytest.mark.parametrize("code", sorted(templates()))
def test_a_template_is_refused_from_the_character_that_has_no_room(code: str) -> None:
    template = templates()[code]
    spare = template.longest - len(merged(template.text, {}).text)
    assert template_problems(template._replace(text=template.text + "x" * spare)) == ()
    (problem,) = template_problems(template._replace(text=template.text + "x" * (spare + 1)))
    assert (problem.code, problem.field) == ("modele_trop_long", code)
    assert f"{template.longest + 1} caractères" in problem.message
    assert f"{template.longest} au plus" in problem.message


def test_what_an_edited_text_keeps_is_said_with_its_reason() -> None:
    (problem,) = template_problems(templates()["objet_appel"]._replace(text="Appel commercial."))
    assert problem.message.startswith("« Objet de l’appel » : il garde {assureur} : l’assureur")
    assert "R112-4" in problem.message


def test_no_refusal_says_the_word_that_is_said_to_nobody() -> None:
    (problem,) = template_problems(templates()["objectif_1"]._replace(text="prétexte"))
    assert "pretexte" not in fold(problem.message)


def test_a_merge_field_is_written_between_braces() -> None:
    assert MERGE_FIELD.findall("{prenom} et {agence}") == ["prenom", "agence"]
