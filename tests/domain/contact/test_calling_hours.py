"""When to call: opening hours ∩ legal hours ∩ no public holiday (R14)."""

from datetime import date, datetime, time

import holidays
import pytest

from mplus3_xl.domain.agency.agencies import Agencies, Agency
from mplus3_xl.domain.contact.calling_hours import (
    may_call_at,
    next_slot,
    public_holidays,
    ranges_on,
    soonest_slot,
)
from mplus3_xl.domain.windows import Window, window_of

SITES = Agencies.default().by_name()
MORNING, AFTERNOON = "10:00-12:30", "14:00-17:30"
LEGAL = "10:00-13:00 14:00-20:00"
HOLIDAYS_ON_WEEKDAYS = {
    2026: "01/01 06/04 01/05 08/05 14/05 25/05 14/07 11/11 25/12",
    2027: "01/01 29/03 06/05 17/05 14/07 01/11 11/11",
}


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M")  # noqa: DTZ007 — Paris local time, no zone


def _window(earliest: str, start: str, end: str, latest: str) -> Window:
    days = [_moment(f"{day} 00:00").date() for day in (start, start, end, earliest, latest)]
    return Window(*days)


def _shown(site: str | None, day: date) -> str:
    ranges = ranges_on(SITES[site] if site else None, day)
    return " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in ranges)


@pytest.mark.parametrize(
    ("site", "week"),
    [
        ("Corniche", [f"{MORNING} {AFTERNOON}"] * 5 + ["", ""]),
        ("Rouvière", [""] + [f"{MORNING} {AFTERNOON}"] * 4 + ["", ""]),
        (None, [LEGAL] * 5 + ["", ""]),
    ],
)
def test_a_site_is_callable_where_its_hours_meet_the_legal_ones(
    site: str | None, week: list[str]
) -> None:
    monday_to_sunday = [date(2026, 11, 23 + day) for day in range(7)]
    assert [_shown(site, day) for day in monday_to_sunday] == week


@pytest.mark.parametrize(
    ("year", "day"),
    [(year, day) for year, days in HOLIDAYS_ON_WEEKDAYS.items() for day in days.split()],
)
def test_nobody_is_called_on_a_public_holiday(year: int, day: str) -> None:
    holiday = _moment(f"{day}/{year} 00:00").date()
    assert ranges_on(None, holiday) == ()


@pytest.mark.parametrize("year", [2026, 2027])
def test_no_other_weekday_is_a_holiday(year: int) -> None:
    found = {f"{day:%d/%m}" for day in public_holidays(year) if day.isoweekday() <= 5}
    assert found == set(HOLIDAYS_ON_WEEKDAYS[year].split())


@pytest.mark.parametrize("day", ["03/04/2026", "26/03/2027"])
def test_good_friday_is_a_working_day_in_marseille(day: str) -> None:
    assert ranges_on(None, _moment(f"{day} 00:00").date())


@pytest.mark.parametrize("year", range(2015, 2061))
def test_the_public_holidays_are_those_of_the_field_s_library(year: int) -> None:
    assert public_holidays(year) == set(holidays.country_holidays("FR", years=year))


# Effect 15/01/2025: too early before 30/03, window Tue 08/04 – Tue 22/04, too late after 15/05.
JANUARY = window_of(date(2025, 1, 15))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("01/02/2025 00:00", "08/04/2025 10:00"),  # far ahead: the window's first moment
        ("08/04/2025 00:00", "08/04/2025 10:00"),
        ("08/04/2025 10:00", "08/04/2025 10:00"),
        ("08/04/2025 11:07", "08/04/2025 11:07"),  # now is callable
        ("08/04/2025 12:29", "08/04/2025 12:29"),
        ("08/04/2025 12:30", "08/04/2025 14:00"),  # the end of a range is excluded
        ("08/04/2025 17:30", "09/04/2025 10:00"),
        ("11/04/2025 18:00", "14/04/2025 10:00"),  # over the week-end
        ("18/04/2025 18:00", "22/04/2025 10:00"),  # over Easter Monday
        ("22/04/2025 17:29", "22/04/2025 17:29"),
        ("22/04/2025 17:30", "23/04/2025 10:00"),  # the window is over: late
        ("30/04/2025 20:00", "02/05/2025 10:00"),
        ("15/05/2025 17:29", "15/05/2025 17:29"),
        ("15/05/2025 17:30", None),  # too late
        ("16/05/2025 00:00", None),
    ],
)
def test_the_next_slot_of_a_corniche_dossier(now: str, expected: str | None) -> None:
    found = next_slot(SITES["Corniche"], JANUARY, _moment(now))
    assert found == (_moment(expected) if expected else None)


