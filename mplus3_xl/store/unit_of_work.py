"""One transaction for each thing a person does: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Engine, text

from mplus3_xl.store.engine import BUSY_SECONDS, is_sqlite, reader
from mplus3_xl.store.reading import StoreReader
from mplus3_xl.store.trouble import translated

if TYPE_CHECKING:  # most clicks only read
    from mplus3_xl.store.writing import StoreWriter

# Any fixed number: the writers of one PostgreSQL store wait for each other, as SQLite's do.
_WRITERS_LOCK = 3_090_001


class SqlStore:
    """A store behind SQLAlchemy (`services.ports.Store`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def read(self) -> Iterator[StoreReader]:
        """Open a unit of work that only reads, on one consistent state."""
        engine = reader(self._engine)
        if not is_sqlite(engine):
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with translated(), engine.begin() as connection:
            yield StoreReader(connection)

    @contextmanager
    def write(self) -> Iterator["StoreWriter"]:
        """Open a unit of work that writes everything or nothing."""
        from mplus3_xl.store.writing import StoreWriter

        with translated(), self._engine.begin() as connection:
            if not is_sqlite(self._engine):
                connection.execute(text(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'"))
                lock = text("SELECT pg_advisory_xact_lock(:lock)")
                connection.execute(lock, {"lock": _WRITERS_LOCK})
            yield StoreWriter(connection)
