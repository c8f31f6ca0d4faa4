"""What came of an attempt, and what it does: tags, count, next try (domain notes §4.2, D2, D12).

The rules stand in `rules/outcomes.toml`; moments are Paris local time.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.domain.agencies import Agency, Hours
from mplus3_xl.domain.calling_hours import (
    MIDDAY,
    lawful_ranges,
    public_holidays,
    ranges_on,
    slots,
    soonest_slot,
    start_of_day,
)
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.domain.windows import Window
from mplus3_xl.rules import table

_ONE_DAY = timedelta(days=1)
_ONE_HOUR = timedelta(hours=1)  # another hour of the same day (OCC)
_LEFT_AS_IT_IS = "vide"


class Outcome(NamedTuple):
    """One choice of the form; `appel` and `bilan` are the tags it sets, `None` for none.

    `basis` is the ground of an attempt that has its own, whatever the gate's (`attempts.toml`).
    `takes_time`: a callback may be fixed; `asks_time`: it must be.
    """

    code: str
    label: str
    appel: Tag | None
    bilan: Tag | None
    counts: bool
    kind: str
    asks_time: bool
    takes_time: bool
    closing: Closing | None
    reasons: tuple[tuple[str, str, Closing | None], ...]
    todo: str | None
    basis: str | None


class OutcomeEffect(NamedTuple):
    """What an outcome does to a dossier.

    `appel` and `bilan`: the tag to set, `None` leaves it. `closing` is proposed, and taken at
    once when `closes`.
    """

    appel: Tag | None
    bilan: Tag | None
    counts: bool
    callback_at: datetime | None = None
    next_try_at: datetime | None = None
    closing: Closing | None = None
    closes: bool = False
    todo: str | None = None


@cache
def outcomes() -> dict[str, Outcome]:
    """Return the outcomes by code, in the order of the form."""
    return {each["code"]: _read(each) for each in table("outcomes")["outcome"]}


def outcome_named(text: str) -> Outcome | None:
    """Find an outcome by its code or its label, whatever the case and accents."""
    wanted = fold(text)
    return next(
        (each for each in outcomes().values() if wanted in (fold(each.code), fold(each.label))),
        None,
    )


@cache
def wrong_number_outcomes() -> tuple[str, ...]:
    """Return the codes of the outcomes after which a number is not tried again."""
    return tuple(code for code, each in outcomes().items() if each.kind == "aucun")


@cache
def refusal_outcomes() -> tuple[str, ...]:
    """Return the codes of the outcomes after which only the contract is managed (R18)."""
    return tuple(code for code, each in outcomes().items() if each.kind == "gestion")


def after(
    outcome: Outcome,
    at: datetime,
    agency: Agency | None,
    window: Window,
    callback_at: datetime | None = None,
    *,
    reached: bool = False,
) -> OutcomeEffect:
    """Return what `outcome`, come at `at`, does.

    The next try is on a callable slot of `agency`, within the window while it has another
    callable day, never after `window.latest` but for a client `reached` before (D6); `callback_at`
    is the time agreed with the client, or asked for by him.
    """
    return OutcomeEffect(
        appel=outcome.appel,
        bilan=outcome.bilan,
        counts=outcome.counts,
        callback_at=callback_at if outcome.takes_time else None,
        next_try_at=_next_try(outcome.code, at, agency, window, reached=reached),
        closing=outcome.closing,
        closes=outcome.kind in ("stop", "cloture"),
        todo=outcome.todo,
    )


def todo_after(todo: str | None, *, owed: bool) -> str | None:
    """Say what staff must do besides: of the outcome, and what is `owed` to the client (D2)."""
    said = (todo, table("outcomes")["details"]["todo"] if owed else None)
    return " ".join(filter(None, said)) or None


def appel_after(before: Tag | None, effect: OutcomeEffect) -> Tag | None:
    """Return the tag Appel: a contact once made stays made, whatever the later tries (R22)."""
    if effect.appel is None or before is Tag.OK:
        return before
    return effect.appel


def may_call_at(agency: Agency | None, at: datetime) -> bool:
    """Say whether `at` is within the hours at which the site may call (D223-9)."""
    return _is_within(ranges_on(agency, at.date()), at)


def is_lawful(agency: Agency | None, at: datetime) -> bool:
    """Say whether the law lets the client be called at `at`, whatever the hours of the site."""
    zone = agency.zone if agency else None
    return _is_within(lawful_ranges(zone, at.date()), at)


def _is_within(ranges: Hours, at: datetime) -> bool:
    return any(start <= at.time() < end for start, end in ranges)


def _read(entry: dict[str, Any]) -> Outcome:
    appel, bilan, closing = entry["tag_appel"], entry.get("tag_bilan"), entry.get("closing")
    asked = entry["next"].get("asks_time", False)
    return Outcome(
        code=entry["code"],
        label=entry["label"],
        appel=None if appel == _LEFT_AS_IT_IS else Tag(appel),
        bilan=Tag(bilan) if bilan else None,
        counts=entry["counts"],
        kind=entry["next"]["kind"],
        asks_time=asked,
        takes_time=asked or entry["next"].get("takes_time", False),
        closing=Closing(closing) if closing else None,
        reasons=tuple(_reason(each) for each in entry.get("reasons", ())),
        todo=entry.get("todo"),
        basis=entry.get("basis"),
    )


def _reason(entry: dict[str, str]) -> tuple[str, str, Closing | None]:
    closing = entry.get("closing")
    return entry["code"], entry["label"], Closing(closing) if closing else None


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return {each["code"]: each["next"] for each in table("outcomes")["outcome"]}


def _next_try(
    code: str, at: datetime, agency: Agency | None, window: Window, *, reached: bool
) -> datetime | None:
    """Return when to try again: in the window first, else not too late.

    On the last day, later that day. After it, only a client reached before: when one can.
    """
    rule = _rules()[code]
    if rule["kind"] != "reessai":
        return None
    day = _later(at.date(), rule["delay_days"], working=rule["day_kind"] == "ouvres")
    earliest = max(at + _ONE_HOUR, start_of_day(day))
    unlike = at if rule["moment"] == "autre_demi_journee" else None
    for last in (window.end, window.latest):
        after_delay = slots(agency, earliest, last)
        sooner = slots(agency, start_of_day(at.date() + _ONE_DAY), last)
        if after_delay:
            return _unlike(unlike, after_delay) or after_delay[0]
        if sooner:  # the delay leads out of it: the last other day it still has
            return _unlike(unlike, sooner[::-1]) or sooner[-1]
    if not reached:
        return next(reversed(slots(agency, at + _ONE_HOUR, window.latest)), None)
    following = slots(agency, earliest, earliest.date() + _ONE_DAY)
    return _unlike(unlike, following) or soonest_slot(agency, earliest)


def _later(day: date, days: int, *, working: bool) -> date:
    """Return the day `days` days later, working days (Monday to Friday) or calendar days."""
    if not working:
        return day + timedelta(days=days)
    while days:
        day += _ONE_DAY
        days -= day.isoweekday() <= 5 and day not in public_holidays(day.year)
    return day


def _unlike(at: datetime | None, among: Sequence[datetime]) -> datetime | None:
    """Return the first of `among` in the half-day that `at` is not in."""
    if at is None:
        return None
    return next(
        (each for each in among if (each.time() < MIDDAY) is not (at.time() < MIDDAY)), None
    )
