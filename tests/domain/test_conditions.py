"""The conditions of the rule tables: true, false, or unknown while an answer is missing."""

import pytest

from mplus3_xl.domain.conditions import holds

OWNER = {"question": "logement", "op": "is", "value": "proprietaire"}
CHILD = {"question": "enfants", "op": "at_least", "value": 1}


@pytest.mark.parametrize(
    ("op", "value", "answer", "expected"),
    [
        ("is", "locataire", "locataire", True),
        ("is", "locataire", "proprietaire", False),
        ("is", True, True, True),
        ("is", True, False, False),
        ("in", ["btp", "commerce"], "btp", True),
        ("in", ["btp", "commerce"], "services", False),
        ("has", ["auto"], ("velo", "auto"), True),
        ("has", ["auto"], ("velo",), False),
        ("has", ["auto"], "auto", True),
        ("at_least", 2, 2, True),
        ("at_least", 2, 1, False),
        ("at_least", 1, 0, False),
        ("starts_with", ["41", "42"], "41.20A", True),
        ("starts_with", ["41", "42"], "62.01Z", False),
    ],
)
def test_a_test_compares_the_answer(op: str, value: object, answer: object, expected: bool) -> None:
    assert holds({"all": [{"question": "q", "op": op, "value": value}]}, {"q": answer}) is expected


@pytest.mark.parametrize("answer", [None, "ne_sait_pas", ""])
def test_an_answer_that_is_missing_leaves_it_unknown(answer: object) -> None:
    assert holds({"all": [OWNER]}, {"logement": answer}) is None
    assert holds({"all": [OWNER]}, {}) is None


@pytest.mark.parametrize(
    ("home", "children", "both", "either"),
    [
        ("proprietaire", 1, True, True),
        ("proprietaire", 0, False, True),
        ("proprietaire", None, None, True),
        ("locataire", 1, False, True),
        ("locataire", 0, False, False),
        ("locataire", None, False, None),
        (None, 1, None, True),
        (None, 0, False, None),
        (None, None, None, None),
    ],
)
def test_all_and_any_follow_the_table_of_three_values(
    home: str | None, children: int | None, both: bool | None, either: bool | None
) -> None:
    answers = {"logement": home, "enfants": children}
    assert holds({"all": [OWNER, CHILD]}, answers) is both
    assert holds({"any": [OWNER, CHILD]}, answers) is either


def test_a_condition_left_out_asks_for_nothing() -> None:
    assert holds({}, {}) is True


def test_all_and_any_must_both_hold() -> None:
    condition = {"all": [CHILD], "any": [OWNER]}
    assert holds(condition, {"enfants": 1, "logement": "proprietaire"}) is True
    assert holds(condition, {"enfants": 1, "logement": "locataire"}) is False


def test_a_word_that_is_none_is_a_fault_of_the_table() -> None:
    with pytest.raises(ValueError, match="like"):
        holds({"all": [{"question": "q", "op": "like", "value": "a"}]}, {"q": "a"})
