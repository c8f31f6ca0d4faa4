"""Invented rows of the queue, as an action hands them to the desk."""

from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue import file_columns
from tests.painter import invented

TITLES = [column.key for column in file_columns.COLUMNS]


def row(rank: int, **changed: Value) -> dict[str, Value]:
    """The row of a rank, with the cells `changed`."""
    made = file_columns.columns_of(Queue.of([invented.row(rank)]))
    return {key: cell for key, (cell,) in made.items()} | changed


def rows(count: int) -> list[dict[str, Value]]:
    """The rows of the ranks from 1."""
    return [row(rank) for rank in range(1, count + 1)]
