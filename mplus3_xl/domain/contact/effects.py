"""What comes of an attempt: tags, count, next try (domain notes §4.2, D2, D12).

Moments are Paris local time.
"""

from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.next_try import next_try
from mplus3_xl.domain.contact.outcomes import Outcome
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.domain.windows import Window
from mplus3_xl.rules import table


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
    retry = outcome.retry
    return OutcomeEffect(
        appel=outcome.appel,
        bilan=outcome.bilan,
        counts=outcome.counts,
        callback_at=callback_at if outcome.takes_time else None,
        next_try_at=retry and next_try(retry, at, agency, window, reached=reached),
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
