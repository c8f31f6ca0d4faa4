from sqlalchemy import text

from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW

ROWS = (
    "INSERT INTO imports (id, at, day, author) VALUES (1, :now, :day, 'import')",
    (
        "INSERT INTO clients (id, phone, folded_phone, folded_name, from_file, name_only, "
        "import_id) VALUES (1, '0262 12 34 56', '+33262123456', 'a', :no, :no, 1), "
        "(2, '+262 262 12 34 56', '+262262123456', 'b', :no, :no, 1), "
        "(3, '06 12 34 56 78', '+33612345678', 'c', :no, :no, 1)"
    ),
    (
        "INSERT INTO oppositions (id, client_id, phone, at, author) "
        "VALUES (1, 1, '+33262123456', :now, 'alice')"
    ),
)


def test_an_opposition_overseas_holds_for_the_same_phone_written_otherwise(
    store_address: str,
) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0014")
    sqlite = engine.dialect.name == "sqlite"
    values = {
        "now": NOW.isoformat(sep=" ", timespec="microseconds") if sqlite else NOW,
        "day": NOW.date().isoformat() if sqlite else NOW.date(),
        "no": False,
    }
    with engine.begin() as connection:
        for row in ROWS:
            used = {name: value for name, value in values.items() if f":{name}" in row}
            connection.execute(text(row), used)
    upgrade(engine, HEAD)
    with SqlStore(engine).read() as unit:
        keys = {each.id: each.folded_phone for each in unit.clients_by_id({1, 2, 3}).values()}
        assert keys == {1: "+262262123456", 2: "+262262123456", 3: "+33612345678"}
        assert unit.opposed(None) == {1, 2}
    engine.dispose()
