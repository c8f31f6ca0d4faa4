import pytest

from mplus3_xl.calc.address import Box, a1, parse, spanning


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("B2", Box(2, 2, 1, 1)),
        ("$b$2", Box(2, 2, 1, 1)),
        ("A1:C3", Box(1, 1, 3, 3)),
        ("C3:A1", Box(1, 1, 3, 3)),
        ("A:C", Box(1, 1, 1_048_576, 3)),
        ("2:4", Box(2, 1, 3, 16_384)),
        ("XFD1048576", Box(1_048_576, 16_384, 1, 1)),
    ],
)
def test_an_address_names_a_rectangle(text: str, box: Box) -> None:
    assert parse(text) == box


@pytest.mark.parametrize(
    "text", ["fiche_code", "A0", "XFE1", "A1048577", "tFile[Code]", "", "AAAA1"]
)
def test_another_text_is_no_address(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize("text", ["$A$1", "$A$1:$C$3", "$A:$C", "$2:$4", "$AA$10"])
def test_an_address_is_written_as_it_was_read(text: str) -> None:
    box = parse(text)
    assert box is not None
    assert a1(box) == text


def test_an_address_may_be_relative() -> None:
    assert a1(Box(1, 1, 2, 2), row_absolute=False, column_absolute=False) == "A1:B2"


def test_two_rectangles_span_a_third() -> None:
    assert spanning(Box(5, 2, 1, 1), Box(1, 4, 2, 2)) == Box(1, 2, 5, 4)


def test_a_rectangle_holds_one_inside_it_and_not_one_that_sticks_out() -> None:
    outer = Box(2, 2, 3, 3)
    assert outer.holds(Box(4, 4, 1, 1))
    assert not outer.holds(Box(4, 4, 2, 1))


def test_two_rectangles_meet_in_a_cell_or_not_at_all() -> None:
    assert Box(1, 1, 2, 2).meets(Box(2, 2, 5, 5))
    assert not Box(1, 1, 2, 2).meets(Box(3, 1, 1, 1))
    assert not Box(1, 1, 2, 2).meets(Box(1, 3, 1, 1))
