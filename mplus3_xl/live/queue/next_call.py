"""Who comes after the client whose form is open: a callback that fell due, else the queue's next.

The client expects to be called at the hour that was agreed: he comes before what follows. He is
brought once: whoever passes him over goes on down the queue, and finds him at its head again.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from mplus3_xl.domain.contact.gate import Permission
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.layout.counting import is_callable
from mplus3_xl.live.queue.seat_file import leave_in, left_in

FILE = ".mplus3-rappels"


def in_turn(
    rows: Sequence[QueueRow], current: int | None, brought: datetime | None, now: datetime
) -> list[QueueRow]:
    """Return whom to call after `current`, in turn: once the queue is over, from its head.

    `brought` is the last callback that was brought today: those after it, due by now, come first.
    """
    following = _following(rows, current, now)
    due = [row for row in following if _is_due(row, now) and _is_after(row, brought)]
    return [*due, *(row for row in following if row not in due)]


def why(row: QueueRow, rows: Sequence[QueueRow], current: int | None, now: datetime) -> str:
    """Say of a callback that is due that it is one, and that it passes before others if it does."""
    if not _is_due(row, now):
        return ""
    natural = _following(rows, current, now)[0]
    return row.raison if row == natural else f"{row.raison} Il passe avant la suite de la file."


def brought_today(folder: Path, login: str, now: datetime) -> datetime | None:
    """Return the last callback that was brought to `login` today."""
    try:
        told, at = map(datetime.fromisoformat, left_in(folder / FILE, login))
    except (TypeError, ValueError):
        return None
    return at if told.date() == now.date() else None


def note_brought(
    folder: Path, login: str, now: datetime, shown: Sequence[QueueRow], brought: datetime | None
) -> None:
    """Keep the last callback of those in front of `login`, whether brought or opened by hand."""
    seen = [row.rappel for row in shown if row.rappel and _is_due(row, now)]
    last = max([*seen, *([brought] if brought else [])], default=None)
    if last and last != brought:
        leave_in(folder / FILE, login, [now.isoformat(), last.isoformat()])


def _following(rows: Sequence[QueueRow], current: int | None, now: datetime) -> list[QueueRow]:
    """Return who may be called today, those after `current` first."""
    waiting = [row for row in rows if is_callable(row, now.date())]
    at = next((place for place, row in enumerate(waiting, 1) if row.dossier == current), 0)
    return [row for row in (*waiting[at:], *waiting[:at]) if row.dossier != current]


def _is_due(row: QueueRow, now: datetime) -> bool:
    """Say whether a callback is due, and may be made at this very moment."""
    allowed = row.permission is not Permission.REFUSE
    due = row.rappel is not None and row.rappel <= now
    return due and allowed and row.prochain_creneau is not None and row.prochain_creneau <= now


def _is_after(row: QueueRow, brought: datetime | None) -> bool:
    return brought is None or (row.rappel is not None and row.rappel > brought)
