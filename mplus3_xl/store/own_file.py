"""Looking at a store in a file by the driver of SQLite alone.

Loading SQLAlchemy takes longer than all the rest of a click that only looks, which asks it for
nothing but to hand on its SQL.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mplus3_xl.store.asking import NO_VALUES, Values, as_taken
from mplus3_xl.store.glance import Glance
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.network import refuse_network_path
from mplus3_xl.store.trouble import BUSY_SECONDS, refusal_of_file
from mplus3_xl.store.which_file import which_file

if TYPE_CHECKING:
    from mplus3_xl.services.ports.store import Reading, Store, Writing

_IS_MADE = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
_REVISION = "SELECT version_num FROM alembic_version"


class OwnStore:
    """The store of a space in its own file, in a click (`services.ports.store.Store`).

    Whoever looks at it joins `file` alone; whoever reads more, or writes, opens it `whole`.
    """

    def __init__(self, file: "OwnFile", whole: "Callable[[], Store]") -> None:
        self._file = file
        self._whole = whole

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """Open a unit of work that only looks."""
        with self._file.reading() as asking:
            yield Glance(asking)

    def read(self) -> "AbstractContextManager[Reading]":
        """Open a unit of work that only reads, on one consistent state."""
        return self._whole().read()

    def write(self) -> "AbstractContextManager[Writing]":
        """Open a unit of work that writes everything or nothing."""
        return self._whole().write()


class OwnFile:
    """A file that is joined once, until `dispose`, or until another was put in its place.

    A file that is closed waits for the disk each time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._joined: tuple[sqlite3.Connection, tuple[int, int] | None] | None = None

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
        """Begin to read one consistent state, one at a time.

        Raises UserError for a trouble that is known.
        """
        try:
            connection = self._connection()
            connection.execute("BEGIN")
            try:
                yield _ByDriver(connection)
            finally:
                connection.rollback()
        except sqlite3.DatabaseError as error:
            refusal = refusal_of_file(error, str(self._path))
            if refusal is None:
                raise
            raise refusal from error

    def dispose(self) -> None:
        """Close the file."""
        if self._joined:
            self._joined[0].close()
            self._joined = None

    def _connection(self) -> sqlite3.Connection:
        now = which_file(self._path)
        if self._joined and self._joined[1] != now:
            self.dispose()
        if not self._joined:
            there = f"{self._path.absolute().as_uri()}?mode=rw"  # one that is gone is not made
            connection = sqlite3.connect(
                there, uri=True, timeout=BUSY_SECONDS, isolation_level=None
            )
            self._joined = connection, now
        return self._joined[0]


class _ByDriver:
    """Asking by the driver (`asking.Asking`)."""

    engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, statement: str, values: Values = NO_VALUES) -> Sequence[Any]:
        """Return the rows of a statement."""
        return self._connection.execute(statement, as_taken(values, self.engine)).fetchall()
