"""The figures of Pilotage: whose dossiers are chosen, and the groups in which they are counted.

A group is a site, an account manager (empty: nobody), a month, a week, named by its Monday, or the
reason of a closing (D10).
Months due and months done are two groupings, kept apart (R22).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from mplus3_xl.domain.register.figures import (
    Fact,
    Measured,
    closed_figure,
    figures_of,
    grouped,
    measured,
    month_done,
    month_due,
    summed,
    weekly_figure,
)
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.vocabulary import Closing

Figures = Mapping[str, float | None]
Key = TypeVar("Key", str, Month, date)


class Choice(NamedTuple):
    """Whose dossiers are counted, and of which months; `None`: all of them, empty: nobody's."""

    agency: str | None = None
    charge: str | None = None
    due: Month | None = None
    done: Month | None = None

    def of(self, facts: Sequence[Fact]) -> list[Fact]:
        """Return the facts that are chosen."""
        if self == EVERYTHING:
            return list(facts)
        return [fact for fact in facts if self._takes(fact)]

    def _takes(self, fact: Fact) -> bool:
        said = (agency_of(fact), charge_of(fact), month_due(fact), month_done(fact))
        return all(each in (None, found) for each, found in zip(self, said, strict=True))


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Pilotage:
    """The figures by code, of all that is chosen and of each of its groups, in order."""

    total: Figures
    by_agency: Mapping[str, Figures]
    by_charge: Mapping[str, Figures]
    by_month_due: Mapping[Month, Figures]
    by_month_done: Mapping[Month, Figures]
    by_week: Mapping[date, Figures]
    by_closing: Mapping[Closing, Figures]


def pilotage_of(facts: Sequence[Fact], today: date, choice: Choice = EVERYTHING) -> Pilotage:
    """Count the facts that are chosen, on the day `today`."""
    chosen = measured(choice.of(facts), today)
    weeks, weekly = grouped(chosen, week_of), weekly_figure()
    reasons, closed = grouped(chosen, closing_of), closed_figure()
    return Pilotage(
        total=figures_of(chosen),
        by_agency=_each(grouped(chosen, agency_of)),
        by_charge=_each(grouped(chosen, charge_of)),
        by_month_due=_each(grouped(chosen, month_due)),
        by_month_done=_each(_months_done(chosen)),
        by_week={each: {weekly.code: summed(weekly, weeks[each])} for each in weeks},
        by_closing={each: {closed.code: summed(closed, reasons[each])} for each in reasons if each},
    )


def agency_of(fact: Fact) -> str:
    """Return the site of a dossier; empty if it has none."""
    return fact.agency or ""


def charge_of(fact: Fact) -> str:
    """Return the account manager of a dossier; empty if nobody has it."""
    return fact.charge or ""


def week_of(fact: Fact) -> date:
    """Return the Monday of the week in which the window of a dossier ends."""
    return monday(fact.window.end)


def closing_of(fact: Fact) -> Closing | None:
    """Return why a dossier was closed without success; `None` for one that was not."""
    return fact.closing


def monday(day: date) -> date:
    """Return the first day of the week of `day`."""
    return day - timedelta(days=day.weekday())


GROUPINGS: dict[str, Callable[[Fact], object]] = {
    "total": lambda _: "",
    "by_agency": agency_of,
    "by_charge": charge_of,
    "by_month_due": month_due,
    "by_month_done": month_done,
    "by_week": week_of,
    "by_closing": closing_of,
}
"""What names the group of a fact, by the name of the grouping."""


def _months_done(listed: Sequence[Measured]) -> dict[Month, list[Measured]]:
    groups = grouped(listed, month_done)
    return {month: groups[month] for month in groups if month is not None}


def _each(groups: Mapping[Key, list[Measured]]) -> dict[Key, Figures]:
    return {key: figures_of(groups[key]) for key in sorted(groups)}
