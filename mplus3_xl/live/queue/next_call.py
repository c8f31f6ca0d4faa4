"""Who comes after the client whose form is open: a callback that fell due, else the queue's next.

The client expects to be called at the hour that was agreed: he comes before what follows. He is
brought once: whoever passes him over goes on down the queue, and finds him at its head again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.layout.queue.counting import is_callable
from mplus3_xl.live.queue.seat_file import leave_in, left_in

FILE = ".mplus3-rappels"
_DAY, _CALLBACKS = "jour", "rappels"

Brought: TypeAlias = frozenset[tuple[int, str]]
"""The callbacks that were brought in a day: of which dossier, agreed for when."""


class Turn(NamedTuple):
    """Whom to call, and why he comes now if a callback is due."""

    row: QueueRow
    why: str


def in_turn(
    rows: Sequence[QueueRow], current: int | None, brought: Brought, now: datetime
) -> list[Turn]:
    """Return whom to call after `current`, in turn: once the queue is over, from its head.

    The callbacks that are due come first, but for those `brought` already today.
    """
    following = _following(rows, current, now)
    due = {row.dossier: _callback(row) for row in following if _is_due(row, now)}
    first = {dossier for dossier, callback in due.items() if callback not in brought}
    turns = sorted(following, key=lambda row: row.dossier not in first)
    return [
        Turn(row, _why(row, passes=row.dossier in first and row != other))
        if row.dossier in due
        else Turn(row, "")
        for row, other in zip(turns, following, strict=True)
    ]


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


def _following(rows: Sequence[QueueRow], current: int | None, now: datetime) -> list[QueueRow]:
    """Return who may be called today, those after `current` first."""
    waiting = [row for row in rows if is_callable(row, now.date())]
    at = next((place for place, row in enumerate(waiting) if row.dossier == current), 0)
    return [row for row in (*waiting[at:], *waiting[:at]) if row.dossier != current]


def _is_due(row: QueueRow, now: datetime) -> bool:
    """Say whether a callback is due, and may be made at this very moment."""
    allowed = row.permission is not Permission.REFUSE
    slot = row.prochain_creneau  # of a callback to come, its own hour
    return row.rappel is not None and allowed and slot is not None and slot <= now


def _callback(row: QueueRow) -> tuple[int, str]:
    return row.dossier, row.rappel.isoformat() if row.rappel else ""
