"""Writing what persons decided about probable doubles."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, insert

from mplus3_xl.domain.doubles import Pair
from mplus3_xl.store.tables import not_doubles


class DoublesWriting:
    """Writing what persons decided about probable doubles."""

    _connection: Connection

    def add_apart(self, pairs: Iterable[Pair], author: str, at: datetime) -> None:
        """Keep that these pairs, of whom nobody said it yet, are not doubles."""
        rows = [{"low_id": low, "high_id": high, "author": author, "at": at} for low, high in pairs]
        if rows:
            self._connection.execute(insert(not_doubles), rows)
