"""Adding, changing and removing rows, of the few tables that the program itself names.

Rows are added and changed close to the driver, whatever joins the store: SQLAlchemy's own
`execute(insert, dicts)` costs three times as much on 100,000 rows. Columns stand in quotes: some
have a word of SQL for a name.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from mplus3_xl.collection import made_of
from mplus3_xl.store.asking import Changing, taking
from mplus3_xl.store.sql import among_sql

_BATCH = 20_000
_AS_THEY_ARE = (int, str)


def as_json(content: Mapping[str, Any]) -> str:
    """Return the text of a content, the same for the same content."""
    return json.dumps(dict(content), ensure_ascii=False, sort_keys=True)


def insert(changing: Changing, table: str, *rows: Mapping[str, Any]) -> None:
    """Add rows, which all have the same columns."""
    if rows:
        taken = taking(changing.engine)
        lines = [[taken(value) for value in row.values()] for row in rows]
        changing.run_each(_insert(table, tuple(rows[0])), lines)


def insert_many(
    changing: Changing, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Add thousands of rows; a column without any value is left out."""
    for start in range(0, len(rows), _BATCH):
        batch = zip(columns, zip(*rows[start : start + _BATCH], strict=True), strict=True)
        filled = {
            name: _column(values, changing.engine)
            for name, values in batch
            if values.count(None) < len(values)
        }
        changing.run_each(_insert(table, tuple(filled)), [*zip(*filled.values(), strict=True)])


def update(changing: Changing, table: str, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """Change the named columns of rows, by id."""
    taken = taking(changing.engine)
    by_columns: dict[tuple[str, ...], list[list[Any]]] = {}
    for row_id, changed in rows:
        if changed:
            line = [*map(taken, changed.values()), row_id]
            by_columns.setdefault(tuple(changed), []).append(line)
    for columns, lines in by_columns.items():
        changing.run_each(_update(table, columns), lines)


def update_all(changing: Changing, table: str, values: Mapping[str, Any], **mine: Any) -> int:
    """Change the named columns of the rows that have these values; return how many there are."""
    asked = {f"new_{name}": value for name, value in values.items()}
    changed = ", ".join(f'"{name}" = :new_{name}' for name in values)
    return changing.run(f"UPDATE {table} SET {changed} WHERE {_all(mine)}", asked | mine)


def delete(changing: Changing, table: str, **mine: Any) -> None:
    """Remove the rows that have these values."""
    changing.run(f"DELETE FROM {table} WHERE {_all(mine)}", mine)


def delete_among(
    changing: Changing, table: str, column: str, values: Collection[int | str]
) -> None:
    """Remove the rows whose column is one of these values."""
    if values:
        among = among_sql(column, ":values", changing.engine)
        changing.run(f"DELETE FROM {table} WHERE {among}", {"values": values})


@cache
def _insert(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _update(table: str, columns: Sequence[str]) -> str:
    changed = ", ".join(f'"{name}" = ?' for name in columns)
    return f"UPDATE {table} SET {changed} WHERE id = ?"


def _all(mine: Iterable[str]) -> str:
    return " AND ".join(f'"{name}" = :{name}' for name in mine)


def _column(values: Sequence[Any], engine: str) -> Iterable[Any]:
    """Return a column as the driver takes it; what its values have alike is made once."""
    first = next(value for value in values if value is not None)
    if type(first) in _AS_THEY_ARE or engine != "sqlite":
        return values
    return made_of(values, taking(engine))
