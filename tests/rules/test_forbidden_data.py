"""What must never be asked or kept: health, beliefs, bank and social-security numbers (§1.4)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.text import fold

Entry = dict[str, Any]
PIECES: list[Entry] = rules.table("pieces")["piece"]
SITUATION = rules.table("situation")
QUESTIONS: list[Entry] = [*SITUATION["question"], *SITUATION["open_question"]]
FIELDS: list[Entry] = rules.table("required_fields")["field"]


def shown_texts(value: object, key: str = "") -> Iterator[str]:
    """Every text of a table but the codes."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from shown_texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from shown_texts(inner, key)
    elif isinstance(value, str) and key != "code":
        yield value


@pytest.mark.parametrize(
    "word",
    ["nir", "securite sociale", "iban", "rib", "carte bancaire", "maladie", "traitement",
     "handicap", "grossesse", "religion", "syndicat", "questionnaire de sante"],
)  # fmt: skip
def test_no_question_and_no_field_asks_for_what_is_forbidden(word: str) -> None:
    asked = [*shown_texts(QUESTIONS), *shown_texts(FIELDS)]
    assert [text for text in asked if f" {word} " in f" {fold(text)} "] == []


def test_a_paper_with_a_forbidden_number_reminds_that_only_its_date_is_kept() -> None:
    sensitive = [piece for piece in PIECES if re.search(r"\b(rib|droits)\b", fold(piece["label"]))]
    assert [piece["code"] for piece in sensitive] == [
        "mandat_sepa", "attestation_droits", "rib_prestations", "rib",
    ]  # fmt: skip
    assert all("jamais le numéro" in piece["help"] for piece in sensitive)


def test_no_medical_paper_is_listed() -> None:
    labels = " ".join(fold(piece["label"]) for piece in PIECES)
    assert not re.search(r"\b(medical|medicale|medecin|questionnaire)\b", labels)
