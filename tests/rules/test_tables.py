"""The rule tables as a whole: they parse, their codes are sound, their words are French."""

import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from mplus3_xl import rules
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType

Entry = dict[str, Any]
TABLES = sorted(
    file.name.removesuffix(".toml")
    for file in resources.files(rules).iterdir()
    if file.name.endswith(".toml")
)
FAMILIES: list[Entry] = rules.table("families")["family"]
PIECES: list[Entry] = rules.table("pieces")["piece"]
PIECE_SETS: list[Entry] = rules.table("pieces")["set"]
QUESTIONS: list[Entry] = rules.table("situation")["question"]
GAPS: list[Entry] = rules.table("gaps")["gap"]
LEVELS: list[Entry] = rules.table("gaps")["level"]
REGIMES: list[Entry] = rules.table("regimes")["regime"]
FIELDS: list[Entry] = rules.table("required_fields")["field"]
OUTCOMES: list[Entry] = rules.table("outcomes")["outcome"]
SCRIPTS = rules.table("scripts")
TEMPLATES: list[Entry] = SCRIPTS["template"]
LIMITS: dict[str, Entry] = rules.table("attempts")["limit"]
CLIENT_TYPES = {str(kind.value) for kind in ClientType}
LISTS = {
    "families": FAMILIES,
    "pieces": PIECES,
    "situation": QUESTIONS,
    "open questions": rules.table("situation")["open_question"],
    "gaps": GAPS,
    "gap levels": LEVELS,
    "regimes": REGIMES,
    "required fields": FIELDS,
    "outcomes": OUTCOMES,
    "script templates": TEMPLATES,
    "merge fields": SCRIPTS["merge_field"],
    "opening checks": SCRIPTS["opening_check"],
    "call bases": rules.table("attempts")["basis"],
    "watched words": rules.table("attempts")["watched_words"],
}
WITH_TEXTS = [
    "attempts", "families", "gaps", "outcomes", "pieces", "regimes", "required_fields", "scripts",
    "situation",
]  # fmt: skip
SHOWN_KEYS = (
    "label", "text", "subject", "sentence", "question", "help", "message", "why", "todo", "advice",
)  # fmt: skip
FOR_CLIENTS = {
    name: LISTS[name]
    for name in ("families", "situation", "open questions", "gaps", "regimes", "call bases")
} | {"piece sets": PIECE_SETS}


def shown_texts(value: object) -> Iterator[str]:
    """Every text that a person reads; an SMS keeps to another alphabet (test_scripts)."""
    if isinstance(value, list):
        for inner in value:
            yield from shown_texts(inner)
    elif isinstance(value, dict) and value.get("channel") != "sms":
        yield from (value[key] for key in SHOWN_KEYS if isinstance(value.get(key), str))
        for inner in value.values():
            yield from shown_texts(inner)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_parses(name: str) -> None:
    assert rules.table(name)


@pytest.mark.parametrize("name", TABLES)
def test_the_word_that_clients_must_not_hear_is_nowhere(name: str) -> None:
    text = resources.files(rules).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    assert "pretexte" not in fold(text)


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_unique(name: str) -> None:
    counted = Counter(entry["code"] for entry in LISTS[name])
    assert [code for code, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", LISTS)
def test_codes_are_ascii_snake_case(name: str) -> None:
    codes = [entry["code"] for entry in LISTS[name]]
    assert [code for code in codes if not re.fullmatch(r"[a-z][a-z0-9_]*", code)] == []


@pytest.mark.parametrize("name", LISTS)
def test_labels_are_there_and_begin_as_a_french_label_does(name: str) -> None:
    labels = [entry["label"] for entry in LISTS[name]]
    assert [label for label in labels if not label.strip() or label[0].islower()] == []


@pytest.mark.parametrize("name", WITH_TEXTS)
def test_shown_texts_use_the_typographic_apostrophe(name: str) -> None:
    assert [text for text in shown_texts(rules.table(name)) if "'" in text] == []


@pytest.mark.parametrize("name", FOR_CLIENTS)
def test_client_types_are_those_of_the_vocabulary(name: str) -> None:
    for entry in FOR_CLIENTS[name]:
        assert entry["client_types"], entry["code"]
        assert set(entry["client_types"]) <= CLIENT_TYPES, entry["code"]


@pytest.mark.parametrize(
    "entries", [GAPS, PIECE_SETS, REGIMES, list(LIMITS.values())],
    ids=["gaps", "pieces", "regimes", "limits"],
)  # fmt: skip
def test_a_rule_says_its_source_and_how_sure_it_is(entries: list[Entry]) -> None:
    for entry in entries:
        assert entry["confidence"] in {"H", "M-H", "M", "NV"}, entry["label"]
        assert entry["source"], entry["label"]
