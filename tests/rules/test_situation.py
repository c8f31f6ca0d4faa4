"""The questions of the situation, and the conditions of every table that use them."""

from collections.abc import Iterator
from typing import Any

import pytest

from mplus3_xl import rules

Entry = dict[str, Any]
Clause = dict[str, Any]
FAMILIES: list[Entry] = rules.table("families")["family"]
PIECE_SETS: list[Entry] = rules.table("pieces")["set"]
QUESTIONS: list[Entry] = rules.table("situation")["question"]
GAPS: list[Entry] = rules.table("gaps")["gap"]
REGIMES: list[Entry] = rules.table("regimes")["regime"]
BY_QUESTION = {question["code"]: question for question in QUESTIONS}
OPS_OF_KIND = {
    "oui_non": {"is"},
    "choix": {"is", "in"},
    "choix_multiple": {"has"},
    "nombre": {"at_least"},
    "champ": {"is", "in", "starts_with"},
}


def conditions() -> Iterator[tuple[str, Entry]]:
    """Every condition of every table, with the code of its owner."""
    for entries in (FAMILIES, QUESTIONS, PIECE_SETS, REGIMES):
        yield from ((entry["code"], entry["when"]) for entry in entries if "when" in entry)
    yield from ((gap["code"], gap["trigger"]) for gap in GAPS)
    for regime in REGIMES:
        yield from (
            (regime["code"], each["when"]) for each in regime["termination"] if "when" in each
        )


def clauses(condition: Entry) -> list[Clause]:
    return [*condition.get("all", ()), *condition.get("any", ())]


@pytest.mark.parametrize(("owner", "condition"), list(conditions()))
def test_a_condition_has_the_closed_shape(owner: str, condition: Entry) -> None:
    assert set(condition) <= {"all", "any"}, owner
    for each in clauses(condition):
        assert set(each) == {"question", "op", "value"}, owner


@pytest.mark.parametrize(("owner", "condition"), list(conditions()))
def test_a_condition_asks_a_known_question_with_a_word_that_fits_its_kind(
    owner: str, condition: Entry
) -> None:
    for each in clauses(condition):
        kind = BY_QUESTION[each["question"]]["kind"]
        assert each["op"] in OPS_OF_KIND[kind], f"{owner}: {each}"


@pytest.mark.parametrize(("owner", "condition"), list(conditions()))
def test_a_condition_compares_with_an_answer_that_can_be_given(
    owner: str, condition: Entry
) -> None:
    for each in clauses(condition):
        question = BY_QUESTION[each["question"]]
        value = each["value"]
        if "options" in question:
            wanted = set(value if isinstance(value, list) else [value])
            assert wanted <= {option["code"] for option in question["options"]}, owner
        elif question["kind"] == "oui_non":
            assert isinstance(value, bool), owner
        elif question["kind"] == "nombre":
            assert type(value) is int, owner


def test_no_question_waits_for_itself_or_for_a_later_one() -> None:
    asked: set[str] = set()
    for question in QUESTIONS:
        needed = {each["question"] for each in clauses(question.get("when", {}))}
        assert needed <= asked, question["code"]
        asked.add(question["code"])


def test_every_question_serves_a_rule() -> None:
    used = {each["question"] for _, condition in conditions() for each in clauses(condition)}
    assert set(BY_QUESTION) - used == set()


def test_only_questions_with_a_choice_have_options_and_they_are_two_or_more() -> None:
    for question in QUESTIONS:
        assert ("options" in question) == question["kind"].startswith("choix"), question["code"]
        codes = [option["code"] for option in question.get("options", ())]
        assert len(set(codes)) == len(codes) != 1, question["code"]


def test_an_answer_is_proposed_from_a_field_of_the_clients_export() -> None:
    known = set(rules.table("columns")["clients"])
    fields = {question["prefill"]["field"] for question in QUESTIONS if "prefill" in question}
    assert fields <= known


def test_whoever_a_gap_concerns_is_asked_about_it() -> None:
    for gap in GAPS:
        for each in clauses(gap["trigger"]):
            asked = set(BY_QUESTION[each["question"]]["client_types"])
            assert set(gap["client_types"]) <= asked, gap["code"]
