"""What a click asks of tables that only grow is found by index."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from mplus3_xl.services.records import Save
from mplus3_xl.store.glance import Glance
from mplus3_xl.store.queue import contact_reading
from mplus3_xl.store.store_file import StoreFile
from tests.stores import made_in_file

NOW = datetime(2026, 11, 23, 9, 30)
SAVE = Save(1, None, 1, 1, "ines", NOW)


def attempts_of_late(unit: Glance) -> object:
    return unit.contacts_of(range(3), NOW.date(), NOW)


def lines_of_a_save(unit: Glance) -> object:
    return unit.lines_of_save(SAVE)


def to_look_at(unit: Glance) -> object:
    return unit.attention(NOW.date())


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (attempts_of_late, "ix_attempts_at"),
        (attempts_of_late, "ix_attempts_outcome"),
        (lines_of_a_save, "ix_journal_save_id"),
        (to_look_at, "ix_contracts_unknown_family"),
        (to_look_at, "ix_contracts_absent_since"),
    ],
)
def test_what_is_asked_of_a_table_that_only_grows_is_found_by_index(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Glance], object],
    index: str,
) -> None:
    monkeypatch.setattr(contact_reading, "_MANY", -1)  # there are no clients
    path, said = tmp_path / "mplus3.sqlite", list[str]()
    made_in_file(path)
    with StoreFile(path).reading() as asking:
        asking._connection.set_trace_callback(said.append)
        ask(Glance(asking))
    with closing(sqlite3.connect(path)) as file:
        plans = [file.execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in said]
    assert any(index in row[-1] for plan in plans for row in plan)
