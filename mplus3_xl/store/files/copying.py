"""Copying the file of a SQLite store page by page, while others work there."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from mplus3_xl.store.engine import place_of
from mplus3_xl.store.trouble import BUSY_SECONDS, refusal_of_file

_SIDES = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a store while it works there."""
_KIND = 0xFF
"""The part of SQLite's codes that says which kind of error it is."""
PART = ".partiel"
"""How the name of a store ends as long as it is not whole, or only serves meanwhile."""


def remove(path: Path) -> None:
    """Remove the file of a store that nobody uses, if there is one."""
    for each in (path, *(path.with_name(path.name + side) for side in _SIDES)):
        each.unlink(missing_ok=True)


def write_out(engine: Engine, target: Path) -> None:
    """Write a store that lives in memory into a file that does not exist. Raises UserError."""
    with engine.connect() as connection:
        held: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment] # what the engine of memory gives
        _copy(held, target, place_of(engine))


def copy_file(source: Path, target: Path, before: Callable[[], None] | None = None) -> None:
    """Copy a SQLite store over another, even while somebody works there. Raises UserError.

    `before` is called once nobody else may write in `target` any more, which others go on reading
    as it was. It may change `source`: SQLite begins its copying again then.
    """
    with closing(sqlite3.connect(source, timeout=BUSY_SECONDS)) as old:
        _copy(old, target, str(source), before)


def _copy(
    old: sqlite3.Connection, target: Path, source: str, before: Callable[[], None] | None = None
) -> None:
    try:
        with closing(sqlite3.connect(target, timeout=BUSY_SECONDS)) as new:
            old.backup(new, pages=1 if before else -1, progress=_watched(before))
    except sqlite3.DatabaseError as error:
        refusal = refusal_of_file(error, source if is_damage(error) else str(target))
        if refusal is None:
            raise
        raise refusal from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Say whether SQLite found a file that is no database, or no longer a whole one."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _KIND
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _watched(before: Callable[[], None] | None) -> Callable[[int, int, int], None]:
    """Return what SQLite calls after each step; `before` is called once the first page is taken.

    A store that stays busy is given up: SQLite would try it again for ever.
    """
    ahead = [before] if before else []

    def stepped(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("database is locked")
        while ahead:
            ahead.pop()()

    return stepped
