from sqlalchemy import text

from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.schema import upgrade

USER = text(
    "INSERT INTO users (id, login, manager, seen_on) VALUES (:id, :login, :manager, '2026-11-23')"
)
LINE = text(
    "INSERT INTO journal (at, author, subject, subject_id, field, new) "
    "VALUES ('2026-11-23 09:30:00', 'chef', 'users', 1, 'charge_clientele', 'Hugo Mazin')"
)


def test_who_named_a_login_before_is_taken_from_the_journal(store_address: str) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0003")
    with engine.begin() as connection:
        connection.execute(USER, {"id": 1, "login": "alice", "manager": False})
        connection.execute(USER, {"id": 2, "login": "bruno", "manager": False})
        connection.execute(LINE)
    upgrade(engine, "0004")
    with engine.begin() as connection:
        found = connection.execute(text("SELECT login, named_by FROM users ORDER BY id")).all()
    assert [tuple(row) for row in found] == [("alice", "chef"), ("bruno", None)]
    engine.dispose()
