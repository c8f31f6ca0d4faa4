"""The record of processing says what the program keeps, for how long, and on what ground."""

from pathlib import Path

import pytest

from mplus3_xl.domain.limits import default_limits, limit

TEXT = (Path(__file__).parents[2] / "docs" / "registre-traitements.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("Client qui a eu un contrat", "conservation_client"),
        ("Client sans contrat", "conservation_prospect"),
        ("Preuve d’un consentement", "preuve_consentement"),
    ],
)
def test_a_duration_is_that_of_the_rules(data: str, code: str) -> None:
    (line,) = (line for line in TEXT.splitlines() if line.startswith(f"| {data} |"))
    assert line.split(" | ")[1].startswith(limit(code).quantity(default_limits()))


def test_a_note_has_the_length_of_the_rules() -> None:
    assert f"note de {limit('note_max').quantity(default_limits())} au plus" in TEXT


def test_the_duty_of_advice_before_a_contract_is_the_law_s_and_during_it_the_acpr_s() -> None:
    said = "avant tout contrat (C. ass., L521-4) et pendant sa vie (recommandation 2024-R-03"
    assert said in " ".join(TEXT.split())
