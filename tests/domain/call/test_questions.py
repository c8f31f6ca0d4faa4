"""The questions to prepare, by client type (guide, "Avant l’appel")."""

import pytest

from mplus3_xl.domain.call.questions import questions_to_ask
from mplus3_xl.domain.client.required import fields, required_fields
from mplus3_xl.domain.vocabulary import ClientType

PARTICULIER, TNS, ENTREPRISE = ClientType
KNOWN: dict[str, str | None] = dict.fromkeys(fields(), "connu")
OPEN = {
    PARTICULIER: ["famille", "metier", "biens", "protection"],
    TNS: ["famille", "activite", "equipe", "biens", "protection"],
    ENTREPRISE: ["activite", "equipe", "protection_salaries"],
}


def codes(client_type: ClientType | None, values: dict[str, str | None]) -> list[str]:
    return [question.code for question in questions_to_ask(client_type, values)]


@pytest.mark.parametrize("client_type", ClientType)
def test_a_full_file_leaves_the_open_questions_of_the_type(client_type: ClientType) -> None:
    assert codes(client_type, KNOWN) == OPEN[client_type]


@pytest.mark.parametrize("client_type", ClientType)
def test_an_empty_file_is_asked_for_after_them_in_the_order_of_the_form(
    client_type: ClientType,
) -> None:
    asked = [field.code for field in required_fields(client_type) if field.question]
    assert codes(client_type, {}) == OPEN[client_type] + asked


def test_a_field_that_holds_spaces_is_asked_for() -> None:
    assert codes(TNS, KNOWN | {"siret": " "})[-1] == "siret"


def test_staff_check_the_agency_and_the_charge_alone() -> None:
    asked = codes(PARTICULIER, {})
    assert "agence" not in asked
    assert "charge" not in asked


def test_a_client_of_unknown_type_is_asked_what_everybody_is() -> None:
    assert codes(None, {}) == ["adresse", "code_postal", "ville", "telephone", "email"]


def test_a_question_is_a_sentence_to_say() -> None:
    for client_type in ClientType:
        for question in questions_to_ask(client_type, {}):
            assert question.text.endswith(" ?")
            assert question.topic
