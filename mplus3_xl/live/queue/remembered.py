"""The filter of the queue that each person left, in a file beside the store."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mplus3_xl.live.port import Criterion, Filter, Shown
from mplus3_xl.live.queue.seat_file import leave_in, left_in

FILE = ".mplus3-filtres"
_DAY = "jour"


class Remembered(NamedTuple):
    """A filter, and the day on which it was in force."""

    shown: Filter
    day: date


def recall(folder: Path, login: str) -> Remembered | None:
    """Return the filter that `login` left in the folder, if he left one."""
    found = left_in(folder / FILE, login)
    try:
        return _decoded(found) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def remember(folder: Path, login: str, left: Remembered | None) -> None:
    """Keep the filter of `login` in the folder, or forget it."""
    leave_in(folder / FILE, login, _encoded(left) if left else None)


def _encoded(left: Remembered) -> dict[str, object]:
    columns = [
        {
            "colonne": each.key,
            "valeurs": list(each.values),
            "operateur": each.operator,
            "bornes": [
                {_DAY: bound.isoformat()} if isinstance(bound, date) else bound
                for bound in each.bounds
            ],
        }
        for each in left.shown
    ]
    return {_DAY: left.day.isoformat(), "colonnes": columns}


def _decoded(found: Mapping[str, Any]) -> Remembered:
    shown = tuple(
        Shown(
            each["colonne"],
            tuple(each["valeurs"]),
            each["operateur"],
            tuple(map(_bound, each["bornes"])),
        )
        for each in found["colonnes"]
    )
    return Remembered(shown, date.fromisoformat(found[_DAY]))


def _bound(found: Any) -> Criterion | None:
    return date.fromisoformat(found[_DAY]) if isinstance(found, dict) else found
