"""The filter of the queue that each person left, beside the store: no workbook is ever saved.

It is a convenience of the seat, not a memory of the agency: a file that cannot be read is as none,
and one that cannot be written (Windows keeps a file that is being looked at) is left as it is.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from mplus3_xl.live.port import Criterion, Filter, Shown
from mplus3_xl.whole_files import put_whole

FILE = ".mplus3-filtres"
_DAY = "jour"


class Remembered(NamedTuple):
    """A filter, and the day on which it was in force."""

    shown: Filter
    day: date


def recall(folder: Path, login: str) -> Remembered | None:
    """Return the filter that `login` left in the folder, if he left one."""
    found = _read(folder).get(login)
    try:
        return _decoded(found) if found else None
    except (KeyError, TypeError, ValueError):
        return None


def remember(folder: Path, login: str, left: Remembered | None) -> None:
    """Keep the filter of `login` in the folder, or forget it."""
    others = {name: kept for name, kept in _read(folder).items() if name != login}
    everybody = others | ({login: _encoded(left)} if left else {})
    content = json.dumps(everybody, ensure_ascii=False, indent=1).encode()
    with suppress(OSError):
        put_whole(folder / FILE, content, lasting=False)


def _read(folder: Path) -> dict[str, Any]:
    path = folder / FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


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
