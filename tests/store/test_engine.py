import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import psutil
import pytest
from sqlalchemy import Engine, event, insert, select
from sqlalchemy.exc import DatabaseError

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.services.records import ImportedFile
from mplus3_xl.store import engine as opening
from mplus3_xl.store import network
from mplus3_xl.store.engine import open_engine, place_of
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.network import refuse_network_path
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.tables.lagon import clients, imports
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client
from tests.stores import database


@pytest.mark.parametrize("password", ["secret", "se/cret", "se@cret", "se:cret"])
def test_a_refused_address_does_not_show_its_password(password: str) -> None:
    with pytest.raises(UserError) as refusal:
        open_engine(f"postgresql://marie:{password}@serveur:cinq/m")
    assert "« postgresql://marie:***@serveur:cinq/m »" in refusal.value.what


def test_a_password_given_as_a_parameter_is_not_shown_either() -> None:
    address = "postgresql://serveur/m?password=secret&user=marie"
    shown = "postgresql://serveur/m?password=***&user=marie"
    assert place_of(open_engine(address)) == shown
    with pytest.raises(UserError, match="cinq") as refusal:
        open_engine(address.replace("serveur", "serveur:cinq"))
    assert "secret" not in refusal.value.what


def test_the_short_name_of_postgresql_is_understood() -> None:
    assert open_engine("postgres://m@serveur/m").dialect.name == "postgresql"


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("pas une adresse", "base_adresse"),
        ("postgresql://marie:secret@serveur:cinq/m", "base_adresse"),
        ("mysql://serveur/base", "base_moteur"),
        ("oracle://serveur/base", "base_moteur"),
        ("sqlite+inconnu:///absent/m.sqlite", "base_introuvable"),
        (r"sqlite:///\\serveur\partage\mplus3.sqlite", "base_reseau"),
        ("sqlite://///serveur/partage/mplus3.sqlite", "base_reseau"),
        ("postgresql://mplus3@127.0.0.1:1/rien", "base_injoignable"),
    ],
)
def test_an_address_that_cannot_serve_is_refused(address: str, code: str) -> None:
    with pytest.raises(UserError) as refusal, SqlStore(open_engine(address)).read():
        pass
    assert refusal.value.code == code


def test_an_engine_that_is_not_supported_is_named_with_those_that_are() -> None:
    with pytest.raises(UserError, match="« mysql »") as refusal:
        open_engine("mysql://serveur/base")
    assert "SQLite (un poste) ou PostgreSQL (plusieurs postes)" in refusal.value.remedy


def test_a_server_without_its_driver_is_refused_with_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UserError) as refusal:
        open_engine("postgresql://marie@serveur/m")
    assert refusal.value.code == "base_pilote"
    assert 'pip install "psycopg[binary]"' in refusal.value.remedy


@pytest.mark.parametrize(("kind", "refused"), [("cifs", True), ("nfs4", True), ("ext4", False)])
def test_the_file_system_under_a_path_tells_a_network_drive(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, *, refused: bool
) -> None:
    place = tmp_path / "un dossier"
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nx {tmp_path}/un\\040dossier {kind} rw 0 0\n")
    monkeypatch.setattr(network, "MOUNTS", mounts)
    if refused:
        with pytest.raises(UserError, match="réseau"):
            refuse_network_path(str(place / "mplus3.sqlite"))
    else:
        refuse_network_path(str(place / "mplus3.sqlite"))


@pytest.mark.parametrize(
    ("mounts", "found"),
    [
        ([("/", "ext4"), ("/mnt", "nfs"), ("/mnt/disque", "xfs")], "xfs"),
        ([("/mnt/disque", "xfs"), ("/", "ext4")], "xfs"),
        ([("/", "ext4"), ("/mnt/disque2", "nfs")], "ext4"),
        ([("/mnt", "ext4"), ("/mnt", "cifs")], "cifs"),
        ([], ""),
    ],
)
def test_the_mount_closest_above_a_path_counts(mounts: list[tuple[str, str]], found: str) -> None:
    assert network.file_system_of(Path("/mnt/disque/mplus3.sqlite"), mounts) == found


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says is mounted")
def test_what_linux_says_is_mounted_is_what_psutil_finds() -> None:
    found = {(each.mountpoint, each.fstype) for each in psutil.disk_partitions(all=True)}
    assert found <= set(network.mounted())


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(url_of(tmp_path / "essai.sqlite"))
    upgrade(engine, HEAD)
    yield engine
    engine.dispose()


