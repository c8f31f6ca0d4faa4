"""The attempts to reach a client, and which of them count toward the limit of the law."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.rule_labels import label_of


class Attempt(NamedTuple):
    """One attempt; struck by its author, it stays visible and no longer counts.

    `phone` is the number dialled (E.164), `basis` the ground of the call (`attempts.toml`),
    `callback_at` the time agreed or asked for. `breach` names the settings that the call went
    against, with its reason; `manager` who allowed a call too early or too late.
    """

    id: int
    dossier_id: int
    at: datetime
    outcome: str
    counts: bool
    author: str
    struck_at: datetime | None = None
    struck_by: str | None = None
    struck_reason: str | None = None
    note: str | None = None
    phone: str | None = None
    basis: str | None = None
    callback_at: datetime | None = None
    breach: str | None = None
    breach_reason: str | None = None
    manager: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it is one of the attempts that the law limits."""
        return self.counts and self.struck_at is None

    @property
    def label(self) -> str:
        """What came of it, as staff read it."""
        return label_of("outcomes", "outcome", self.outcome)


def last_note(attempts: Iterable[Attempt], dossier_id: int) -> str:
    """Return the latest note of a dossier's attempts, `attempts` the latest first; empty if none.

    That of a struck one is none.
    """
    notes = (each.note for each in attempts if each.dossier_id == dossier_id and not each.struck_at)
    return next(filter(None, notes), "")


def first_day_counted(today: date, days: int) -> date:
    """Return the first of the `days` days that end `today`, both included (R15)."""
    return today - timedelta(days=days - 1)


def free_again(tried_on: Sequence[date], day: date, limits: Limits) -> date | None:
    """Return when the attempts allow one more, `None` if they do so on `day` (R15, D223-9 al. 2).

    `tried_on` are the days of those that count, in order.
    """
    days: int = limits["fenetre_tentatives"]
    most: int = limits["max_tentatives"]
    if len(tried_on) < most or tried_on[-most] < first_day_counted(day, days):
        return None
    return tried_on[-most] + timedelta(days=days)
