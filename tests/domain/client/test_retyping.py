"""A TNS recorded as Particulier is offered to be retyped (G25)."""

import pytest

from mplus3_xl.domain.client.retyping import retype_offer
from mplus3_xl.domain.vocabulary import ClientType


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"situation_professionnelle": "TNS"}, "Situation professionnelle « TNS »"),
        ({"situation_professionnelle": "artisan"}, "Situation professionnelle « artisan »"),
        ({"siret": "73282932000074"}, "SIRET 73282932000074"),
        ({"naf": "4321a"}, "Code NAF 43.21A"),
    ],
)
def test_a_particulier_whose_values_speak_of_a_trade_is_offered_to_be_a_tns(
    values: dict[str, str | None], said: str
) -> None:
    offer = retype_offer(ClientType.PARTICULIER, values)
    assert offer is not None
    assert offer.client_type is ClientType.TNS
    assert offer.sentence.startswith(said)


@pytest.mark.parametrize(
    "values",
    [{}, {"situation_professionnelle": "Employé"}, {"siret": "73282932000075"}, {"naf": "x"},
     {"siret": None, "situation_professionnelle": ""}],
)  # fmt: skip
def test_a_particulier_without_a_sign_of_it_stays_one(values: dict[str, str | None]) -> None:
    assert retype_offer(ClientType.PARTICULIER, values) is None


@pytest.mark.parametrize("client_type", [ClientType.TNS, ClientType.ENTREPRISE, None])
def test_only_a_particulier_is_offered_it(client_type: ClientType | None) -> None:
    assert retype_offer(client_type, {"siret": "73282932000074"}) is None
