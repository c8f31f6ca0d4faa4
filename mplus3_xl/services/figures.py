"""The manager's figures, of all and of each site, account manager and month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from mplus3_xl.domain.figures import Fact, figures_of, grouped, month_done, month_due
from mplus3_xl.domain.month import Month
from mplus3_xl.services.ports import Store

Figures = Mapping[str, float | None]
Key = TypeVar("Key", str, Month)


@dataclass(frozen=True, slots=True)
class Pilotage:
    """The figures by code. Months due and months done are kept apart (R22)."""

    total: Figures
    by_agency: Mapping[str, Figures]
    by_charge: Mapping[str, Figures]
    by_month_due: Mapping[Month, Figures]
    by_month_done: Mapping[Month, Figures]


def pilotage(store: Store, today: date) -> Pilotage:
    """Return the figures of a day; a dossier of nobody is under an empty name."""
    facts = figure_facts(store)
    reached = [(fact, month_done(fact)) for fact in facts]
    done = {fact.dossier_id: month for fact, month in reached if month is not None}
    own = [fact for fact in facts if fact.dossier_id in done]
    return Pilotage(
        total=figures_of(facts, today),
        by_agency=_each(grouped(facts, lambda fact: fact.agency or ""), today),
        by_charge=_each(grouped(facts, lambda fact: fact.charge or ""), today),
        by_month_due=_each(grouped(facts, month_due), today),
        by_month_done=_each(grouped(own, lambda fact: done[fact.dossier_id]), today),
    )


def figure_facts(store: Store) -> list[Fact]:
    """Return the facts that the figures count, one a dossier: their rows."""
    with store.read() as unit:
        return unit.figure_facts()


def _each(groups: Mapping[Key, list[Fact]], today: date) -> dict[Key, Figures]:
    return {key: figures_of(groups[key], today) for key in sorted(groups)}
