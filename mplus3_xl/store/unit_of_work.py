"""The units of work of a store behind SQLAlchemy."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from mplus3_xl.store.by_engine import ByEngine
from mplus3_xl.store.engine import frozen, wait_for_writers
from mplus3_xl.store.translating import translated
from mplus3_xl.store.units import Units


class SqlStore(Units):
    """A store behind SQLAlchemy."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(_OfEngine(engine))


class _OfEngine:
    """An engine, as units of work are opened on it (`units.Joined`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[ByEngine]:
        """Begin to read one consistent state."""
        with translated(self._engine), frozen(self._engine) as connection:
            yield ByEngine(connection)

    @contextmanager
    def writing(self) -> Iterator[ByEngine]:
        """Begin to write everything or nothing."""
        with translated(self._engine), self._engine.begin() as connection:
            wait_for_writers(connection)
            yield ByEngine(connection)
