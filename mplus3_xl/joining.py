"""Joining the store of a space: a file by its driver alone, a server by SQLAlchemy."""

from functools import cache
from typing import TYPE_CHECKING

from mplus3_xl.file_address import file_at

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from mplus3_xl.services.ports.store import Store
    from mplus3_xl.store.store_file import StoreFile


class Joining:
    """What joins the store at `address` (an SQLAlchemy URL).

    In one click it is kept until `close`.
    """

    def __init__(self, address: str, *, one_click: bool) -> None:
        self._address = address
        self._one_click = one_click
        self._store: Store | None = None
        self._file: StoreFile | None = None
        self._engine: Engine | None = None

    def engine(self) -> "Engine":
        """Open the store's engine; nothing is created. Raises UserError."""
        if self._engine is None:
            self._engine = _engine(self._address, kept=self._one_click)
        return self._engine

    def store(self) -> "Store | None":
        """Open the store, whose schema is checked once; `None` of one that was not made.

        Raises UserError.
        """
        self._store = self._store or self._in_file() or self._by_engine()
        return self._store

    def is_made(self) -> bool:
        """Say whether the store was made, of whatever format. Raises UserError."""
        self._store = self._store or self._in_file()
        if self._store is not None:
            return True
        from mplus3_xl.store import migrating

        return migrating.exists(self.engine())

    def close(self) -> None:
        """Close what joins the store."""
        for joined in (self._file, self._engine):
            if joined is not None:
                joined.dispose()

    def _in_file(self) -> "Store | None":
        """Join a file that is a store of this program's format."""
        path = file_at(self._address)
        if path is None:
            return None
        from mplus3_xl.store.store_file import StoreFile
        from mplus3_xl.store.units import Units

        self._file = self._file or StoreFile(path, kept=self._one_click)
        if self._file.is_store():
            return Units(self._file)
        self._file.dispose()
        return None

    def _by_engine(self) -> "Store | None":
        from mplus3_xl.store import migrating
        from mplus3_xl.store.unit_of_work import SqlStore

        return SqlStore(self.engine()) if migrating.is_ready(self.engine()) else None


@cache
def _engine(address: str, *, kept: bool) -> "Engine":
    """Keep the engine of an address, and so every statement that it compiled."""
    from mplus3_xl.store.engine import open_engine

    return open_engine(address, kept=kept)
