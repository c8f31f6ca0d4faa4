"""When to try again after a call that nobody took (domain notes §4.2, D6).

Moments are Paris local time, on a callable slot of the site.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.calling_hours import (
    MIDDAY,
    public_holidays,
    slots,
    soonest_slot,
    start_of_day,
)
from mplus3_xl.domain.contact.outcomes import Retry
from mplus3_xl.domain.windows import Window

_ONE_DAY = timedelta(days=1)
_ONE_HOUR = timedelta(hours=1)  # another hour of the same day (OCC)


def next_try(
    retry: Retry, at: datetime, agency: Agency | None, window: Window, *, reached: bool
) -> datetime | None:
    """Return when to try again: in the window first, else not too late.

    On the last day, later that day. After it, only a client reached before: when one can.
    """
    day = _later(at.date(), retry.delay_days, working=retry.working)
    earliest = max(at + _ONE_HOUR, start_of_day(day))
    unlike = at if retry.other_half_day else None
    for last in (window.end, window.latest):
        after_delay = slots(agency, earliest, last)
        sooner = slots(agency, start_of_day(at.date() + _ONE_DAY), last)
        if after_delay:
            return _unlike(unlike, after_delay) or after_delay[0]
        if sooner:  # the delay leads out of it: the last other day it still has
            return _unlike(unlike, sooner[::-1]) or sooner[-1]
    if not reached:
        return next(reversed(slots(agency, at + _ONE_HOUR, window.latest)), None)
    following = slots(agency, earliest, earliest.date() + _ONE_DAY)
    return _unlike(unlike, following) or soonest_slot(agency, earliest)


def _later(day: date, days: int, *, working: bool) -> date:
    """Return the day `days` days later, working days (Monday to Friday) or calendar days."""
    if not working:
        return day + timedelta(days=days)
    while days:
        day += _ONE_DAY
        days -= day.isoweekday() <= 5 and day not in public_holidays(day.year)
    return day


def _unlike(at: datetime | None, among: Sequence[datetime]) -> datetime | None:
    """Return the first of `among` in the half-day that `at` is not in."""
    if at is None:
        return None
    return next(
        (each for each in among if (each.time() < MIDDAY) is not (at.time() < MIDDAY)), None
    )
