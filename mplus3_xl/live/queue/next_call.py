"""Who comes after the client whose form is open: a callback that fell due, else the queue's next.

The client expects to be called at the hour that was agreed: he comes before what follows. He is
brought once: whoever passes him over goes on down the queue, and finds him at its head again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import compress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from mplus3_xl.collection import made_of
from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.layout.queue.counting import is_callable
from mplus3_xl.live.queue.seat_file import leave_in, left_in

FILE = ".mplus3-rappels"
_DAY, _CALLBACKS = "jour", "rappels"

Brought: TypeAlias = frozenset[tuple[int, str]]
"""The callbacks that were brought in a day: of which dossier, agreed for when."""


class Turns(NamedTuple):
    """Whom to call, in turn, by dossier; of whom a callback is due, why he comes."""

    dossiers: Sequence[int]
    why: Mapping[int, str]


def in_turn(queue: Queue, current: int | None, brought: Brought, now: datetime) -> Turns:
    """Return whom to call after `current`, in turn: once the queue is over, from its head.

    The callbacks that are due come first, but for those `brought` already today.
    """
    places, callbacks = _following(queue, current, now), queue.column("rappel")
    following = [*map(queue.column("dossier").__getitem__, places)]
    due = [row for row in (queue[at] for at in places if callbacks[at]) if _is_due(row, now)]
    first = dict.fromkeys(row.dossier for row in due if _callback(row) not in brought)
    passing = {each for each, other in zip(first, following, strict=False) if each != other}
    return Turns(
        [*first, *(each for each in following if each not in first)],
        {row.dossier: _why(row, passes=row.dossier in passing) for row in due},
    )


def brought_today(folder: Path, login: str, now: datetime) -> Brought:
    """Return the callbacks that were brought to `login` today."""
    left = left_in(folder / FILE, login)
    try:
        told = {(int(dossier), str(at)) for dossier, at in left[_CALLBACKS]}
        return frozenset(told if left[_DAY] == now.date().isoformat() else ())
    except (KeyError, TypeError, ValueError):
        return frozenset()


def note_brought(
    folder: Path, login: str, now: datetime, shown: Iterable[QueueRow], brought: Brought
) -> None:
    """Keep the callbacks of those in front of `login`, whether brought or opened by hand."""
    told = brought.union(_callback(row) for row in shown if _is_due(row, now))
    if told != brought:
        left = {_DAY: now.date().isoformat(), _CALLBACKS: sorted(told)}
        leave_in(folder / FILE, login, left)


def _why(row: QueueRow, *, passes: bool) -> str:
    """Say of a callback that is due that it is one, and that it passes before others if it does."""
    return f"{row.raison} Il passe avant la suite de la file." if passes else row.raison


def _following(queue: Queue, current: int | None, now: datetime) -> list[int]:
    """Return where those stand who may be called today, the ones after `current` first."""
    today, dossiers = now.date(), queue.column("dossier")
    callable_ = made_of(queue.column("prochain_creneau"), lambda slot: is_callable(slot, today))
    waiting = [*compress(range(len(queue)), callable_)]
    at = next((at for at, place in enumerate(waiting) if dossiers[place] == current), 0)
    return [place for place in (*waiting[at:], *waiting[:at]) if dossiers[place] != current]


def _is_due(row: QueueRow, now: datetime) -> bool:
    """Say whether a callback is due, and may be made at this very moment."""
    allowed = row.permission is not Permission.REFUSE
    slot = row.prochain_creneau  # of a callback to come, its own hour
    return row.rappel is not None and allowed and slot is not None and slot <= now


def _callback(row: QueueRow) -> tuple[int, str]:
    return row.dossier, row.rappel.isoformat() if row.rappel else ""
