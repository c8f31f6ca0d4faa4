from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Engine, insert, select

from mplus3_xl.store.conditions import among
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.tables.lagon import contracts, imports
from mplus3_xl.store.tables.seats import users
from tests.conftest import NOW
from tests.stores import made_in_file

FAR_MORE_THAN_A_STATEMENT_HAS_PARAMETERS = 100_000


def held(engine: Engine, column: Column[Any], values: Iterable[int | str]) -> Sequence[Any]:
    """Which of `values` the column has, after two rows of each table were added."""
    day = NOW.date()
    with engine.begin() as connection:
        for number, login in ((1, "l’aînée"), (2, "[2]")):
            made = {"id": number, "at": NOW, "day": day, "author": "alice"}
            connection.execute(insert(imports).values(made))
            user = {"id": number, "login": login, "manager": False, "seen_on": day}
            connection.execute(insert(users).values(user))
        query = select(column).where(among(column, values)).order_by(column)
        return connection.execute(query).scalars().all()


@pytest.mark.parametrize("values", [[1], [2, 9], [2, 1, 2], []])
def test_the_rows_of_the_given_numbers_are_found(engine: Engine, values: list[int]) -> None:
    assert held(engine, imports.c.id, values) == sorted({1, 2} & set(values))


@pytest.mark.parametrize("values", [["l’aînée"], ["[2]", 'pas "elle"'], []])
def test_the_rows_of_the_given_texts_are_found(engine: Engine, values: list[str]) -> None:
    assert held(engine, users.c.login, values) == [each for each in values if "pas" not in each]


def test_a_hundred_thousand_values_are_one_condition(engine: Engine) -> None:
    values = range(2, FAR_MORE_THAN_A_STATEMENT_HAS_PARAMETERS)
    assert held(engine, imports.c.id, values) == [2]


def test_sqlite_finds_the_rows_by_its_index(tmp_path: Path) -> None:
    engine = open_engine(made_in_file(tmp_path / "base.sqlite"))
    query = select(contracts.c.number).where(among(contracts.c.client_id, [1]))
    with engine.connect() as connection:
        asked = f"EXPLAIN QUERY PLAN {query.compile(connection)}"
        told = " ".join(row[-1] for row in connection.exec_driver_sql(asked, ("[1]",)))
    engine.dispose()
    assert "SEARCH contracts USING INDEX ix_contracts_client_id" in told
    assert "SCAN contracts" not in told
