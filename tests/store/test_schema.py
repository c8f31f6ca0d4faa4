import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, delete, insert, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.tags import Tags, status
from mplus3_xl.domain.vocabulary import Status, Tag
from mplus3_xl.errors import UserError
from mplus3_xl.settings import own_store
from mplus3_xl.store import migrations
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.migrating import exists, is_ready, migrate
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.sql import UNDER_WAY
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers, imports

NOW = datetime(2026, 11, 23, 9, 30)
TUPLES: tuple[tuple[type[NamedTuple], Any], ...] = (
    (Client, clients),
    (Contract, contracts),
    (Dossier, dossiers),
)


@pytest.mark.parametrize(("values", "table"), TUPLES)
def test_the_named_tuples_have_the_columns_of_their_tables_in_order(
    values: type[NamedTuple], table: Any
) -> None:
    assert list(values._fields) == [column.name for column in table.c]


def test_the_migrations_make_the_tables_that_the_code_expects(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_the_revisions_named_are_those_that_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == migrations.REVISIONS


def test_a_missing_store_is_refused_with_what_to_do(store_address: str, tmp_path: Path) -> None:
    assert not is_ready(open_engine(store_address))
    with pytest.raises(UserError, match="importer") as refusal:
        open_workspace(tmp_path, store_address, None).store()
    assert refusal.value.code == "base_absente"


def test_the_store_of_another_program_is_refused_and_left_alone(
    store_address: str, tmp_path: Path
) -> None:
    engine = open_engine(store_address)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE paie (id INTEGER)"))
    with pytest.raises(UserError) as refusal:
        open_workspace(tmp_path, store_address, None).store(make=True)
    assert refusal.value.code == "base_etrangere"
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["paie"]


def test_where_copies_of_a_store_were_kept_a_missing_one_is_said_to_be_put_back(
    tmp_path: Path,
) -> None:
    workspace = open_workspace(tmp_path, own_store(tmp_path), None)
    codes = []
    for name in ("lisez-moi.txt", "mplus3-20261122.sqlite"):
        workspace.copies.mkdir(exist_ok=True)
        (workspace.copies / name).touch()
        with pytest.raises(UserError) as refusal:
            workspace.store()
        codes.append(refusal.value.code)
    assert codes == ["base_absente", "base_disparue"]


def test_an_older_store_is_refused_then_copied_and_brought_up_to_date(
    store_address: str, tmp_path: Path
) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0001")
    _remember(engine)
    with pytest.raises(UserError, match="migrer"):
        is_ready(engine)
    copy = migrate(engine, tmp_path / "copies", NOW)
    assert copy is not None
    assert is_ready(engine)
    assert _days(engine) == _days(open_engine(f"sqlite:///{copy}")) == [NOW.date()]


def test_a_store_that_is_up_to_date_is_not_copied(engine: Engine, tmp_path: Path) -> None:
    assert migrate(engine, tmp_path / "copies", NOW) is None
    assert not (tmp_path / "copies").exists()


def test_a_newer_store_is_refused_and_left_alone(engine: Engine, tmp_path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError) as at_use:
        is_ready(engine)
    with pytest.raises(UserError) as at_migration:
        migrate(engine, tmp_path, NOW)
    assert at_use.value.code == at_migration.value.code == "base_plus_recente"


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    store_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0001")
    folder = tmp_path / "migrations"
    _copy_migrations(folder)
    broken = "from alembic import op\nrevision = '9998'\ndown_revision = '0003'\n"
    broken += (
        "def upgrade():\n    op.execute('CREATE TABLE half (id INTEGER)')\n    op.execute('oops')\n"
    )
    (folder / "versions" / "9998_broken.py").write_text(broken)
    monkeypatch.setattr("mplus3_xl.store.schema.__file__", str(tmp_path / "schema.py"))
    with pytest.raises(DatabaseError):
        upgrade(engine, "9998")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        assert not inspect(connection).has_table("half")


def test_seats_may_make_one_store_at_the_same_time(store_address: str, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "mplus3_xl", "base", "creer", "--base", store_address)
    own = [(*command, "--espace", str(tmp_path / name)) for name in "abc"]
    seats = [subprocess.Popen(each, stdout=subprocess.DEVNULL) for each in own]
    assert [seat.wait(30) for seat in seats] == [0, 0, 0]
    assert is_ready(open_engine(store_address))


def test_a_store_exists_only_once_it_was_made(store_address: str) -> None:
    engine = open_engine(store_address)
    assert not exists(engine)
    upgrade(engine, HEAD)
    assert exists(engine)


@pytest.mark.parametrize(
    "change", [lambda: update(journal).values(field="x"), lambda: delete(journal)]
)
def test_the_journal_only_grows(engine: Engine, change: Callable[[], Any]) -> None:
    line = {"at": NOW, "author": "x", "subject": "clients", "subject_id": 1, "field": "phone"}
    with engine.begin() as connection:
        connection.execute(insert(journal).values(line))
    with pytest.raises(DatabaseError, match="append-only"), engine.begin() as connection:
        connection.execute(change())


def test_under_way_in_sql_is_the_status_en_cours(engine: Engine) -> None:
    values = [None, "OK", "KO"]
    cases = [
        (appel, lagon, bilan, sms_mail, closing)
        for appel in values
        for lagon in values
        for bilan in values
        for sms_mail in [*values, "S.O."]
        for closing in (None, "doublon")
    ]
    tags = "appel TEXT, lagon TEXT, bilan TEXT, sms_mail TEXT"
    table = f"CREATE TEMPORARY TABLE cas (id INTEGER, {tags}, closing TEXT)"
    with engine.begin() as connection:
        connection.execute(text(table))
        line = text("INSERT INTO cas VALUES (:n, :appel, :lagon, :bilan, :sms, :closing)")
        for number, (appel, lagon, bilan, sms_mail, closing) in enumerate(cases):
            connection.execute(
                line,
                {
                    "n": number,
                    "appel": appel,
                    "lagon": lagon,
                    "bilan": bilan,
                    "sms": sms_mail,
                    "closing": closing,
                },
            )
        found = set(connection.scalars(text(f"SELECT id FROM cas WHERE {UNDER_WAY}")))
    expected = {
        number
        for number, (*tags, closing) in enumerate(cases)
        if closing is None
        and status(Tags(*(Tag(tag) if tag else None for tag in tags))) is Status.EN_COURS
    }
    assert found == expected


def _copy_migrations(folder: Path) -> None:
    import shutil

    shutil.copytree(Path(migrations.__file__).parent, folder)


def _remember(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(imports).values(id=1, at=NOW, day=NOW.date(), author="x"))


def _days(engine: Engine) -> list[Any]:
    with engine.begin() as connection:
        return list(connection.scalars(select(imports.c.day)))
