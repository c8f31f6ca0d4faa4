"""French wording of days and counts, whatever the locale of the machine."""

from collections.abc import Sequence
from datetime import date, datetime

from mplus3_xl.domain.agency.agencies import WEEKDAYS
from mplus3_xl.domain.text import agreed, fold

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


_VOWELS = frozenset("aeiouy")


def short_day(day: date) -> str:
    """Return `23/11/2026`."""
    return f"{day:%d/%m/%Y}"


def long_day(day: date) -> str:
    """Return `Lundi 23 novembre 2026`."""
    number = "1er" if day.day == 1 else str(day.day)
    text = f"{WEEKDAYS[day.weekday()]} {number} {MONTHS[day.month - 1]} {day.year}"
    return text.capitalize()


def moment(at: datetime) -> str:
    """Return `24/11/2026 à 10:30`."""
    return f"{at:%d/%m/%Y à %H:%M}"


def slot(at: datetime) -> str:
    """Return `le 24/11/2026 à 10:30`."""
    return f"le {moment(at)}"


def of(name: str) -> str:
    """Return `de Hugo`, `d’Inès`: before a vowel, `de` loses its own."""
    return f"d’{name}" if fold(name)[:1] in _VOWELS else f"de {name}"


def first_of(names: Sequence[str], most: int, between: str = ", ", last: str = " ") -> str:
    """Return `A, B et 3 autres`: at most so many names, and how many are left; `last` before it."""
    left = len(names) - most
    more = f"{last}et {count(left, 'autre', 'autres')}" if left > 0 else ""
    return f"{between.join(names[:most])}{more}"


def cut_short(text: str, most: int) -> str:
    """Return a text of `most` characters at most: what is left out of a longer one is `…`."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def count(number: int, one: str, many: str) -> str:
    """Return `1 dossier`, `12 dossiers`; zero takes the singular, as French does."""
    return f"{number} {agreed(number, one, many)}"
