"""Joining a store in a file by the driver of SQLite alone.

Loading SQLAlchemy takes longer than all the rest of a click, which would ask it for nothing but to
hand on its SQL.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mplus3_xl.store.asking import NO_VALUES, Values, as_taken
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.network import refuse_network_path
from mplus3_xl.store.trouble import BUSY_SECONDS, refusal_of_file

FOR_ALL = "PRAGMA foreign_keys = ON"
FOR_WRITERS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -65536",  # 64 MB: an import stays in memory
    "BEGIN IMMEDIATE",  # a writer waits for the other one
)
FOR_READERS = ("BEGIN",)
"""A reader, who has no need of the rest, is spared the time."""
_IS_MADE = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
_REVISION = "SELECT version_num FROM alembic_version"


class _Joined(NamedTuple):
    connection: sqlite3.Connection
    file: tuple[int, int] | None


class StoreFile:
    """A file that is joined for each unit of work.

    One that is `kept` is joined once, until `dispose`, or until another was put in its place: a
    file that is closed waits for the disk each time. Whoever begins while another unit of work
    lasts joins it for himself.
    """

    def __init__(self, path: Path, *, kept: bool = False) -> None:
        self._path = path
        self._kept = kept
        self._idle: _Joined | None = None

    def is_store(self) -> bool:
        """Say whether it is a store of this program's format; `migrating` says what else it is.

        Raises UserError: it cannot be read, or is on a network drive.
        """
        if not self._path.is_file():
            return False
        refuse_network_path(str(self._path))
        with self.reading() as asking:
            return bool(asking.rows(_IS_MADE)) and asking.rows(_REVISION) == [(HEAD,)]

    @contextmanager
    def reading(self) -> Iterator["_ByDriver"]:
        """Begin to read one consistent state. Raises UserError for a trouble that is known."""
        with self._begun(FOR_READERS) as joined:
            yield joined

    @contextmanager
    def writing(self) -> Iterator["_ByDriver"]:
        """Begin to write everything or nothing, after whoever writes at the moment.

        Raises UserError for a trouble that is known.
        """
        with self._begun(FOR_WRITERS) as joined:
            yield joined

    @contextmanager
    def _begun(self, statements: Sequence[str]) -> Iterator["_ByDriver"]:
        try:
            with self._joined() as connection:
                for statement in statements:
                    connection.execute(statement)
                yield _ByDriver(connection)
                connection.commit()
        except sqlite3.DatabaseError as error:
            refusal = refusal_of_file(error, str(self._path))
            if refusal is None:
                raise
            raise refusal from error

    def dispose(self) -> None:
        """Close the file."""
        if self._idle:
            self._idle.connection.close()
            self._idle = None

    @contextmanager
    def _joined(self) -> Iterator[sqlite3.Connection]:
        joined = self._take() or self._join()
        try:
            yield joined.connection
        finally:
            joined.connection.rollback()
            if self._kept and self._idle is None:
                self._idle = joined
            else:
                joined.connection.close()

    def _take(self) -> _Joined | None:
        """Take what joins the file, if it still does."""
        idle, self._idle = self._idle, None
        if idle and idle.file != _which(self._path):
            idle.connection.close()
            return None
        return idle

    def _join(self) -> _Joined:
        file = _which(self._path)
        there = f"{self._path.absolute().as_uri()}?mode=rw"  # one that is gone is not made
        connection = sqlite3.connect(
            there, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        connection.execute(FOR_ALL)
        return _Joined(connection, file)


def _which(path: Path) -> tuple[int, int] | None:
    """Return which file is there, `None` for none that is reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class _ByDriver:
    """Asking and changing by the driver (`asking.Changing`)."""

    engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, values: Values = NO_VALUES) -> Sequence[Any]:
        """Return the rows of a statement."""
        return self._connection.execute(statement, as_taken(values, self.engine)).fetchall()

    def run(self, statement: str, values: Values = NO_VALUES) -> int:
        """Run a statement; return how many rows it changed."""
        return self._connection.execute(statement, as_taken(values, self.engine)).rowcount

    def run_each(self, statement: str, lines: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each line."""
        self._connection.executemany(statement, lines)
