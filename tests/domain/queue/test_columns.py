"""A queue that is held column by column has the rows that it was made of."""

import pytest

from mplus3_xl.domain.queue.queue import Queue, QueueRow
from tests.painter.invented import row

ROWS = [row(rank) for rank in range(1, 4)]


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS], ids=["none", "one", "several"])
def test_a_queue_has_its_rows_in_their_order(rows: list[QueueRow]) -> None:
    queue = Queue.of(rows)
    assert [*queue] == rows
    assert [queue[at] for at in range(len(queue))] == rows
    for field in QueueRow._fields:
        assert [*queue.column(field)] == [getattr(each, field) for each in rows]
