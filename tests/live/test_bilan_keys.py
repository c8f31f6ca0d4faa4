"""A line of the bilan whose hidden key was written over is still what it says it is."""

import pytest

from mplus3_xl.live.bilan.keys import family_of, gap_of, is_ours
from mplus3_xl.rules import table

FAMILY = table("families")["family"][0]
GAP = table("gaps")["gap"][0]


@pytest.mark.parametrize("key", [FAMILY["code"], "x", 5, None])
def test_a_line_is_of_the_family_that_its_key_or_its_name_says(key: str | int | None) -> None:
    assert family_of({"cle": key, "famille": FAMILY["label"]}) == FAMILY["code"]
    assert gap_of({"cle": GAP["code"] if key else key, "manque": GAP["label"]}) == GAP["code"]


def test_a_line_that_says_nothing_known_is_of_none() -> None:
    assert family_of({"cle": "x", "famille": None}) == ""
    assert gap_of({"cle": "x", "manque": "Autre"}) == ""


@pytest.mark.parametrize(
    ("key", "held", "ours"),
    [
        (f"{FAMILY['code']}#12", "Chez nous", True),
        ("x", "Chez nous", True),
        ("x", "Ailleurs", False),
        (FAMILY["code"], "Chez nous", False),
        (None, "Chez nous", False),
    ],
)
def test_a_line_with_us_is_only_read(key: str | None, held: str, ours: bool) -> None:
    assert is_ours({"cle": key, "detention": held}) is ours
