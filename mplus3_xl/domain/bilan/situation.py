"""The client's situation: the questions put to him, and his answers.

Questions are data (`rules/situation.toml`). An answer is `bool`, `int`, a code, several codes, or
`UNKNOWN` ("ne sait pas"); a question without answer is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mplus3_xl.domain.bilan.offer import AS_SHIPPED, Offer
from mplus3_xl.domain.client.lagon_reports import column_of
from mplus3_xl.domain.conditions import Answers, holds
from mplus3_xl.domain.model import Client
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.rules import is_verified, table

Question = dict[str, Any]
Answer = bool | int | str | tuple[str, ...]


# What stands for the answer to a question that another answer makes pointless: no test holds.
_POINTLESS: dict[str, Answer] = {"nombre": 0}
_NO_OBJECT = "sans_objet"


class Situation(NamedTuple):
    """Who the client is, and what he said, as conditions are judged on it; never what is stored.

    Without children, "at school?" is not unknown: nothing that hangs on it holds. `offer` is what
    the agency goes through with him.
    """

    client_type: ClientType
    answers: Answers
    offer: Offer = AS_SHIPPED

    def says(self, condition: Mapping[str, Any]) -> bool | None:
        """Say whether a condition of a rule table holds; `None` while the answers do not tell."""
        return holds(condition, self.answers)


def situation_of(client_type: ClientType, answers: Answers, offer: Offer = AS_SHIPPED) -> Situation:
    """Return the situation: the answers to what concerns the client."""
    known: dict[str, object] = {"type_client": client_type}
    for question in _questions():
        code = question["code"]
        if code in known or client_type not in question["client_types"]:
            continue
        if holds(question.get("when", {}), known) is False:
            known[code] = _POINTLESS.get(question["kind"], _NO_OBJECT)
        elif code in answers:
            known[code] = answers[code]
    return Situation(client_type, known, offer)


def questions_for(situation: Situation) -> tuple[Question, ...]:
    """Return the questions to ask, in order: those that a rule, or another question, needs.

    One that hangs on an answer still missing is asked.
    """
    needed = _needed(situation)
    return tuple(
        question
        for question in _questions()
        if question["kind"] != "champ"
        and question["code"] in needed
        and _concerns(question, situation.client_type, situation.answers)
    )


def answers_set_aside(situation: Situation, answers: Answers) -> dict[str, object]:
    """Return the answers that concern the client, to questions that no rule needs at present."""
    asked = {question["code"] for question in questions_for(situation)}
    return {
        question["code"]: answers[question["code"]]
        for question in _questions()
        if question["code"] in answers
        and question["code"] not in asked
        and question["kind"] != "champ"
        and _concerns(question, situation.client_type, situation.answers)
    }


def prefilled(client: Client, client_type: ClientType, earlier: Answers) -> dict[str, object]:
    """Return the answers known before asking: the client's own earlier ones, else Lagon's."""
    proposed = {each["code"]: _proposed(each, client) for each in _questions() if "prefill" in each}
    known = {code: value for code, value in proposed.items() if value is not None}
    return known | dict(earlier) | _read_again(known) | {"type_client": client_type}


def _questions() -> list[Question]:
    questions: list[Question] = table("situation")["question"]
    return questions


def _concerns(question: Question, client_type: ClientType, answers: Answers) -> bool:
    asked = client_type in question["client_types"]
    return asked and holds(question.get("when", {}), answers) is not False


def _needed(situation: Situation) -> set[str]:
    """Name the questions that an active rule uses for this type of client."""
    needed = {code for condition in _conditions(situation) for code in _named(condition)}
    for question in reversed(_questions()):  # a question only waits for earlier ones
        if question["code"] in needed:
            needed |= _named(question.get("when", {}))
    return needed


def _conditions(situation: Situation) -> Iterator[Mapping[str, Any]]:
    """Yield the conditions in use; of a family that is off, if it would cover a gap in use."""
    kind, offer = situation.client_type, situation.offer
    gaps = [gap for gap in table("gaps")["gap"] if kind in gap["client_types"] and offer.tells(gap)]
    covering = {family for gap in gaps for family in gap["covered_by"]}
    families = [
        family
        for family in table("families")["family"]
        if offer.asks(family["code"]) or family["code"] in covering
    ]
    for entry in (*families, *table("pieces")["set"], *regimes()):
        if kind in entry["client_types"]:
            yield from (each["when"] for each in _parts(entry) if "when" in each)
    yield from (gap["trigger"] for gap in gaps)


def regimes() -> list[dict[str, Any]]:
    """Return the regimes of contracts that were verified, in the order of their table."""
    return [each for each in table("regimes")["regime"] if is_verified(each)]


def _parts(entry: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    return (entry, *entry.get("termination", ()))


def _named(condition: Mapping[str, Any]) -> set[str]:
    return {test["question"] for tests in condition.values() for test in tests}


def _proposed(question: Question, client: Client) -> object:
    value = getattr(client, column_of(question["prefill"]["field"]))
    values = question["prefill"].get("values")
    if values is None or value is None:
        return value
    return True if fold(value) in {fold(each) for each in values} else None


def _read_again(known: Answers) -> dict[str, object]:
    """Keep, of what Lagon holds, what is never asked: there, an earlier bilan does not win."""
    fields = {each["code"] for each in _questions() if each["kind"] == "champ"}
    return {code: value for code, value in known.items() if code in fields}
