"""The words of Pilotage: whose dossiers are counted, and of which months."""

from collections.abc import Iterable
from datetime import date

from mplus3_xl.domain.register.month import Month

ALL_AGENCIES, NO_AGENCY = "Toutes", "Sans agence"
ALL_CHARGES, NO_CHARGE = "Tous", "Sans chargé"
ALL_MONTHS = "Tous"
MONTHS_BACK, MONTHS_AHEAD = 24, 3
"""The months of the list: a contract signed today is due in three months."""


def agencies(names: Iterable[str]) -> tuple[str, ...]:
    """Return the agencies to choose from."""
    return (ALL_AGENCIES, *names, NO_AGENCY)


def charges(names: Iterable[str]) -> tuple[str, ...]:
    """Return the account managers to choose from; one of two agencies is named once."""
    return (ALL_CHARGES, *dict.fromkeys(names), NO_CHARGE)


def months(today: date) -> tuple[str, ...]:
    """Return the months to choose from, the latest first."""
    known = months_until(month_ahead(today), MONTHS_BACK + MONTHS_AHEAD + 1)
    return (ALL_MONTHS, *(month_label(month) for month in reversed(known)))


def month_ahead(today: date) -> Month:
    """Return the last month in which something known today can be due."""
    month = Month.of(today)
    for _ in range(MONTHS_AHEAD):
        month = month.following
    return month


def months_until(last: Month, count: int) -> list[Month]:
    """Return `count` months in a row, of which the last is `last`."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous)
    return found[::-1]


def month_label(month: Month) -> str:
    """Return `11/2026`."""
    return f"{month.number:02}/{month.year}"
