"""Rows that are asked for in SQL as values of the domain, whose fields are their columns.

How a field is read is said by its type; a test holds the fields of the domain to the tables.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mplus3_xl.collection import made_of
from mplus3_xl.domain.vocabulary import Term
from mplus3_xl.store.asking import NO_VALUES, Asking, Values, day, moment

Made = TypeVar("Made", bound=tuple[Any, ...])
Word = TypeVar("Word", bound=Term)


def records(
    asking: Asking, made: type[Made], table: str, rest: str, values: Values = NO_VALUES
) -> list[Made]:
    """Read rows of a table; `rest` is what follows its name: joins, conditions, an order."""
    fields = made._fields  # type: ignore[attr-defined] # it is a NamedTuple
    told = ", ".join(f"{table}.{name}" for name in fields)
    return records_in(made, asking.rows(f"SELECT {told} FROM {table} {rest}", values))


def records_in(made: type[Made], rows: Iterable[Sequence[Any]]) -> list[Made]:
    """Read rows that have the fields of a value of the domain, in their order.

    Column by column: they may be thousands, and few of their days and words differ.
    """
    columns: list[Iterable[Any]] = [*zip(*rows, strict=True)]
    if not columns:
        return []
    for at, read in _reads(made, made._fields):  # type: ignore[attr-defined]
        whole = read is json.loads  # what is made of a text may be changed: one for each
        columns[at] = map(read, columns[at]) if whole else made_of(columns[at], read)
    return [*map(made._make, zip(*columns, strict=True))]  # type: ignore[attr-defined]


def reading(made: type[Made], fields: Sequence[str]) -> Callable[[Sequence[Any]], list[Any]]:
    """Return what reads columns as these fields of a value of the domain have them."""
    reads = _reads(made, fields)

    def read(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, reads_one in reads:
            values[at] = reads_one(values[at])
        return values

    return read


@cache
def _reads(made: type[Any], fields: Sequence[str]) -> Sequence[tuple[int, Callable[[Any], Any]]]:
    """Return what reads each column that is not as the driver has it, by its place."""
    hints = get_type_hints(made)
    found = ((at, read_as(hints[name])) for at, name in enumerate(fields))
    return [(at, read) for at, read in found if read is not None]


def read_as(hint: Any) -> Callable[[Any], Any] | None:
    """Return what reads a column of this type; `None`: it is as the driver has it."""
    if get_origin(hint) in (Mapping, dict):
        return json.loads
    for kind in get_args(hint) or (hint,):
        if issubclass(kind, Term):
            return terms(kind).__getitem__
        if kind in _READ:
            return _READ[kind]
    return None


@cache
def terms(kind: type[Word]) -> Mapping[Any, Word | None]:
    """Return the words of a kind by their stored text, none for none."""
    return {None: None, **{term.value: term for term in kind}}


_READ: Mapping[type, Callable[[Any], Any]] = {date: day, datetime: moment, bool: bool}
