import pytest

from mplus3_xl.domain.yes_no import YES, read_yes_no, yes_no


@pytest.mark.parametrize(
    ("typed", "meant"),
    [(YES, True), ("oui", True), ("NON ", False), ("", None), (None, None), (1, None)],
)
def test_a_yes_or_a_no_is_read_whatever_its_case(typed: object, meant: object) -> None:
    assert read_yes_no(typed) is meant


@pytest.mark.parametrize(("value", "word"), [(True, "Oui"), (False, "Non")])
def test_what_is_shown_reads_back(value: bool, word: str) -> None:
    assert (yes_no(value), read_yes_no(word)) == (word, value)
