"""One transaction for each thing a person does: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from mplus3_xl.store.by_engine import ByEngine
from mplus3_xl.store.engine import frozen, wait_for_writers
from mplus3_xl.store.glance import Glance
from mplus3_xl.store.translating import translated

if TYPE_CHECKING:  # a refresh only looks at the queue
    from mplus3_xl.store.reading import StoreReader
    from mplus3_xl.store.writing import StoreWriter


class SqlStore:
    """A store behind SQLAlchemy (`services.ports.store.Store`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """Open a unit of work that only looks, and loads nothing else."""
        with self._reading() as connection:
            yield Glance(ByEngine(connection))

    @contextmanager
    def read(self) -> Iterator["StoreReader"]:
        """Open a unit of work that only reads, on one consistent state."""
        from mplus3_xl.store.reading import StoreReader

        with self._reading() as connection:
            yield StoreReader(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self._engine), frozen(self._engine) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator["StoreWriter"]:
        """Open a unit of work that writes everything or nothing."""
        from mplus3_xl.store.writing import StoreWriter

        with translated(self._engine), self._engine.begin() as connection:
            wait_for_writers(connection)
            yield StoreWriter(connection)
