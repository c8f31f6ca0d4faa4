import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW
from tests.services.desk import journal_of

LINE = text(
    "INSERT INTO journal (at, author, subject, subject_id, field, new) "
    "VALUES (:at, 'alice', 'clients', 1, 'phone', 'x')"
)


def test_the_journal_written_before_the_desk_is_kept_and_still_only_grows(
    store_address: str,
) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0002")
    with engine.begin() as connection:
        connection.execute(LINE, {"at": NOW.isoformat(sep=" ", timespec="microseconds")})
    upgrade(engine, "0003")
    (line,) = journal_of(SqlStore(engine), 10)
    assert (line.at, line.author, line.new, line.undo) == (NOW, "alice", "x", False)
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(text("UPDATE journal SET save_id = 1"))
    engine.dispose()