def test_a_sqlite_store_is_careful(file: Engine) -> None:
    with file.begin() as connection:
        said = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert said == ["wal", 1, 10_000, 2]


def test_a_store_that_another_process_holds_is_refused_after_the_wait(
    file: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    impatient = SqlStore(open_engine(url_of(tmp_path / "essai.sqlite")))
    with closing(sqlite3.connect(tmp_path / "essai.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError) as refusal, impatient.write():
            pass
        with impatient.read() as unit:
            assert unit.counts()["imports"] == 0
        workspace = open_workspace(tmp_path, url_of(tmp_path / "essai.sqlite"), None)
        assert workspace.queue() == []  # who only looks waits for no writer
    assert refusal.value.code == "base_occupee"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_writer_on_a_server_is_refused_after_the_wait_and_a_reader_waits_for_none(
    store: Units, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    with store.write():
        with pytest.raises(UserError) as refusal, store.write():
            pass
        assert _imports(store) == 0
    assert refusal.value.code == "base_occupee"


def test_a_writer_goes_on_once_the_one_before_has_ended(store: Units) -> None:
    other = Thread(target=_import_into, args=(store,))
    with store.write():
        other.start()
        other.join(0.3)
        assert other.is_alive()
        assert _imports(store) == 0
    other.join()
    assert _imports(store) == 1


def test_a_file_that_is_no_store_is_named_so(tmp_path: Path) -> None:
    (tmp_path / "essai.sqlite").write_text("ceci n’est pas une base" * 100)
    with (
        pytest.raises(UserError) as refusal,
        SqlStore(open_engine(url_of(tmp_path / "essai.sqlite"))).read() as unit,
    ):
        unit.counts()
    assert refusal.value.code == "base_abimee"


def test_a_unit_of_work_that_fails_writes_nothing(engine: Engine, store: Units) -> None:
    def fail() -> None:
        with store.write() as unit:
            unit.add_import(NOW, NOW.date(), "x", [ImportedFile("x", "clients", "", 0, 0, 0, 0, 0)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with engine.begin() as connection:
        assert connection.execute(select(imports)).all() == []


def test_a_reader_sees_one_state_while_somebody_writes(engine: Engine, store: Units) -> None:
    with store.read() as unit:
        before = unit.counts()["imports"]
        with engine.begin() as connection:
            connection.execute(insert(imports).values(id=1, at=NOW, day=NOW.date(), author="x"))
        assert unit.counts()["imports"] == before
    with store.read() as unit:
        assert unit.counts()["imports"] == before + 1


def test_an_error_names_no_client(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(imports).values(id=1, at=NOW, day=NOW.date(), author="x"))
    named = client(number="SECRET", last_name="SECRET")._asdict()
    with engine.begin() as connection:
        connection.execute(insert(clients).values(**named))
    for name, value in (("id", 2), ("folded_name", None)):
        said = _trouble(engine, named | {name: value})
        assert "SECRET" not in said
        assert "clients" in said


def _trouble(engine: Engine, values: dict[str, object]) -> str:
    with pytest.raises(DatabaseError) as trouble, engine.begin() as connection:
        connection.execute(insert(clients).values(**values))
    return "".join(traceback.format_exception(trouble.value))


@pytest.mark.parametrize(("seconds", "times"), [(opening.KEPT_SECONDS, 0), (0, 1)])
def test_a_click_that_waited_long_for_a_person_joins_the_server_anew(
    made_database: str, monkeypatch: pytest.MonkeyPatch, seconds: int, times: int
) -> None:
    monkeypatch.setattr(opening, "KEPT_SECONDS", seconds)
    joined = []
    with database(made_database) as address:
        engine = open_engine(address, kept=True)
        event.listen(engine, "connect", lambda connection, _record: joined.append(connection))
        for _ in range(2):
            joined.clear()
            with SqlStore(engine).read() as unit:
                assert unit.users() == []
        engine.dispose()
    assert len(joined) == times


def _import_into(store: Units) -> None:
    with store.write() as unit:
        unit.add_import(NOW, NOW.date(), "x", [ImportedFile("x", "clients", "", 0, 0, 0, 0, 0)])


def _imports(store: Units) -> int:
    with store.read() as unit:
        return unit.counts()["imports"]
