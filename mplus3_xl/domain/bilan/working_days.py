"""Days on which somebody is there to act: callable, hence neither a holiday nor a closed day."""

from collections.abc import Iterator
from datetime import date, timedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.calling_hours import ranges_on

_ONE_DAY = timedelta(days=1)
# Longer than any closing: an agency that is never open has the legal days.
_LONGEST_CLOSING = 31


def is_working(day: date, agency: Agency | None = None) -> bool:
    """Say whether the agency may call on that day; without agency, whether the law lets it."""
    return bool(ranges_on(agency, day))


def working_day(day: date, agency: Agency | None = None) -> date:
    """Return `day`, else the first working day after it."""
    days = (day + _ONE_DAY * step for step in range(_LONGEST_CLOSING))
    return next((each for each in days if is_working(each, agency)), day)


def last_working_day(first: date, last: date, agency: Agency | None = None) -> date | None:
    """Return the last working day from `first` to `last`, both included; `None` without any."""
    days = (last - _ONE_DAY * step for step in range((last - first).days + 1))
    return next((each for each in days if is_working(each, agency)), None)


def working_days_after(day: date, count: int) -> date:
    """Return the `count`-th working day after `day`, which does not count itself."""
    return next(each for at, each in enumerate(_after(day), 1) if at == count)


def _after(day: date) -> Iterator[date]:
    while True:
        day = working_day(day + _ONE_DAY)
        yield day
