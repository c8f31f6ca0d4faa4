import sqlite3
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, insert, select, text

from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.store import engine as opening
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.by_engine import ByEngine
from mplus3_xl.store.engine import is_sqlite, open_engine
from mplus3_xl.store.files import backup, copying, restoring
from mplus3_xl.store.files.backup import copy_rows, save
from mplus3_xl.store.files.carrying import Carried, carry_over
from mplus3_xl.store.files.copying import copy_file, write_out
from mplus3_xl.store.files.restoring import Restored, restore
from mplus3_xl.store.migrating import is_ready, migrate
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import clients, imports
from mplus3_xl.store.tables.register import actes
from mplus3_xl.store.trouble import BUSY_SECONDS
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW
from tests.full_disk import full_beyond
from tests.services.desk import ALICE
from tests.stores import made_in_file, made_in_memory


def _write(engine: Engine, number: int) -> None:
    with engine.begin() as connection:
        values = {"id": number, "at": NOW, "day": NOW.date(), "author": "Noémie"}
        connection.execute(insert(imports).values(values))
        client = {"id": number, "from_file": True, "name_only": False, "folded_name": "x"}
        connection.execute(insert(clients).values(**client, last_name="=1+é", import_id=number))
        line = {"at": NOW, "author": "x", "subject": "clients", "subject_id": number, "field": "x"}
        connection.execute(insert(journal).values(line))


def _ids(engine: Engine) -> list[int]:
    with engine.begin() as connection:
        return list(connection.scalars(select(clients.c.id).order_by(clients.c.id)))


def _other_seat(engine: Engine) -> Engine:
    """The same store, as another seat opens it."""
    return open_engine(engine.url.render_as_string(hide_password=False))


