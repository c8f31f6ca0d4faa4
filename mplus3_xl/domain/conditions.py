"""The conditions of the rule tables, judged true, false or unknown.

The words of a condition are those that `rules/situation.toml` explains. Answers are by question:
`bool`, `int`, a code, or several codes; a missing one, or "ne sait pas", is unknown.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

UNKNOWN = "ne_sait_pas"
Answers = Mapping[str, object]


def holds(condition: Mapping[str, Any], answers: Answers) -> bool | None:
    """Say whether a condition holds; `None` while the answers do not tell."""
    tests_of_all = [_test(each, answers) for each in condition.get("all", ())]
    tests_of_any = [_test(each, answers) for each in condition.get("any", ())]
    either = _any(tests_of_any) if tests_of_any else True
    return _all([*tests_of_all, either])


def _all(found: Collection[bool | None]) -> bool | None:
    if False in found:
        return False
    return None if None in found else True


def _any(found: Collection[bool | None]) -> bool | None:
    if True in found:
        return True
    return None if None in found else False


def _test(test: Mapping[str, Any], answers: Answers) -> bool | None:
    answer = answers.get(test["question"])
    if answer is None or answer in (UNKNOWN, ""):
        return None
    return _compared(test["op"], answer, test["value"])


def _compared(op: str, answer: Any, value: Any) -> bool:
    match op:
        case "is":
            return bool(answer == value)
        case "in":
            return answer in value
        case "has":
            return not set(_several(answer)).isdisjoint(value)
        case "at_least":
            return bool(answer >= value)
        case "starts_with":
            return str(answer).startswith(tuple(value))
    raise ValueError(f"no such word in a condition: {op}")


def _several(answer: Any) -> Iterable[str]:
    return (answer,) if isinstance(answer, str) else answer
