"""When a contract held elsewhere can move, by each kind of way out (domain notes §2.4).

The numbers are those of the regime's `delays`. Every date includes its day (R7); a month is
clipped to its end. What is not known gives no date, but what to ask for.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.working_days import (
    last_working_day,
    working_day,
    working_days_after,
)
from mplus3_xl.domain.vocabulary import Term
from mplus3_xl.rules import table

Regime = dict[str, Any]
Delays = Mapping[str, int]


class Writer(Term):
    """Who writes the termination."""

    NOUVEL_ASSUREUR = "nouvel_assureur", "L’agence, avec un mandat de résiliation signé"
    CLIENT = "client", "Le client"
    EMPLOYEUR = "employeur", "L’employeur"
    AGENCE_RDV = "agence_rdv", "Personne : rendez-vous à l’agence"


class Day(NamedTuple):
    """The day on which dates are computed, and the agency whose working days count."""

    today: date
    agency: Agency | None = None

    def due(self, day: date, limit: date | None = None) -> date:
        """Return the working day to act: not past, and not after `limit` when one is left."""
        wanted = working_day(max(day, self.today), self.agency)
        if limit is None or wanted <= limit:
            return wanted
        return last_working_day(self.today, limit, self.agency) or wanted


class Move(NamedTuple):
    """When and how a contract can move.

    `earliest` is the first day it can end; `notice_limit` the last day to send the termination,
    if there is one; `relance` the working day to take it up with the client; `todo` what to ask
    for. Without `writer`, the contract cannot be left.
    """

    regime: str
    why: str
    earliest: date | None = None
    notice_limit: date | None = None
    relance: date | None = None
    writer: Writer | None = None
    todo: str = ""
    urgent: bool = False


def general() -> Mapping[str, Any]:
    """Return what holds for every regime: margins, and the words of what to ask for."""
    found: Mapping[str, Any] = table("regimes")["general"]
    return found


def at_echeance(regime: Regime, line: Line, day: Day) -> Move:
    """Move at the next échéance whose notice can still be sent; a passed one rolls over."""
    if line.echeance is None:
        return Move(
            regime["code"],
            regime["why"],
            relance=day.due(day.today),
            todo=general()["ask_echeance"],
        )
    months: int = regime["delays"]["notice_before_echeance_months"]
    years = first_year(line.echeance, day.today)
    limit = notice_limit(line.echeance, years, months)
    while last_working_day(day.today, limit, day.agency) is None:
        years += general()["rolls_over_years"]
        limit = notice_limit(line.echeance, years, months)
    relance = limit - timedelta(days=general()["relance_margin_days"])
    return Move(
        regime["code"],
        regime["why"],
        earliest=anniversary(line.echeance, years),
        notice_limit=limit,
        relance=day.due(relance, limit),
        urgent=is_urgent(limit, day),
    )


def at_any_time(regime: Regime, line: Line, day: Day) -> Move:
    """Move at any time, from the day the contract is old enough on."""
    delays: Delays = regime["delays"]
    notice = max(old_enough_on(regime, line) or day.today, day.today)
    before = timedelta(days=delays.get("relance_before_anniversary_days", 0))
    return Move(
        regime["code"],
        regime["why"],
        earliest=_effect(delays, notice),
        relance=day.due(notice - before),
    )


def old_enough_on(regime: Regime, line: Line) -> date | None:
    """Return the day a contract reaches the age the regime asks for; `None` if not known."""
    months = regime["delays"].get("minimum_age_months", 0)
    if not months or line.subscribed_on is None:
        return None
    day: date = line.subscribed_on + relativedelta(months=months)
    return day


def first_year(echeance: date, since: date) -> int:
    """Return how many years lie from `echeance` back to its first yearly date from `since` on.

    Never more than 0: what was typed may be a year or two ahead, and one that passed stays.
    """
    years = min(0, since.year - echeance.year)
    return years + 1 if years < 0 and anniversary(echeance, years) < since else years


def anniversary(echeance: date, years: int) -> date:
    """Return the échéance of `years` later, counted from the one typed: 29/02 comes back."""
    later: date = echeance + relativedelta(years=years)
    return later


def notice_limit(echeance: date, years: int, months: int) -> date:
    """Return the last day to send the notice for that échéance."""
    limit: date = anniversary(echeance, years) - relativedelta(months=months)
    return limit


def is_urgent(limit: date, day: Day) -> bool:
    """Say whether few days are left (§2.4)."""
    return (limit - day.today).days < int(general()["urgent_below_days"])


def _effect(delays: Delays, notice: date) -> date:
    if "bank_answer_working_days" in delays:
        answered = working_days_after(notice, delays["bank_answer_working_days"])
        return answered + timedelta(days=delays["effect_after_decision_days"])
    effect: date = notice + relativedelta(months=delays["effect_after_notice_months"])
    return effect
