"""The columns of the month's sheets and of its csv, with the definition of each (rules table)."""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import table


def columns_of(sheet: str) -> tuple[Column, ...]:
    """Return the columns of a sheet of `rules/month_columns.toml`."""
    return tuple(
        Column(
            key=each["key"],
            title=each["title"],
            width=each["width"],
            kind=Kind(each.get("kind", Kind.TEXT.value)),
            help=each["help"],
        )
        for each in table("month_columns")[sheet]
    )


def lines(columns: Sequence[Column], rows: Iterable[object]) -> Iterator[tuple[Value, ...]]:
    """Return the cells of each row; amounts in euros."""
    cells = attrgetter(*(column.key for column in columns))
    amounts = [at for at, column in enumerate(columns) if column.kind is Kind.AMOUNT]
    for row in rows:
        values = list(cells(row))
        for at in amounts:
            values[at] /= 100
        yield tuple(values)
