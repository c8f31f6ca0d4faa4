"""Asking and changing a store that SQLAlchemy joined (`asking.Changing`)."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, TextClause, text

from mplus3_xl.store.asking import NO_VALUES, Values, as_taken


class ByEngine:
    """Asking and changing within the transaction of a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def engine(self) -> str:
        """The name of the database."""
        return self._connection.dialect.name

    def rows(self, statement: str, values: Values = NO_VALUES) -> Sequence[Any]:
        """Return the rows of a statement."""
        return self._connection.execute(_text(statement), as_taken(values, self.engine)).all()

    def run(self, statement: str, values: Values = NO_VALUES) -> int:
        """Run a statement; return how many rows it changed."""
        return self._connection.execute(_text(statement), as_taken(values, self.engine)).rowcount

    def run_each(self, statement: str, lines: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each line."""
        asked = statement if self.engine == "sqlite" else statement.replace("?", "%s")
        self._connection.exec_driver_sql(asked, [tuple(line) for line in lines])


@cache
def _text(statement: str) -> TextClause:
    return text(statement)
