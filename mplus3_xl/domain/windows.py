"""The dates of an M+3: target, window, and the limits "too early" and "too late".

Both ends of every interval are included (R7). Source: the guide, D5 and D6; the figures stand in
`rules/windows.toml`, and a manager may set others (`domain/reglages/versions.py`).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.rules import table

_RULES = table("windows")


class Spans(NamedTuple):
    """How far from the effect date each day of a window lies, in months and in days."""

    target_months: int
    tolerance_days: int
    earliest_months: int
    earliest_days: int
    latest_months: int
    replacement_days: int


DEFAULT_SPANS = Spans(*(_RULES[name] for name in Spans._fields))


class Window(NamedTuple):
    """The days on which to call: `start` to `end` around `target`, within `earliest` … `latest`."""

    target: date
    start: date
    end: date
    earliest: date
    latest: date

    def phase(self, day: date) -> Phase:
        """Say where `day` stands."""
        if day < self.earliest:
            return Phase.TROP_TOT
        if day < self.start:
            return Phase.BIENTOT
        if day <= self.end:
            return Phase.FENETRE
        return Phase.EN_RETARD if day <= self.latest else Phase.HORS_DELAI


def is_in_window(window: Window, day: date | None) -> bool:
    """Say whether what was done on a day was done in its window (R22); `None`: it was not done."""
    return day is not None and window.phase(day) is Phase.FENETRE


def closes_soon(end: date, day: date) -> bool:
    """Say whether a window that is open on `day` closes on it, or within the days of the rule."""
    days: int = _RULES["closing_soon_days"]
    return (end - day).days <= days


@cache
def window_of(effect_date: date, spans: Spans = DEFAULT_SPANS) -> Window:
    """Return the window of one contract, months clipped to the month's end (D5, D6).

    Kept once computed: an export has many contracts and few effect dates.
    """
    from dateutil.relativedelta import relativedelta  # a queue is shown without it

    target = effect_date + relativedelta(months=spans.target_months)
    tolerance = timedelta(days=spans.tolerance_days)
    return Window(
        target=target,
        start=target - tolerance,
        end=target + tolerance,
        earliest=effect_date
        + relativedelta(months=spans.earliest_months, days=spans.earliest_days),
        latest=effect_date + relativedelta(months=spans.latest_months),
    )


def window_of_group(effect_dates: Iterable[date], spans: Spans = DEFAULT_SPANS) -> Window:
    """Return the window shared by contracts whose windows meet (D3).

    The window is the intersection, the target that of the earliest contract clipped to it,
    `earliest` the latest of theirs and `latest` the earliest.
    """
    windows = [window_of(effect_date, spans) for effect_date in sorted(effect_dates)]
    if len(windows) == 1:
        return windows[0]
    start = max(window.start for window in windows)
    end = min(window.end for window in windows)
    return Window(
        target=min(max(windows[0].target, start), end),
        start=start,
        end=end,
        earliest=max(window.earliest for window in windows),
        latest=min(window.latest for window in windows),
    )


def newest_effect_date(today: date) -> date:
    """Return the last effect date that an import of `today` believes (R6)."""
    from dateutil.relativedelta import relativedelta

    ahead: date = today + relativedelta(months=_RULES["effect_date_ahead_months"])
    return ahead


def oldest_effect_date() -> date:
    """Return the first effect date that an import believes (R6)."""
    oldest: date = _RULES["oldest_effect_date"]
    return oldest
