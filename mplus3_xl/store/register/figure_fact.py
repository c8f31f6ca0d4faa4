"""The facts about dossiers that the manager's figures count: those that are alike are read once."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from mplus3_xl.collection import made_of
from mplus3_xl.domain.call.tries import is_talked
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.register.figures import Counts, Fact, alike
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.store.records import reading

TOLD = (
    *("agency", "charge_clientele", "assigned_to", "assigned_until", "effect_date"),
    *("target", "window_start", "window_end", "earliest", "latest"),
    *("appel", "lagon", "bilan", "sms_mail", "appel_ok_on", "callback_at", "next_try_at"),
    *("closing", "closed_on"),
)
"""The fields of a dossier that a fact is made of, but for its numbers."""
_NO_NUMBER = 0


def facts_of(
    dossiers: Sequence[int],
    clients: Sequence[int],
    lines: Sequence[str],
    counts: Iterable[Counts],
    today: date,
) -> Iterator[Fact]:
    """Return the facts of dossiers, of their numbers, their `TOLD` as JSON, and their counts."""
    told = zip(lines, counts, strict=True)
    shared = made_of(told, lambda each: alike(fact_of(_dossier(each[0]), today, each[1])))
    return map(Fact._make, zip(dossiers, clients, *zip(*shared, strict=True), strict=True))


def fact_of(dossier: Dossier, today: date, counts: Counts) -> Fact:
    """Return the facts of a dossier, whose charge is that of the day it was done, else of today.

    `counts` are those of `COUNTED`, in their order.
    """
    done = is_done(dossier)
    day = (dossier.appel_ok_on or dossier.closed_on or today) if done else today
    return Fact(
        dossier.id,
        dossier.client_id,
        dossier.agency,
        charge_on(dossier, day),
        dossier.window,
        done,
        dossier.appel_ok_on,
        *counts,
        talked=not done and is_talked(dossier, None),
        closing=Closing(dossier.closing) if dossier.closing else None,
    )


def _dossier(line: str) -> Dossier:
    """Read a dossier as far as it is told."""
    told: dict[str, Any] = dict(zip(TOLD, reading(Dossier, TOLD)(json.loads(line)), strict=True))
    return Dossier(_NO_NUMBER, _NO_NUMBER, **told)
