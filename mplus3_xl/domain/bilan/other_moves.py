"""The ways out that open besides a contract's own regime: a late renewal notice, an event.

Each gives `None` when it is not open.
"""

from datetime import date, timedelta
from itertools import count

from dateutil.relativedelta import relativedelta

from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.moves import (
    Day,
    Move,
    Regime,
    anniversary,
    first_year,
    is_urgent,
    notice_limit,
)
from mplus3_xl.domain.bilan.working_days import last_working_day
from mplus3_xl.rules import table


def by_notice(regime: Regime, base: Move, line: Line, day: Day) -> Move | None:
    """Move because the renewal notice came late or never; `None` when that opens nothing.

    Only for a base that moves at its échéance.
    """
    months = base.notice_limit and _notice_months(base)
    if line.echeance is None or not months:
        return None
    if line.no_notice:
        return _without_notice(regime, line.echeance, months, day)
    return _late_notice(regime, line, months, day) if line.notice_on else None


def by_event(regime: Regime, line: Line, day: Day) -> Move | None:
    """Move because of what happened; `None` when it is over, or something else happened."""
    happened, delays = line.event_on, regime["delays"]
    if happened is None or line.event not in {each["code"] for each in regime["events"]}:
        return None
    if "notice_after_event_months" in delays:
        return _within_months(regime, happened, day)
    ends = happened + relativedelta(months=delays["ends_by_itself_months"])
    if ends < day.today:
        return None
    notice = day.today + timedelta(days=delays["notice_days"])
    relance = day.due(day.today)
    return Move(regime["code"], regime["why"], earliest=min(notice, ends), relance=relance)


def _notice_months(base: Move) -> int:
    regimes = {each["code"]: each for each in table("regimes")["regime"]}
    return int(regimes[base.regime]["delays"].get("notice_before_echeance_months", 0))


def _without_notice(regime: Regime, echeance: date, months: int, day: Day) -> Move | None:
    """Open from the renewal on; before its notice limit, the base serves."""
    years = first_year(echeance, day.today)
    if day.today <= notice_limit(echeance, years, months):
        return None
    renewed = max(anniversary(echeance, years), day.today)
    after = timedelta(days=regime["delays"]["effect_without_notice_days"])
    return Move(regime["code"], regime["why"], earliest=renewed + after, relance=day.due(renewed))


def _late_notice(regime: Regime, line: Line, months: int, day: Day) -> Move | None:
    """Open some days from the sending of a notice that came late for its échéance."""
    delays, sent, echeance = regime["delays"], line.notice_on, line.echeance
    if sent is None or echeance is None:
        return None
    first = count(first_year(echeance, sent))
    years = next(each for each in first if anniversary(echeance, each) >= sent)
    margin = timedelta(days=delays["late_notice_before_limit_days"])
    in_time = notice_limit(echeance, years, months) - margin
    limit = sent + timedelta(days=delays["reopened_after_sending_days"])
    if sent <= in_time or last_working_day(day.today, limit, day.agency) is None:
        return None
    return Move(
        regime["code"],
        regime["why"],
        earliest=max(anniversary(echeance, years), day.today + timedelta(days=1)),
        notice_limit=limit,
        relance=day.due(day.today, limit),
        urgent=is_urgent(limit, day),
    )


def _within_months(regime: Regime, happened: date, day: Day) -> Move | None:
    delays = regime["delays"]
    limit = happened + relativedelta(months=delays["notice_after_event_months"])
    if last_working_day(day.today, limit, day.agency) is None:
        return None
    alarm = happened + timedelta(days=delays["alarm_after_event_days"])
    relance = happened + timedelta(days=delays["relance_after_event_days"])
    return Move(
        regime["code"],
        regime["why"],
        earliest=day.today + relativedelta(months=delays["effect_after_notice_months"]),
        notice_limit=limit,
        relance=day.due(relance, limit),
        urgent=day.today >= alarm or is_urgent(limit, day),
    )
