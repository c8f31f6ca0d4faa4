"""What stands at the top of a sheet is read at once: a point a line, and how many more."""

import pytest

from mplus3_xl.layout import message


def test_each_point_has_its_line() -> None:
    assert message.lines("Non fait : SIRET.\nTéléphone.") == ["Non fait : SIRET.", "Téléphone."]


def test_a_list_goes_on_behind_what_it_lists() -> None:
    said = message.lines("Il manque :\n– Ville.\n– SIRET.\nNote : trop longue.")
    assert said == ["Il manque : – Ville. – SIRET.", "Note : trop longue."]


def test_a_long_point_goes_on_below() -> None:
    said = message.lines(f"{'mot ' * message.WIDTH}".strip()[: message.WIDTH * 2])
    assert len(said) in (2, 3)
    assert max(map(len, said)) <= message.WIDTH


@pytest.mark.parametrize("left", [2, 7])
def test_points_without_room_are_counted(left: int) -> None:
    points = [f"Point {n}." for n in range(message.LINES - 1 + left)]
    said = message.lines("\n".join(points))
    assert said == [*points[: message.LINES - 1], f"et {left} autres points."]


def test_as_many_points_as_lines_are_all_said() -> None:
    points = [f"Point {n}." for n in range(message.LINES)]
    assert message.lines("\n".join(points)) == points


def test_one_point_longer_than_all_lines_says_that_it_goes_on() -> None:
    said = message.lines("mot " * message.WIDTH * message.LINES)
    assert len(said) == message.LINES
    assert said[-1].endswith(message.CUT)


def test_a_point_cut_before_the_count_says_that_it_goes_on() -> None:
    long = "mot " * (message.WIDTH * message.LINES // 4 + 20)
    said = message.lines(f"{long}\nUn autre.\nEncore un.")
    assert said[-2].endswith(message.CUT)
    assert said[-1] == "et 2 autres points."


def test_nothing_to_say_has_no_line() -> None:
    assert message.lines("") == []


def test_a_sheet_that_is_no_form_says_its_points_on_two_lines() -> None:
    assert message.few_lines("Non fait : SIRET.\nZone.") == ["Non fait : SIRET. Zone.", ""]
    assert message.few_lines("") == ["", ""]


def test_the_second_line_of_a_list_holds_all_that_is_left() -> None:
    text = " ".join(["Non fait : un mot."] * 40)
    first, rest = message.few_lines(text)
    assert message.WIDTH - len("Non fait ") < len(first) <= message.WIDTH
    assert f"{first} {rest}" == text
