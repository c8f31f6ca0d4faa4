"""Hours and days as people write them: "9h-12h30, 14h à 18h", "du lundi au jeudi et samedi"."""

import re
from collections.abc import Iterator
from datetime import time

from mplus3_xl.domain.agency.agencies import WEEKDAYS, Range
from mplus3_xl.domain.text import fold

_CLOSED = {"", "ferme", "fermee"}
_HOUR = r"(\d{1,2})(?:\s*(?:[:.]|h(?:eures?)?)\s*(\d{2})?)?"
_MOMENT = re.compile(rf"(?:à\s+)?{_HOUR}", re.IGNORECASE)
_RANGE = re.compile(rf"(?:de\s+)?{_HOUR}\s*(?:[-–—]|à|a)\s*{_HOUR}", re.IGNORECASE)
_BETWEEN_RANGES = re.compile(r"[,;&]|\s/\s|\bet\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:[-–—]|\b(?:à|a|au)\b)\s*", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"(?:[\s,;&/.]|\b(?:du|de|le|et)\b)+", re.IGNORECASE)
_SHORTEST = 2  # letters of a day: "lu", "lun."


def range_words(text: str) -> list[str]:
    """Return the parts of a text that should each be a range; "fermé" is none."""
    parts = (part.strip() for part in _BETWEEN_RANGES.split(text))
    return [part for part in parts if fold(part) not in _CLOSED]


def read_time(text: str) -> time | None:
    """Return a time of the day: "14h30", "14 h", "à 14:30", "14.30"."""
    found = _times(_MOMENT, text)
    return found[0] if found else None


def read_range(word: str) -> Range | None:
    """Return when a range begins and ends: "9h-12h", "09:00 – 12:30", "de 9 h à 12 h 30"."""
    ends = _times(_RANGE, word)
    return (ends[0], ends[1]) if ends else None


def _times(pattern: re.Pattern[str], text: str) -> list[time]:
    """Return the times that a whole text gives, none if it is not such a text."""
    found = pattern.fullmatch(text.strip())
    parts = [int(each or 0) for each in found.groups()] if found else []
    try:
        return [time(*each) for each in zip(parts[::2], parts[1::2], strict=True)]
    except ValueError:
        return []


def read_days(text: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Return each word of a text and the days that it means (1 = Monday); none for no day.

    A span, as in "lundi à vendredi", is a word; it goes forward.
    """
    for word in filter(None, _BETWEEN_DAYS.split(_TO.sub("-", text))):
        first, *more = map(_day, word.split("-"))
        last = more[-1] if more else first
        days = range(first, last + 1) if first and last and len(more) < 2 else range(0)
        yield word.replace("-", " à "), tuple(days)


def _day(word: str) -> int:
    """Return the number of a weekday, written whole or begun; 0 for another word."""
    begun = fold(word)
    found = (at for at, day in enumerate(WEEKDAYS, 1) if day.startswith(begun))
    return next(found, 0) if len(begun) >= _SHORTEST else 0