def _impatient(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The same store, at a seat that does not wait long for whoever writes there."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    return _other_seat(engine)


def test_a_saved_store_is_a_whole_store(engine: Engine, tmp_path: Path) -> None:
    _write(engine, 1)
    saved = open_engine(url_of(save(engine, tmp_path / "copie.sqlite")))
    assert is_ready(saved)
    assert _ids(saved) == [1]
    with saved.begin() as connection:
        assert connection.scalar(select(clients.c.last_name)) == "=1+é"
        assert connection.scalar(select(imports.c.day)) == NOW.date()


def test_restoring_brings_back_what_was_saved_and_keeps_what_was_there(
    engine: Engine, tmp_path: Path
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    _write(engine, 2)
    restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert _ids(engine) == [1]
    assert _ids(open_engine(url_of(tmp_path / "avant.sqlite"))) == [1, 2]
    _write(engine, 3)
    assert _ids(engine) == [1, 3]


def test_a_store_is_saved_while_somebody_writes(engine: Engine, tmp_path: Path) -> None:
    _write(engine, 1)
    with engine.begin() as connection:
        connection.execute(text("UPDATE clients SET last_name = 'en cours'"))
        saved = save(engine, tmp_path / "copie.sqlite")
    with open_engine(url_of(saved)).begin() as connection:
        assert connection.scalar(select(clients.c.last_name)) == "=1+é"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_is_saved_as_it_was_at_one_moment(engine: Engine, tmp_path: Path) -> None:
    _write(engine, 1)
    other = _other_seat(engine)
    written: list[str] = []

    def meanwhile(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM clients" in statement and not written:
            written.append(statement)
            _write(other, 2)

    event.listen(engine, "before_cursor_execute", meanwhile)
    saved = open_engine(url_of(save(engine, tmp_path / "copie.sqlite")))
    assert (len(written), _ids(saved), _ids(other)) == (1, [1], [1, 2])


def test_a_live_reader_does_not_stop_a_restore(engine: Engine, tmp_path: Path) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    other = _other_seat(engine)
    assert _ids(other) == [1]
    restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert _ids(other) == [1]


def test_a_store_where_somebody_writes_is_not_replaced_and_that_is_said_after_the_wait(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    impatient = _impatient(engine, monkeypatch)
    with engine.begin() as connection:
        connection.execute(text("UPDATE clients SET last_name = 'en cours'"))
        with pytest.raises(UserError) as refusal:
            restore(impatient, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "base_occupee"
    with engine.begin() as connection:
        assert connection.scalar(select(clients.c.last_name)) == "en cours"


def test_nothing_is_saved_between_the_copy_that_a_restore_keeps_and_the_store_put_back(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    _write(engine, 2)
    colleague = SqlStore(_impatient(engine, monkeypatch))
    refused: list[str] = []

    def meanwhile(*args: Any) -> Carried:
        with colleague.read() as unit:
            assert len(unit.clients_by_id([1, 2])) == 2
        with pytest.raises(UserError) as refusal, colleague.write():
            pytest.fail("saved in neither")
        refused.append(refusal.value.code)
        return carry_over(*args)

    monkeypatch.setattr(restoring, "carry_over", meanwhile)
    restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refused == ["base_occupee"]
    assert _ids(open_engine(url_of(tmp_path / "avant.sqlite"))) == [1, 2]
    assert _ids(engine) == [1]


def test_a_second_restore_that_is_refused_takes_nothing_from_the_first(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    _write(engine, 2)
    impatient = _impatient(engine, monkeypatch)
    refused: list[str] = []

    def meanwhile(*args: Any) -> Carried:
        with pytest.raises(UserError) as refusal:
            restore(impatient, saved, tmp_path / "une autre.sqlite", ALICE, NOW)
        refused.append(refusal.value.code)
        return carry_over(*args)

    monkeypatch.setattr(restoring, "carry_over", meanwhile)
    restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refused == ["base_occupee"]
    assert _ids(engine) == [1]
    assert not list(tmp_path.glob("*.partiel*"))


def test_a_copy_waits_for_a_writer_who_begins_just_then_and_no_longer_than_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = tmp_path / "une.sqlite", tmp_path / "autre.sqlite"
    made_in_file(source)
    busy = open_engine(made_in_file(target))
    monkeypatch.setattr(copying, "BUSY_SECONDS", 0.1)
    with busy.begin(), pytest.raises(UserError) as refusal:
        copy_file(source, target)
    assert refusal.value.code == "base_occupee"


def test_a_backup_never_replaces_another(engine: Engine, tmp_path: Path) -> None:
    save(engine, tmp_path / "copie.sqlite")
    with pytest.raises(UserError) as refusal:
        save(engine, tmp_path / "copie.sqlite")
    assert refusal.value.code == "sauvegarde_existe"


@pytest.mark.parametrize("content", [b"", b"n'importe quoi" * 500])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    engine: Engine, tmp_path: Path, content: bytes
) -> None:
    _write(engine, 1)
    (tmp_path / "copie.sqlite").write_bytes(content)
    with pytest.raises(UserError) as refusal:
        restore(engine, tmp_path / "copie.sqlite", tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "sauvegarde_illisible"
    assert _ids(engine) == [1]


@pytest.mark.parametrize("damage", ["a page", "no version"])
def test_a_backup_that_opens_and_is_not_whole_is_refused(
    engine: Engine, tmp_path: Path, damage: str
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    if damage == "no version":
        with open_engine(url_of(saved)).begin() as connection:
            connection.execute(text("DELETE FROM alembic_version"))
    else:
        saved.write_bytes(saved.read_bytes()[:-4096] + b"x" * 4096)
    with pytest.raises(UserError) as refusal:
        restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "sauvegarde_illisible"


@pytest.mark.parametrize(
    ("name", "code"), [("absente.sqlite", "sauvegarde_introuvable"), ("", "sauvegarde_illisible")]
)
def test_a_backup_that_is_not_there_is_not_said_to_be_damaged(
    engine: Engine, tmp_path: Path, name: str, code: str
) -> None:
    _write(engine, 1)
    with pytest.raises(UserError) as refusal:
        restore(engine, tmp_path / name, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == code
    assert _ids(engine) == [1]


def test_a_damaged_store_is_put_aside_and_replaced(tmp_path: Path) -> None:
    sound = open_engine(url_of(tmp_path / "saine.sqlite"))
    upgrade(sound, HEAD)
    _write(sound, 1)
    saved = save(sound, tmp_path / "copie.sqlite")
    (tmp_path / "abimee.sqlite").write_bytes(b"pas une base" * 500)
    damaged = open_engine(url_of(tmp_path / "abimee.sqlite"))
    restore(damaged, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert _ids(damaged) == [1]
    assert (tmp_path / "avant.sqlite").read_bytes().startswith(b"pas une base")


def test_a_store_that_another_holds_is_not_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "BUSY_SECONDS", 0.1)
    engine, copy = open_engine(made_in_file(tmp_path / "base.sqlite")), tmp_path / "copie.sqlite"
    save(engine, copy)
    with closing(sqlite3.connect(tmp_path / "base.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError) as refusal:
            restore(engine, copy, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "base_occupee"
    assert {path.name for path in tmp_path.iterdir()} == {"base.sqlite", "copie.sqlite"}


def test_a_backup_that_another_holds_is_not_said_to_be_damaged(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "BUSY_SECONDS", 0.1)
    saved = save(engine, tmp_path / "copie.sqlite")
    with closing(sqlite3.connect(saved, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError) as refusal:
            restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "base_occupee"


def test_an_empty_server_takes_a_saved_store_and_goes_on_from_there(
    postgresql_address: str, tmp_path: Path
) -> None:
    sound = open_engine(url_of(tmp_path / "saine.sqlite"))
    upgrade(sound, HEAD)
    _write(sound, 1)
    server = open_engine(postgresql_address)
    saved = save(sound, tmp_path / "copie.sqlite")
    assert restore(server, saved, tmp_path / "avant.sqlite", ALICE, NOW) == Restored(
        None, Carried()
    )
    assert is_ready(server)
    _write(server, 2)
    assert _ids(server) == [1, 2]


def test_a_backup_where_nothing_can_be_written_is_refused(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    with pytest.raises(UserError) as refusal:
        save(engine, tmp_path / "fichier" / "copie.sqlite")
    assert refusal.value.code == "sauvegarde_dossier"


def test_a_backup_of_a_newer_program_is_refused(engine: Engine, tmp_path: Path) -> None:
    saved = save(engine, tmp_path / "copie.sqlite")
    with open_engine(url_of(saved)).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UserError) as refusal:
        restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "sauvegarde_plus_recente"


def test_a_backup_is_one_plain_file(engine: Engine, tmp_path: Path) -> None:
    _write(engine, 1)
    content = save(engine, tmp_path / "copie.sqlite").read_bytes()
    assert content[18:20] == b"\x01\x01"  # no write-ahead log (sqlite.org/fileformat)


def test_a_store_is_saved_whatever_the_order_its_rows_were_written_in(
    engine: Engine, tmp_path: Path
) -> None:
    _write(engine, 1)
    shared = {"dossier_id": 1, "client_id": 1, "done_at": NOW, "done_on": NOW.date()}
    shared |= {"in_window": True, "author": "x", "rules_version": "1", "content": "{}"}
    rows = [{"id": 2, "corrects": 1, **shared}, {"id": 1, "corrects": None, **shared}]
    with engine.begin() as connection:
        if not is_sqlite(engine):  # in one statement: the correction lies before what it corrects
            connection.execute(insert(actes).values(rows))
        else:
            connection.execute(insert(actes), rows[::-1])
    saved = open_engine(url_of(save(engine, tmp_path / "copie.sqlite")))
    restore(engine, tmp_path / "copie.sqlite", tmp_path / "avant.sqlite", ALICE, NOW)
    for each in (saved, engine):
        with each.begin() as connection:
            assert connection.scalars(select(actes.c.id)).all() == [1, 2]


def test_a_backup_that_fails_leaves_no_part_of_it(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(backup, "_make_one_file", fail)
    with pytest.raises(ZeroDivisionError):
        save(engine, tmp_path / "copies" / "copie.sqlite")
    assert list((tmp_path / "copies").iterdir()) == []


def test_what_is_left_of_a_backup_or_a_restore_that_was_cut_stops_no_other(
    engine: Engine, tmp_path: Path
) -> None:
    _write(engine, 1)
    for name in ("copie.sqlite", "avant.sqlite"):
        (tmp_path / f"{name}.partiel").write_bytes(b"coupe" * 500)
    restore(engine, save(engine, tmp_path / "copie.sqlite"), tmp_path / "avant.sqlite", ALICE, NOW)
    assert _ids(engine) == [1]
    assert not list(tmp_path.glob("*.partiel"))


@pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")
def test_a_disk_that_is_full_for_a_copy_is_said_in_french(tmp_path: Path) -> None:
    address = made_in_file(tmp_path / "base.sqlite")
    for copy in (
        lambda: save(open_engine(address), tmp_path / "copie.sqlite"),
        lambda: write_out(made_in_memory(), tmp_path / "demo.sqlite"),
    ):
        with full_beyond(40_000), pytest.raises(UserError) as refusal:
            copy()
        assert "Libérez de la place" in refusal.value.remedy
        assert "I/O" not in refusal.value.what


def test_a_store_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    saved = save(open_engine(made_in_file(tmp_path / "base.sqlite")), tmp_path / "copie.sqlite")
    other = open_engine(url_of(tmp_path / "autre.sqlite"))
    with other.begin() as connection:
        connection.execute(text("CREATE TABLE ventes (id INTEGER)"))
    with pytest.raises(UserError) as refusal:
        restore(other, saved, tmp_path / "avant.sqlite", ALICE, NOW)
    assert refusal.value.code == "base_etrangere"
    assert not (tmp_path / "avant.sqlite").exists()


@pytest.mark.parametrize("older", ["copy", "store"])
def test_a_copy_and_a_store_of_two_formats_meet_at_that_of_the_program(
    store_address: str, tmp_path: Path, older: str
) -> None:
    engine, other = open_engine(store_address), open_engine(url_of(tmp_path / "autre.sqlite"))
    upgrade(engine, "0013" if older == "store" else HEAD)
    upgrade(other, "0013" if older == "copy" else HEAD)
    _write(engine, 1)
    _write(other, 2)
    restore(engine, save(other, tmp_path / "copie.sqlite"), tmp_path / "avant.sqlite", ALICE, NOW)
    assert is_ready(engine)
    assert _ids(engine) == [2]
    assert _ids(open_engine(url_of(tmp_path / "avant.sqlite"))) == [1]


def test_the_copy_that_an_update_made_is_put_back(store_address: str, tmp_path: Path) -> None:
    engine = open_engine(store_address)
    upgrade(engine, "0013")
    _write(engine, 1)
    copy = migrate(engine, tmp_path / "sauvegardes", NOW)
    _write(engine, 2)
    assert copy is not None
    restore(engine, copy, tmp_path / "avant.sqlite", ALICE, NOW)
    assert _ids(engine) == [1]


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("reading", ["a click", "a save"])
def test_whoever_begins_to_read_a_server_while_it_is_put_back_sees_it_whole(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reading: str
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    _write(engine, 2)
    colleague = _other_seat(engine)

    def looks() -> list[int]:
        if reading == "a save":
            return _ids(open_engine(url_of(save(colleague, tmp_path / "la sienne.sqlite"))))
        with SqlStore(colleague).read() as unit:
            return sorted(unit.clients_by_id([1, 2]))

    def meanwhile(old: Connection, new: Connection) -> None:
        copy_rows(old, new)
        if not seen:
            seen.append(threads.submit(looks))
            _wait_until_somebody_waits(ByEngine(new))

    seen: list[Future[list[int]]] = []
    monkeypatch.setattr(restoring, "copy_rows", meanwhile)
    with ThreadPoolExecutor() as threads:
        restore(engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
        assert seen[0].result() == [1]


def _wait_until_somebody_waits(asking: Asking) -> None:
    waiting = (
        "SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database "
        "WHERE NOT granted AND datname = current_database()"
    )
    last = time.monotonic() + BUSY_SECONDS
    while not asking.rows(waiting):
        assert time.monotonic() < last
        time.sleep(0.01)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_whoever_began_to_read_a_server_before_it_is_put_back_goes_on(
    engine: Engine, tmp_path: Path
) -> None:
    _write(engine, 1)
    saved = save(engine, tmp_path / "copie.sqlite")
    _write(engine, 2)
    colleague = SqlStore(_other_seat(engine))
    with ThreadPoolExecutor() as threads, colleague.read() as unit:
        assert unit.actions_of(1) == []
        done = threads.submit(restore, engine, saved, tmp_path / "avant.sqlite", ALICE, NOW)
        with colleague.read() as other:
            _wait_until_somebody_waits(other._asking)
        assert sorted(unit.clients_by_id([1, 2])) == [1, 2]
    assert done.result().carried == Carried()
    assert _ids(engine) == [1]
