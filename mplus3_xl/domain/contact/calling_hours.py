"""When a client may be called: opening hours ∩ legal hours ∩ not a public holiday (R14).

Moments are Paris local time, without zone. A site that is not known has the legal hours; those of a
client overseas are the hours of his own clock (`client_places`).
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from dateutil.easter import easter

from mplus3_xl.domain.agency.agencies import Agency, Hours, parse_ranges
from mplus3_xl.domain.contact.client_places import as_here
from mplus3_xl.domain.windows import Window
from mplus3_xl.rules import table

_LEGAL = table("calling_hours")["legal"]
_HOLIDAYS = table("calling_hours")["public_holidays"]
_LEGAL_RANGES = parse_ranges(_LEGAL["ranges"])
# The legal hours stop from 13:00 to 14:00 (D223-9): the day's two halves meet there.
MIDDAY = _LEGAL_RANGES[0][1]
_ONE_DAY = timedelta(days=1)
# How far a slot is looked for: no site closes longer than that, whatever holidays its day meets.
_FURTHEST = timedelta(days=60)


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Return the eleven public holidays of article L3133-1 (no local ones: Marseille has none)."""
    fixed = (date(year, month, day) for month, day in _HOLIDAYS["fixed"])
    moving = (easter(year) + timedelta(days=days) for days in _HOLIDAYS["days_after_easter"])
    return frozenset((*fixed, *moving))


@cache
def ranges_on(agency: Agency | None, day: date) -> Hours:
    """Return the callable ranges of `day`, in order; none on a holiday or a closed day."""
    legal = lawful_ranges(agency.zone if agency else None, day)
    if agency is None:
        return legal
    opening = agency.hours.get(day.isoweekday(), ())
    common = ((max(a, c), min(b, d)) for a, b in opening for c, d in legal)
    return tuple((start, end) for start, end in common if start < end)


@cache
def lawful_ranges(zone: str | None, day: date) -> Hours:
    """Return when the law lets a client of this zone be called, on the clocks of Paris (D223-9)."""
    if day.isoweekday() not in _LEGAL["days"] or day in public_holidays(day.year):
        return ()
    return as_here(_LEGAL_RANGES, zone, day) if zone else _LEGAL_RANGES


def start_of_day(day: date) -> datetime:
    """Return when a day begins: 00:00 (R14)."""
    return datetime.combine(day, time.min)


def may_call_at(agency: Agency | None, at: datetime) -> bool:
    """Say whether `at` is within the hours at which the site may call (D223-9)."""
    return _is_within(ranges_on(agency, at.date()), at)


def is_lawful(agency: Agency | None, at: datetime) -> bool:
    """Say whether the law lets the client be called at `at`, whatever the hours of the site."""
    zone = agency.zone if agency else None
    return _is_within(lawful_ranges(zone, at.date()), at)


def _is_within(ranges: Hours, at: datetime) -> bool:
    return any(start <= at.time() < end for start, end in ranges)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _ONE_DAY


def slots(agency: Agency | None, after: datetime, last: date) -> list[datetime]:
    """Return where each callable range begins, from `after` to the end of the day `last`."""
    return [
        max(datetime.combine(day, start), after)
        for day in _days(after.date(), last)
        for start, end in ranges_on(agency, day)
        if datetime.combine(day, end) > after
    ]


def first_slot(agency: Agency | None, after: datetime, last: date) -> datetime | None:
    """Return the first callable moment from `after` to the end of the day `last`."""
    for day in _days(after.date(), last):
        earliest = after.time() if day == after.date() else time.min
        for start, end in ranges_on(agency, day):
            if earliest < end:
                return datetime.combine(day, max(start, earliest))
    return None


def soonest_slot(agency: Agency | None, after: datetime) -> datetime | None:
    """Return the first callable moment from `after`; none for a site that has no callable hour."""
    return first_slot(agency, after, after.date() + _FURTHEST)


def last_slot(agency: Agency | None, after: datetime, last: date) -> datetime | None:
    """Return the start of the last callable range from `after` to the end of the day `last`.

    `after` itself when it falls within that range.
    """
    day = last
    while day >= after.date():
        for start, end in reversed(ranges_on(agency, day)):
            if datetime.combine(day, end) > after:
                return max(datetime.combine(day, start), after)
        day -= _ONE_DAY
    return None


@lru_cache(maxsize=1_000)
def next_slot(agency: Agency | None, window: Window, now: datetime) -> datetime | None:
    """Return when to call next (R14): never in the past. Kept: many dossiers have one window.

    Inside the window if it still has a callable moment; else the last one before it, not before
    `window.earliest`; else the first one after it, not after `window.latest`.
    """
    inside_from = max(now, start_of_day(window.start))
    before_from = max(now, start_of_day(window.earliest))
    after_from = max(now, start_of_day(window.end + _ONE_DAY))
    return (
        first_slot(agency, inside_from, window.end)
        or last_slot(agency, before_from, window.start - _ONE_DAY)
        or first_slot(agency, after_from, window.latest)
    )
