"""What is asked in SQL is asked alike, and answered alike, whatever joins the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert

from mplus3_xl.store.asking import Asking, as_taken, day, moment
from mplus3_xl.store.by_engine import ByEngine
from mplus3_xl.store.engine import file_of, is_sqlite
from mplus3_xl.store.sql import among_sql
from mplus3_xl.store.store_file import StoreFile
from mplus3_xl.store.tables.seats import settings_versions, users

MOMENT = datetime(2026, 11, 23, 9, 30, 0, 7)
DAY = date(2026, 11, 23)
LOGINS = ["alice", 'd"arc', "l’aînée", "o'neil"]


@pytest.mark.parametrize(
    ("value", "by_sqlite"),
    [
        (MOMENT, "2026-11-23 09:30:00.000007"),
        (datetime(2026, 11, 23), "2026-11-23 00:00:00.000000"),
        (DAY, "2026-11-23"),
        ([2, 1], "[2, 1]"),
        ([], "[]"),
        ("[2, 1]", "[2, 1]"),
        ("", ""),
        (None, None),
        (True, True),
        (7, 7),
    ],
)
def test_a_value_is_taken_by_a_file_as_sqlalchemy_writes_it_and_by_a_server_as_it_is(
    value: Any, by_sqlite: Any
) -> None:
    assert as_taken({"asked": value}, "sqlite") == {"asked": by_sqlite}
    assert as_taken({"asked": value}, "postgresql") == {"asked": value}


@pytest.mark.parametrize("many", [(1, 2), {1: "x", 2: "y"}, {1, 2}, {1: 0, 2: 0}.keys()])
def test_many_values_are_one_list_however_they_are_held(many: Any) -> None:
    assert as_taken({"asked": many}, "sqlite") == {"asked": "[1, 2]"}
    assert as_taken({"asked": many}, "postgresql") == {"asked": [1, 2]}


@pytest.mark.parametrize("read", [day, moment])
def test_what_is_none_stays_none(read: Any) -> None:
    assert read(None) is None


def test_a_day_and_a_moment_are_read_whatever_the_engine_gives() -> None:
    assert day("2026-11-23") == day(DAY) == DAY
    assert moment("2026-11-23 09:30:00.000007") == moment("2026-11-23T09:30:00.000007") == MOMENT
    assert moment(MOMENT) == MOMENT


@pytest.fixture
def held(engine: Engine) -> Engine:
    """A store with four users, seen on a day, and the settings of two moments."""
    with engine.begin() as connection:
        for number, login in enumerate(LOGINS):
            user = {"id": number, "login": login, "manager": login == "alice", "seen_on": DAY}
            connection.execute(insert(users).values(user))
        for version, at in ((1, datetime(2026, 11, 23, 9)), (2, MOMENT)):
            kept = {"version": version, "at": at, "author": "alice", "content": "{}"}
            connection.execute(insert(settings_versions).values(kept))
    return engine


@contextmanager
def every_way(engine: Engine) -> Iterator[list[Asking]]:
    """By SQLAlchemy; of a file, by the driver too."""
    with engine.connect() as connection:
        ways: list[Asking] = [ByEngine(connection)]
        if not is_sqlite(engine):
            yield ways
            return
        file = StoreFile(Path(file_of(engine)))
        with file.reading() as alone:
            yield [*ways, alone]
        file.dispose()


@pytest.mark.parametrize(
    ("statement", "values", "found"),
    [
        ("SELECT version FROM settings_versions WHERE at = :at", {"at": MOMENT}, [2]),
        ("SELECT version FROM settings_versions WHERE at < :at", {"at": MOMENT}, [1]),
        ("SELECT login FROM users WHERE seen_on = :day AND manager", {"day": DAY}, ["alice"]),
        ("SELECT login FROM users WHERE seen_on > :day", {"day": DAY}, []),
        ("SELECT login FROM users WHERE login = :login", {"login": "o'neil"}, ["o'neil"]),
        ("SELECT 1", {}, [1]),
    ],
)
def test_a_statement_finds_the_same_rows_whatever_joins_the_store(
    held: Engine, statement: str, values: dict[str, Any], found: list[Any]
) -> None:
    with every_way(held) as ways:
        for asking in ways:
            assert [value for (value,) in asking.rows(statement, values)] == found


@pytest.mark.parametrize("logins", [['d"arc', "o'neil", "nul"], ["l’aînée"], []])
def test_the_rows_of_many_values_are_found_whatever_joins_the_store(
    held: Engine, logins: list[str]
) -> None:
    with every_way(held) as ways:
        for asking in ways:
            among = among_sql("login", ":logins", asking.engine)
            query = f"SELECT login FROM users WHERE {among} ORDER BY login"
            found = [login for (login,) in asking.rows(query, {"logins": logins})]
            assert found == [each for each in logins if each in LOGINS]


def test_a_day_a_moment_and_a_yes_are_read_back_as_they_were_written(held: Engine) -> None:
    with every_way(held) as ways:
        for asking in ways:
            ((seen_on, manager),) = asking.rows("SELECT seen_on, manager FROM users LIMIT 1")
            assert (day(seen_on), bool(manager)) == (DAY, True)
            rows = asking.rows("SELECT at FROM settings_versions ORDER BY version DESC")
            assert moment(rows[0][0]) == MOMENT