# A group whose windows share Saturday 28/11 and Sunday 29/11/2026 only.
WEEKEND = _window("23/11/2026", "28/11/2026", "29/11/2026", "04/12/2026")


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("01/11/2026 00:00", "27/11/2026 14:00"),  # the last range before the window
        ("27/11/2026 14:00", "27/11/2026 14:00"),
        ("27/11/2026 15:42", "27/11/2026 15:42"),  # within that range: now
        ("27/11/2026 17:30", "30/11/2026 10:00"),  # nothing left before: after it
        ("29/11/2026 12:00", "30/11/2026 10:00"),
        ("04/12/2026 17:30", None),
    ],
)
def test_a_window_without_a_callable_day_is_called_before_else_after(
    now: str, expected: str | None
) -> None:
    found = next_slot(SITES["Corniche"], WEEKEND, _moment(now))
    assert found == (_moment(expected) if expected else None)


def test_the_slot_before_the_window_is_not_before_the_earliest_day() -> None:
    # Nothing from Saturday 28/11 to Sunday 29/11, and Friday is too early: Monday.
    window = _window("28/11/2026", "28/11/2026", "29/11/2026", "04/12/2026")
    assert next_slot(None, window, _moment("20/11/2026 11:00")) == _moment("30/11/2026 10:00")


def test_no_slot_is_given_when_none_is_left_before_the_latest_day() -> None:
    window = _window("28/11/2026", "28/11/2026", "29/11/2026", "29/11/2026")
    assert next_slot(None, window, _moment("20/11/2026 11:00")) is None


def test_rouviere_is_not_called_on_a_monday() -> None:
    found = next_slot(SITES["Rouvière"], JANUARY, _moment("14/04/2025 09:00"))
    assert found == _moment("15/04/2025 10:00")


def test_a_site_that_opens_within_the_legal_break_is_never_callable() -> None:
    noon = Agency("Midi", hours={day: ((time(13), time(14)),) for day in range(1, 8)})
    assert next_slot(noon, JANUARY, _moment("08/04/2025 00:00")) is None


@pytest.mark.parametrize(
    ("now", "expected"),
    [("27/03/2026 20:00", "30/03/2026 10:00"), ("23/10/2026 20:00", "26/10/2026 10:00")],
)
def test_a_change_of_clock_shifts_no_slot(now: str, expected: str) -> None:
    window = _window("01/01/2026", "01/02/2026", "30/12/2026", "31/12/2026")
    assert next_slot(SITES["Corniche"], window, _moment(now)) == _moment(expected)


@pytest.mark.parametrize(("effect", "corniche", "rouviere"), [
    (date(2025, 2, 3), 8, 6), (date(2025, 2, 4), 8, 6), (date(2025, 9, 27), 8, 6),
])  # fmt: skip
def test_the_worst_windows_have_the_callable_days_that_the_notes_count(
    effect: date, corniche: int, rouviere: int
) -> None:
    window = window_of(effect)
    days = [
        date.fromordinal(at) for at in range(window.start.toordinal(), window.end.toordinal() + 1)
    ]
    counts = [sum(bool(ranges_on(SITES[site], day)) for day in days) for site in SITES]
    assert counts == [corniche, rouviere]


def test_a_slot_is_found_beyond_the_holidays_that_meet_a_site_s_only_day() -> None:
    mondays = Agency("Lundis", hours={1: ((time(10), time(12)),)})
    after = datetime(2028, 12, 19)  # Christmas and New Year's Day are both Mondays
    assert soonest_slot(mondays, after) == datetime(2029, 1, 8, 10)
    assert soonest_slot(Agency("Dimanches", hours={7: ((time(10), time(12)),)}), after) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 11, 23, 9, 59), False),
        (datetime(2026, 11, 23, 10, 0), True),
        (datetime(2026, 11, 23, 12, 29), True),
        (datetime(2026, 11, 23, 12, 30), False),
        (datetime(2026, 11, 23, 17, 30), False),
        (datetime(2026, 11, 22, 11, 0), False),
        (datetime(2026, 11, 11, 11, 0), False),
    ],
)
def test_one_may_call_within_the_hours_of_the_law_and_the_site(
    at: datetime, expected: bool
) -> None:
    assert may_call_at(SITES["Corniche"], at) is expected
