"""What will come of a dossier of the past: tries in vain, then a call, a refusal, a closing."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.calling_hours import first_slot
from mplus3_xl.domain.model import Dossier

MORNING = time(8, 30)
DAY = timedelta(days=1)
_ENDS = ("done",) * 30 + ("begun",) * 5 + ("refused",) * 2 + ("opposed",) * 2 + ("lost",) * 3
_LAST_DAYS = 8 * DAY  # time to end what was begun
_BETWEEN_TRIES = 3 * DAY


class Span(NamedTuple):
    """The days that are lived, both included."""

    first: date
    last: date


@dataclass(order=True, frozen=True)
class Event:
    """Something that happens: when, to which dossier or acte, what."""

    at: datetime
    number: int
    kind: str = field(compare=False)


def events_of(
    dossier: Dossier, agency: Agency | None, span: Span, chance: random.Random
) -> Iterator[Event]:
    """Say what will come of a dossier; its last event closes or finishes it, within the days.

    Nothing, if its window opens too late for that.
    """
    if dossier.window_start > span.last - _LAST_DAYS:
        return
    end = chance.choice(_ENDS)
    day = max(dossier.window_start, span.first) + chance.randrange(16) * DAY
    for _ in range(chance.choice((0, 0, 1, 1, 2))):
        at = _slot(dossier, agency, day, span, chance)
        if at is not None and at.date() < span.last - _LAST_DAYS:
            yield Event(at, dossier.id, "in vain")
            day = at.date() + _BETWEEN_TRIES
    if end == "lost" and dossier.latest < span.last:
        yield Event(datetime.combine(dossier.latest + DAY, MORNING), dossier.id, "lost")
        return
    at = _slot(dossier, agency, min(day, span.last - _LAST_DAYS), span, chance)
    if at is None:
        yield Event(datetime.combine(span.last, MORNING), dossier.id, "lost")
    else:
        yield Event(at, dossier.id, "done" if end == "lost" else end)


def second_call(
    dossier: Dossier, agency: Agency | None, at: datetime, span: Span
) -> Iterator[Event]:
    """Say when a call that was begun `at` a moment is ended."""
    again = first_slot(agency, at + _BETWEEN_TRIES, span.last)
    if again is not None:
        yield Event(again, dossier.id, "done")


def _slot(
    dossier: Dossier, agency: Agency | None, day: date, span: Span, chance: random.Random
) -> datetime | None:
    hour = time(10 + chance.randrange(7), chance.randrange(12) * 5)
    return first_slot(agency, datetime.combine(day, hour), min(dossier.latest, span.last))
