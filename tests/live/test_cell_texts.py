"""What is typed is kept as a text, and comes back as what it was."""

from datetime import date, datetime, time

import pytest

from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.sheet.cell_texts import as_shown, day_of, text_of, time_of, value_of


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.TEXT, ""),
        ("Absent", Kind.TEXT, "Absent"),
        (3, Kind.WHOLE, "3"),
        (12.0, Kind.AMOUNT, "12"),
        (12.5, Kind.AMOUNT, "12,50"),
        (1200.05, Kind.AMOUNT, "1200,05"),
        (date(2026, 11, 23), Kind.DATE, "2026-11-23"),
        (time(14, 30), Kind.TIME, "14:30:00"),
        (time(0, 0, 1), Kind.TIME, "00:00:01"),
    ],
)
def test_what_is_typed_is_a_text_and_back(value: Value, kind: Kind, text: str) -> None:
    assert text_of(value) == text
    back = value_of(text, kind)
    assert (back, type(back)) == (value, type(value))


def test_an_amount_is_kept_to_the_cent_and_a_text_without_its_outer_spaces() -> None:
    assert (text_of(0.1 + 0.2), text_of(2.675)) == ("0,30", "2,68")
    assert text_of("  Rappelle le soir\n") == "Rappelle le soir"


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.TIME, Kind.WHOLE, Kind.AMOUNT])
def test_what_does_not_fit_the_kind_of_its_cell_stays_the_text_it_is(kind: Kind) -> None:
    assert value_of("demain", kind) == "demain"
    assert value_of(None, kind) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 3, 1), "01/03/2026"),
        (datetime(2026, 3, 1, 9, 30), "01/03/2026"),
        (time(9, 5), "09:05"),
        (12.5, "12,50"),
        (" mardi ", "mardi"),
        (None, ""),
    ],
)
def test_what_is_typed_is_shown_as_the_sheet_has_it(value: Value, shown: str) -> None:
    assert as_shown(value) == shown


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (date(2026, 11, 23), date(2026, 11, 23)),
        ("23/11/2026", date(2026, 11, 23)),
        ("demain", None),
        (None, None),
    ],
)
def test_a_day_is_read_even_as_a_text(value: Value, day: date | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize(
    ("value", "at"),
    [
        (time(14, 30), time(14, 30)),
        ("14h30", time(14, 30)),
        (time(0, 0), None),  # « 1430 » in a cell of hours is a day, at midnight
        ("plus tard", None),
        (None, None),
    ],
)
def test_a_time_is_read_even_as_a_text_and_midnight_is_none(value: Value, at: time | None) -> None:
    assert time_of(value) == at
