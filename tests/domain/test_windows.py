"""Targets, windows and limits (D5, D6, R7) against the vectors of article 641 and our own."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.domain.windows import (
    Window,
    newest_effect_date,
    oldest_effect_date,
    window_of,
    window_of_group,
)

DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))

# Effect date, target, start, end, too early before, too late after.
VECTORS = [
    "15/01/2025 15/04/2025 08/04/2025 22/04/2025 30/03/2025 15/05/2025",
    "30/11/2026 28/02/2027 21/02/2027 07/03/2027 14/02/2027 30/03/2027",
    "30/11/2025 28/02/2026 21/02/2026 07/03/2026 14/02/2026 30/03/2026",
    "30/11/2023 29/02/2024 22/02/2024 07/03/2024 14/02/2024 30/03/2024",
    "31/08/2026 30/11/2026 23/11/2026 07/12/2026 15/11/2026 31/12/2026",
    "31/12/2026 31/03/2027 24/03/2027 07/04/2027 15/03/2027 30/04/2027",
    "31/01/2026 30/04/2026 23/04/2026 07/05/2026 15/04/2026 31/05/2026",
    "29/11/2024 28/02/2025 21/02/2025 07/03/2025 13/02/2025 29/03/2025",
    "29/02/2024 29/05/2024 22/05/2024 05/06/2024 14/05/2024 29/06/2024",
    "31/10/2026 31/01/2027 24/01/2027 07/02/2027 15/01/2027 28/02/2027",
]


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


@pytest.mark.parametrize("vector", VECTORS)
def test_a_window_is_clipped_to_the_month_end(vector: str) -> None:
    effect, target, start, end, earliest, latest = map(_day, vector.split())
    assert window_of(effect) == Window(target, start, end, earliest, latest)


def test_three_effect_dates_pile_up_on_the_last_day_of_february() -> None:
    targets = {window_of(date(2026, 11, day)).target for day in (28, 29, 30)}
    assert targets == {date(2027, 2, 28)}


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("29/03/2025", Phase.TROP_TOT),
        ("30/03/2025", Phase.BIENTOT),
        ("07/04/2025", Phase.BIENTOT),
        ("08/04/2025", Phase.FENETRE),
        ("15/04/2025", Phase.FENETRE),
        ("22/04/2025", Phase.FENETRE),
        ("23/04/2025", Phase.EN_RETARD),
        ("15/05/2025", Phase.EN_RETARD),
        ("16/05/2025", Phase.HORS_DELAI),
    ],
)
def test_both_ends_of_each_phase_are_included(day: str, phase: Phase) -> None:
    assert window_of(date(2025, 1, 15)).phase(_day(day)) is phase


@given(effect=DAYS, away=st.integers(-200, 400))
def test_every_day_has_the_phase_of_the_interval_it_is_in(effect: date, away: int) -> None:
    day = effect + timedelta(days=away)
    window = window_of(effect)
    phases = {
        Phase.TROP_TOT: day < window.earliest,
        Phase.BIENTOT: window.earliest <= day < window.start,
        Phase.FENETRE: window.start <= day <= window.end,
        Phase.EN_RETARD: window.end < day <= window.latest,
        Phase.HORS_DELAI: window.latest < day,
    }
    assert [phase for phase, holds in phases.items() if holds] == [window.phase(day)]


@given(effect=DAYS)
@settings(max_examples=10_000, deadline=None)
def test_a_window_is_what_relativedelta_says(effect: date) -> None:
    target = effect + relativedelta(months=+3)
    assert window_of(effect) == Window(
        target=target,
        start=target - relativedelta(days=7),
        end=target + relativedelta(days=7),
        earliest=effect + relativedelta(months=+2) + relativedelta(days=15),
        latest=effect + relativedelta(months=+4),
    )


@given(first=DAYS, later=st.lists(st.integers(0, 7), max_size=3))
@settings(max_examples=2_000, deadline=None)
def test_the_window_of_a_group_is_the_intersection(first: date, later: list[int]) -> None:
    effects = [first, *(first + timedelta(days=days) for days in later)]
    targets = [effect + relativedelta(months=+3) for effect in effects]
    start = max(targets) - relativedelta(days=7)
    end = min(targets) + relativedelta(days=7)
    found = window_of_group(reversed(effects))
    assert (found.start, found.end) == (start, end)
    assert found.target == sorted([start, targets[0], end])[1]
    assert found.earliest == max(effects) + relativedelta(months=+2) + relativedelta(days=15)
    assert found.latest == first + relativedelta(months=+4)


def test_the_target_of_a_group_is_clipped_to_its_window() -> None:
    group = window_of_group([date(2025, 1, 15), date(2025, 1, 25)])
    assert (group.target, group.start, group.end) == (
        date(2025, 4, 18),
        date(2025, 4, 18),
        date(2025, 4, 22),
    )


def test_a_group_of_windows_that_only_touch_has_one_day() -> None:
    group = window_of_group([date(2025, 1, 1), date(2025, 1, 15)])
    assert group.start == group.end == group.target == date(2025, 4, 8)


def test_an_effect_date_is_believed_up_to_a_year_ahead() -> None:
    assert newest_effect_date(date(2026, 11, 23)) == date(2027, 11, 23)
    assert newest_effect_date(date(2028, 2, 29)) == date(2029, 2, 28)


def test_an_effect_date_is_believed_from_1950_on() -> None:
    assert oldest_effect_date() == date(1950, 1, 1)
