"""Hours and days are read as people write them."""

from datetime import time

import pytest

from mplus3_xl.domain.agency.agencies import WEEKDAYS
from mplus3_xl.domain.agency.typed_week import range_words, read_days, read_range, read_time

MORNING = (time(9), time(12, 30))


@pytest.mark.parametrize(
    "typed",
    [
        "09:00 – 12:30", "9:00-12:30", "9h-12h30", "9 h à 12 h 30", "de 9h à 12h30", "9H00—12H30",
        "9-12.30", "9 heures a 12:30",
    ],
)  # fmt: skip
def test_a_range_is_read_however_it_is_written(typed: str) -> None:
    assert [read_range(word) for word in range_words(typed)] == [MORNING]


@pytest.mark.parametrize(
    "typed", ["9h", "9h 12h", "9/12", "24/11/2026", "0.375", "9h-25h", "9h-12h60", "le matin"]
)
def test_what_is_no_range_is_none(typed: str) -> None:
    assert [read_range(word) for word in range_words(typed)] == [None]


@pytest.mark.parametrize(
    "typed", ["9h-10h, 11h-12h", "9h-10h ; 11h-12h", "9h-10h et 11h-12h", "9h-10h / 11h-12h"]
)
def test_ranges_stand_side_by_side(typed: str) -> None:
    assert len(range_words(typed)) == 2


@pytest.mark.parametrize("typed", ["", "fermé", "-", "Fermée"])
def test_a_closed_half_day_has_no_range(typed: str) -> None:
    assert range_words(typed) == []


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("lundi, mardi", [1, 2]),
        ("Lundi mardi", [1, 2]),
        ("lundi et mardi ; JEUDI", [1, 2, 4]),
        ("lun, mar / sam.", [1, 2, 6]),
        ("lundi-vendredi", [1, 2, 3, 4, 5]),
        ("du lundi au jeudi et le samedi", [1, 2, 3, 4, 6]),
        ("de lundi à mercredi, ven – dim", [1, 2, 3, 5, 6, 7]),
    ],
)
def test_days_are_read_however_they_are_written(typed: str, days: list[int]) -> None:
    assert [day for _, found in read_days(typed) for day in found] == days


@pytest.mark.parametrize(
    "typed", ["lunddi", "l", "vendredi au lundi", "lundi-", "mars", "lun-ma-me"]
)
def test_a_word_that_means_no_day_is_told(typed: str) -> None:
    ((word, days),) = read_days(typed)
    assert word
    assert days == ()


def test_every_day_is_read_as_it_is_shown() -> None:
    assert [days for _, days in read_days(", ".join(WEEKDAYS))] == [(at,) for at in range(1, 8)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("9h", time(9)),
        (" 14 h 30 ", time(14, 30)),
        ("à 14:30", time(14, 30)),
        ("18.05", time(18, 5)),
        ("24h", None),
        ("14h75", None),
        ("9h-12h", None),
        ("midi", None),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, expected: time | None) -> None:
    assert read_time(typed) == expected
