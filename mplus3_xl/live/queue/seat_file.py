"""What each person left in a file beside the store: no workbook is ever saved.

It is a convenience of the seat, not a memory of the agency: a file that cannot be read is as none,
and one that cannot be written (Windows keeps a file that is being looked at) is left as it is.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from mplus3_xl.whole_files import put_whole


def left_in(path: Path, login: str) -> Any:
    """Return what `login` left in a file; None if he left nothing."""
    return _read(path).get(login)


def leave_in(path: Path, login: str, left: object) -> None:
    """Keep what `login` leaves in a file, or forget it."""
    others = {name: kept for name, kept in _read(path).items() if name != login}
    everybody = others | ({login: left} if left else {})
    content = json.dumps(everybody, ensure_ascii=False, indent=1).encode()
    with suppress(OSError):
        put_whole(path, content, lasting=False)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
