"""What may come of an attempt: the choices of the form, as `rules/outcomes.toml` has them (D12)."""

from functools import cache
from typing import Any, NamedTuple

from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.rules import table

_LEFT_AS_IT_IS = "vide"


class Retry(NamedTuple):
    """How an outcome is tried again (`outcomes.toml`).

    `working`: the days of the delay are working ones; `other_half_day`: the half-day that was not
    tried comes first.
    """

    delay_days: int
    working: bool
    other_half_day: bool


class Outcome(NamedTuple):
    """One choice of the form; `appel` and `bilan` are the tags it sets, `None` for none.

    `basis` is the ground of an attempt that has its own, whatever the gate's (`attempts.toml`).
    `takes_time`: a callback may be fixed; `asks_time`: it must be. `retry` is how long to wait
    before another try, `None` for none.
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
    retry: Retry | None


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
        retry=_retry(entry["next"]),
    )


def _retry(rule: dict[str, Any]) -> Retry | None:
    """Read what follows an outcome; `None` if it is no other try."""
    if rule["kind"] != "reessai":
        return None
    other_half_day = rule["moment"] == "autre_demi_journee"
    return Retry(rule["delay_days"], rule["day_kind"] == "ouvres", other_half_day)


def _reason(entry: dict[str, str]) -> tuple[str, str, Closing | None]:
    closing = entry.get("closing")
    return entry["code"], entry["label"], Closing(closing) if closing else None
