"""Rows are added, changed and removed alike, whatever joins the store."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

import pytest
from sqlalchemy import Engine, select

from mplus3_xl.domain.vocabulary import PieceState
from mplus3_xl.services.records import User
from mplus3_xl.store import changing as rows_of
from mplus3_xl.store.changing import delete, delete_among, insert, insert_many, update, update_all
from mplus3_xl.store.tables.calls import piece_answers
from mplus3_xl.store.tables.seats import users
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.domain.invented import client, contract, dossier
from tests.services.desk import fill

Changed: TypeAlias = dict[str, Any]
DAY = date(2026, 11, 23)
LATER = date(2026, 12, 24)
AT = datetime(2026, 11, 23, 9, 30, 0, 7)
INES = User(1, "ines", "Inès Morvan", False, DAY)
HUGO = User(2, "hugo", None, True, LATER, "ines")
ZOE = User(3, "zoé d'arc", "?", False, DAY, "%s :x")


@pytest.fixture(params=["as a click", "by SQLAlchemy"])
def joined(request: pytest.FixtureRequest, engine: Engine, store: Units) -> Units:
    """The same store, joined in one way and in another."""
    return store if request.param == "as a click" else SqlStore(engine)


def told(engine: Engine) -> Sequence[Any]:
    """The users, as SQLAlchemy reads them by the types of their columns."""
    with engine.connect() as connection:
        return [User(*row) for row in connection.execute(select(users).order_by(users.c.id))]


def test_rows_are_read_back_as_they_were_added(engine: Engine, joined: Units) -> None:
    with joined.write() as unit:
        insert(unit._changing, "users", *(each._asdict() for each in (INES, HUGO, ZOE)))
        insert(unit._changing, "users")
    assert told(engine) == [INES, HUGO, ZOE]


def test_thousands_are_added_batch_by_batch(
    engine: Engine, joined: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_of, "_BATCH", 2)
    with joined.write() as unit:
        insert_many(unit._changing, "users", User._fields, [INES, HUGO, ZOE])
        insert_many(unit._changing, "users", User._fields, [])
    assert told(engine) == [INES, HUGO, ZOE]


def test_a_word_a_day_and_a_column_named_as_a_word_of_sql_are_written(
    engine: Engine, joined: Units
) -> None:
    fill(joined, [client()], [dossier()], [contract()])
    answer = {
        "contract_id": 1,
        "piece": "iban",
        "state": PieceState.RECUE,
        "on": DAY,
        "author": "ines",
        "at": AT,
    }
    with joined.write() as unit:
        insert(unit._changing, "piece_answers", answer, answer | {"piece": "cni", "on": None})
        changed = {"on": LATER, "state": PieceState.DEMANDEE}
        assert update_all(unit._changing, "piece_answers", changed, piece="cni", on=None) == 0
        assert update_all(unit._changing, "piece_answers", changed, piece="cni") == 1
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(select(piece_answers).order_by("piece"))]
    assert rows == [
        (1, "cni", "demandee", LATER, "ines", AT),
        (1, "iban", "recue", DAY, "ines", AT),
    ]


def test_a_moment_of_a_whole_second_is_found_again(joined: Units) -> None:
    whole = AT.replace(microsecond=0)
    made = {"version": 1, "at": whole, "author": "ines", "content": "{}"}
    with joined.write() as unit:
        insert(unit._changing, "settings_versions", made)
        insert_many(unit._changing, "settings_versions", [*made], [(2, whole, "hugo", "{}")])
        query = "SELECT version FROM settings_versions WHERE at = :at ORDER BY version"
        found = [version for (version,) in unit._changing.rows(query, {"at": whole})]
    assert found == [1, 2]


def test_each_row_is_changed_in_its_own_columns(engine: Engine, joined: Units) -> None:
    with joined.write() as unit:
        insert_many(unit._changing, "users", User._fields, [INES, HUGO, ZOE])
        later: Changed = {"seen_on": LATER, "named_by": None}
        update(unit._changing, "users", [(1, {"manager": True}), (2, {}), (3, later)])
    assert told(engine) == [
        INES._replace(manager=True),
        HUGO,
        ZOE._replace(seen_on=LATER, named_by=None),
    ]


def test_the_rows_that_are_named_go_and_no_other(engine: Engine, joined: Units) -> None:
    with joined.write() as unit:
        insert_many(unit._changing, "users", User._fields, [INES, HUGO, ZOE])
        delete(unit._changing, "users", login="hugo", manager=False)
        delete_among(unit._changing, "users", "login", [])
    assert told(engine) == [INES, HUGO, ZOE]
    with joined.write() as unit:
        delete(unit._changing, "users", login="hugo", manager=True)
        delete_among(unit._changing, "users", "login", ["zoé d'arc", "nul"])
    assert told(engine) == [INES]
