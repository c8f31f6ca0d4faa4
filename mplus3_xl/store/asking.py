"""Asking a store in SQL, whatever joins it: SQLAlchemy, or the driver of SQLite alone.

No unit of work asks in another way. Parameters are named (`:name`); of many values, one is a list.
Rows are as the driver has them: SQLite's days, moments and yes or no are texts and numbers.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from mplus3_xl.domain.vocabulary import Term

Values = Mapping[str, Any]
NO_VALUES: Values = {}


class Asking(Protocol):
    """What joins a store; `engine` names the database."""

    @property
    def engine(self) -> str:
        """The name of the database, as SQLAlchemy has it."""

    def rows(self, statement: str, values: Values = NO_VALUES) -> Sequence[Any]:
        """Return the rows of a statement, each as a tuple."""


class Changing(Asking, Protocol):
    """What joins a store to change it, within one transaction."""

    def run(self, statement: str, values: Values = NO_VALUES) -> int:
        """Run a statement; return how many rows it changed."""

    def run_each(self, statement: str, lines: Sequence[Sequence[Any]]) -> None:
        """Run a statement for each line, whose values are the `?` of it, as the driver has them."""


def as_taken(values: Values, engine: str) -> dict[str, Any]:
    """Return parameters as the driver of an engine takes them."""
    taken = taking(engine)
    return {name: taken(value) for name, value in values.items()}


def taking(engine: str) -> Callable[[Any], Any]:
    """Return what makes of one parameter what the driver of an engine takes."""
    return _by_sqlite if engine == "sqlite" else _by_server


def _by_sqlite(value: Any) -> Any:
    if isinstance(value, datetime):  # as SQLAlchemy writes it
        return value.isoformat(" ", "microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | Term):  # sooner than the driver would find out
        return int(value) if isinstance(value, bool) else value.value
    return json.dumps([*value]) if _is_many(value) else value


def _by_server(value: Any) -> Any:
    return [*value] if _is_many(value) else value


def _is_many(value: Any) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str | bytes)


def day(value: Any) -> Any:
    """Read a day, or none."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def moment(value: Any) -> Any:
    """Read a moment, or none."""
    return datetime.fromisoformat(value) if isinstance(value, str) else value
