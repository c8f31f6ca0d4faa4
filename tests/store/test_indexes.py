"""What a click asks of tables that only grow is found by index."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mplus3_xl.services.records import Save
from mplus3_xl.store.glance import Glance
from mplus3_xl.store.own_file import OwnFile
from mplus3_xl.store.queue import contact_reading
from tests.stores import made_in_file

NOW = datetime(2026, 11, 23, 9, 30)
SAVE = Save(1, None, 1, 1, "ines", NOW)
ASKED: dict[str, Callable[[Glance], object]] = {
    "journal": lambda unit: unit.lines_of_save(SAVE),
    "attempts": lambda unit: unit.contacts_of(range(3), NOW.date(), NOW),
}


@pytest.mark.parametrize("table", ASKED)
@pytest.mark.parametrize("many", [0, 500])
def test_a_table_that_only_grows_is_never_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str, many: int
) -> None:
    monkeypatch.setattr(contact_reading, "_MANY", many)
    path, said = tmp_path / "mplus3.sqlite", list[str]()
    made_in_file(path)
    with OwnFile(path).reading() as asking:
        asking._connection.set_trace_callback(said.append)
        ASKED[table](Glance(asking))
    with closing(sqlite3.connect(path)) as file:
        plans = [file.execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in said]
    steps = [str(row[-1]) for plan in plans for row in plan]
    assert any(table in step for step in steps)
    assert [step for step in steps if step.startswith(f"SCAN {table}")] == []
