"""One transaction for each thing a person does: all of it, or nothing."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from mplus3_xl.store.asking import Asking, Changing
from mplus3_xl.store.glance import Glance

if TYPE_CHECKING:  # a refresh only looks at the queue
    from mplus3_xl.store.reading import StoreReader
    from mplus3_xl.store.writing import StoreWriter


class Joined(Protocol):
    """A store that was joined. Both raise UserError for a trouble that is known."""

    def reading(self) -> AbstractContextManager[Asking]:
        """Begin to read one consistent state."""

    def writing(self) -> AbstractContextManager[Changing]:
        """Begin to write everything or nothing, after whoever writes at the moment."""


class Units:
    """A store, by the units of work that it opens (`services.ports.store.Store`)."""

    def __init__(self, joined: Joined) -> None:
        self._joined = joined

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """Open a unit of work that only looks, and loads nothing else."""
        with self._joined.reading() as asking:
            yield Glance(asking)

    @contextmanager
    def read(self) -> "Iterator[StoreReader]":
        """Open a unit of work that only reads, on one consistent state."""
        from mplus3_xl.store.reading import StoreReader

        with self._joined.reading() as asking:
            yield StoreReader(asking)

    @contextmanager
    def write(self) -> "Iterator[StoreWriter]":
        """Open a unit of work that writes everything or nothing."""
        from mplus3_xl.store.writing import StoreWriter

        with self._joined.writing() as changing:
            yield StoreWriter(changing)
