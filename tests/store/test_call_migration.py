from sqlalchemy import text

from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW

DAY = {"now": NOW, "day": NOW.date(), "no": False, "yes": True}
ROWS = (
    "INSERT INTO imports (id, at, day, author) VALUES (1, :now, :day, 'import')",
    (
        "INSERT INTO clients (id, folded_name, from_file, name_only, import_id) "
        "VALUES (1, 'martin', :no, :no, 1)"
    ),
    (
        "INSERT INTO dossiers (id, client_id, effect_date, target, window_start, window_end, "
        "earliest, latest, closed_by_program, version) "
        "VALUES (1, 1, :day, :day, :day, :day, :day, :day, :no, 1)"
    ),
    (
        "INSERT INTO attempts (dossier_id, at, outcome, counts, author) "
        "VALUES (1, :now, 'nrp', :yes, 'alice')"
    ),
)


def test_the_attempts_recorded_before_the_call_are_kept_and_count(store_address: str) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0004")
    with engine.begin() as connection:
        for row in ROWS:
            values = {name: value for name, value in DAY.items() if f":{name}" in row}
            connection.execute(text(row), _plain(values, engine.dialect.name))
    upgrade(engine, HEAD)
    with SqlStore(engine).read() as unit:
        (attempt,) = unit.attempts_of(1)
        assert attempt == Attempt(attempt.id, 1, NOW, "nrp", True, "alice")
        assert unit.contacts_of([1], NOW.date(), NOW)[1].attempts == 1
    engine.dispose()


def _plain(values: dict[str, object], engine: str) -> dict[str, object]:
    """SQLite keeps moments and days as text, as the program writes them."""
    if engine != "sqlite":
        return values
    texts = {"now": NOW.isoformat(sep=" ", timespec="microseconds"), "day": NOW.date().isoformat()}
    return values | {name: texts[name] for name in values if name in texts}
