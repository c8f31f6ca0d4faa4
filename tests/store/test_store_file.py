"""A file is joined by SQLite's driver: what is there, what becomes of it.

What a refusal says is what whoever comes by another way reads (`tests/test_joining.py`).
"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.store import network, store_file
from mplus3_xl.store.store_file import StoreFile
from tests.stores import FOLDERS, made_in_file

Join: TypeAlias = Callable[[Path], StoreFile]
NOT_OF_THIS_FORMAT = {
    "empty": (),
    "foreign": ("CREATE TABLE stock(id)",),
    "older": ("CREATE TABLE alembic_version(version_num)", "INSERT INTO alembic_version VALUES(1)"),
    "not begun": ("CREATE TABLE alembic_version(version_num)",),
}
NAMED = "INSERT INTO users(id, login, manager, seen_on) VALUES(?, ?, 0, '2026-11-23')"

where_an_open_file_may_go = pytest.mark.skipif(
    sys.platform == "win32", reason="an open file stays there"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store made in a file."""
    made_in_file(tmp_path / "mplus3.sqlite")
    return tmp_path / "mplus3.sqlite"


@pytest.fixture
def join() -> Iterator[Join]:
    """Join files, that are closed after the test."""
    with ExitStack() as ending:

        def joined(path: Path) -> StoreFile:
            file = StoreFile(path, kept=True)
            ending.callback(file.dispose)
            return file

        yield joined


@pytest.fixture
def file(join: Join, path: Path) -> StoreFile:
    joined = join(path)
    assert joined.is_store()
    return joined


def logins(file: StoreFile) -> list[str]:
    with file.reading() as asking:
        return [login for (login,) in asking.rows("SELECT login FROM users ORDER BY login")]


def add(path: Path, login: str) -> None:
    """A colleague comes to the store."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO users(id, login, manager, seen_on) VALUES(1, ?, 0, '2026-11-23')", [login]
        )


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_store_is_read_whatever_the_letters_of_its_path(
    join: Join, tmp_path: Path, folder: str
) -> None:
    (tmp_path / folder).mkdir()
    made_in_file(tmp_path / folder / "mplus3.sqlite")
    file = join(tmp_path / folder / "mplus3.sqlite")
    assert file.is_store()
    file.dispose()
    assert [found.name for found in tmp_path.rglob("*")] == [folder, "mplus3.sqlite"]


def test_a_path_is_read_from_where_one_works(
    join: Join, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    assert join(Path(path.name)).is_store()


def test_where_no_store_was_none_is_made(join: Join, tmp_path: Path) -> None:
    file = join(tmp_path / "mplus3.sqlite")
    assert not file.is_store()
    with pytest.raises(UserError) as refusal, file.reading():
        pass
    assert refusal.value.code == "base_introuvable"
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("kind", NOT_OF_THIS_FORMAT)
def test_what_is_of_another_format_is_no_store_and_is_left_as_it_was(
    join: Join, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "mplus3.sqlite"
    path.touch()
    with closing(sqlite3.connect(path)) as made, made:
        for statement in NOT_OF_THIS_FORMAT[kind]:
            made.execute(statement)
    before, file = path.read_bytes(), join(path)
    assert not file.is_store()
    file.dispose()
    assert path.read_bytes() == before
    assert [*tmp_path.iterdir()] == [path]


def test_a_damaged_file_is_refused_by_its_name(join: Join, tmp_path: Path) -> None:
    path = tmp_path / "mplus3.sqlite"
    path.write_text("ceci n’est pas une base" * 100, encoding="utf-8")
    with pytest.raises(UserError, match="abîmé") as refusal:
        join(path).is_store()
    assert (refusal.value.code, str(path) in refusal.value.what) == ("base_abimee", True)


def test_a_file_that_another_holds_is_refused_after_the_wait_and_read_once_he_is_gone(
    join: Join, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_file, "BUSY_SECONDS", 0.1)
    file = join(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        with pytest.raises(UserError) as refusal:
            file.is_store()
    assert refusal.value.code == "base_occupee"
    assert time.monotonic() - start < 5
    assert file.is_store()


def test_who_only_looks_waits_for_no_writer(file: StoreFile, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM users")
        assert logins(file) == []


def test_a_file_on_a_network_drive_is_refused_before_it_is_read(
    join: Join, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = path.with_name("mounts")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\nx {path.parent} cifs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(network, "MOUNTS", mounts)
    path.write_text("ceci n’est pas une base" * 100, encoding="utf-8")
    with pytest.raises(UserError) as refusal:
        join(path).is_store()
    assert refusal.value.code == "base_reseau"


@where_an_open_file_may_go
def test_a_file_that_goes_during_the_click_is_refused_and_not_made_anew(
    file: StoreFile, path: Path
) -> None:
    assert logins(file) == []
    path.unlink()
    with pytest.raises(UserError) as refusal:
        logins(file)
    assert (refusal.value.code, str(path) in refusal.value.what) == ("base_introuvable", True)
    assert not path.exists()


@where_an_open_file_may_go
def test_a_file_that_is_put_back_during_the_click_is_the_one_that_is_read(
    file: StoreFile, path: Path
) -> None:
    saved = path.with_name("saved.sqlite")
    made_in_file(saved)
    add(saved, "hugo")
    assert logins(file) == []
    saved.replace(path)
    assert logins(file) == ["hugo"]


def test_one_reading_sees_one_state_and_the_next_what_a_colleague_did_meanwhile(
    file: StoreFile, path: Path
) -> None:
    with file.reading() as asking:
        assert asking.rows("SELECT login FROM users") == []
        add(path, "ines")
        assert asking.rows("SELECT login FROM users") == []
    assert logins(file) == ["ines"]


def test_a_file_is_joined_once_and_again_after_it_was_closed(
    join: Join, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins, connect = [], sqlite3.connect

    def counted(there: str, **how: object) -> sqlite3.Connection:
        joins.append(there)
        return connect(there, **how)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(sqlite3, "connect", counted)
    file = join(path)
    assert file.is_store()
    assert logins(file) == logins(file) == []
    assert len(joins) == 1
    file.dispose()
    file.dispose()
    assert logins(file) == []
    assert len(joins) == 2


def test_a_file_that_is_not_kept_is_closed_after_each_unit_of_work(path: Path) -> None:
    file = StoreFile(path)
    with file.writing() as changing:
        changing.run_each(NAMED, [(1, "ines")])
    assert [*path.parent.iterdir()] == [path]
    assert logins(file) == ["ines"]
    assert [*path.parent.iterdir()] == [path]


def test_a_file_that_is_closed_leaves_nothing_beside_it(file: StoreFile, path: Path) -> None:
    assert logins(file) == []
    add(path, "ines")
    assert len([*path.parent.iterdir()]) > 1
    file.dispose()
    assert [*path.parent.iterdir()] == [path]


def test_a_statement_that_fails_is_a_bug_and_the_next_reading_goes_on(file: StoreFile) -> None:
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="no such"), file.reading() as asking:
            asking.rows("SELECT x FROM users")
    assert logins(file) == []


def test_what_is_written_is_there_for_all_once_the_unit_of_work_has_ended(
    file: StoreFile, path: Path, join: Join
) -> None:
    colleague = join(path)
    with file.writing() as changing:
        changing.run_each(NAMED, [(1, "ines"), (2, "hugo")])
        assert changing.run("UPDATE users SET manager = 1 WHERE id > :id", {"id": 0}) == 2
        assert logins(colleague) == []
    assert logins(colleague) == logins(file) == ["hugo", "ines"]


def test_a_file_is_written_with_care(file: StoreFile) -> None:
    with file.writing() as changing:
        said = [
            changing.rows(f"PRAGMA {name}")
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
        ]
    assert said == [[("wal",)], [(1,)], [(10_000,)], [(2,)]]


def test_a_unit_of_work_that_fails_writes_nothing_and_the_next_goes_on(file: StoreFile) -> None:
    def fail() -> None:
        with file.writing() as changing:
            changing.run_each(NAMED, [(1, "ines")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert logins(file) == []
    with file.writing() as changing:
        changing.run_each(NAMED, [(1, "hugo")])
    assert logins(file) == ["hugo"]


def test_a_row_that_names_nobody_is_a_bug_and_nothing_is_written(file: StoreFile) -> None:
    def write() -> None:
        with file.writing() as changing:
            changing.run_each(NAMED, [(1, "ines")])
            changing.run("INSERT INTO manual_entries VALUES(7, 'phone', 'x', 'ines', 'x')")

    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        write()
    assert logins(file) == []


def test_who_looks_while_he_writes_sees_what_was_there_before(file: StoreFile) -> None:
    with file.writing() as changing:
        changing.run_each(NAMED, [(1, "ines")])
        assert logins(file) == []
    assert logins(file) == ["ines"]


def test_who_looks_twice_at_a_time_sees_one_state_each(file: StoreFile, path: Path) -> None:
    with file.reading() as first:
        assert first.rows("SELECT login FROM users") == []
        add(path, "ines")
        with file.reading() as second:
            assert second.rows("SELECT login FROM users") == [("ines",)]
        assert first.rows("SELECT login FROM users") == []
    file.dispose()
    assert [*path.parent.iterdir()] == [path]


def test_a_writer_that_another_holds_up_is_refused_after_the_wait(
    file: StoreFile, path: Path, join: Join, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_file, "BUSY_SECONDS", 0.1)
    with file.writing() as changing:
        changing.run_each(NAMED, [(1, "ines")])
        with pytest.raises(UserError) as refusal, join(path).writing():
            pass
    assert refusal.value.code == "base_occupee"
    assert logins(file) == ["ines"]


@pytest.mark.parametrize("seconds", [0, 0.3])
def test_a_writer_waits_for_the_one_before(
    file: StoreFile, path: Path, join: Join, seconds: float
) -> None:
    def write_too() -> None:
        with join(path).writing() as changing:
            changing.run_each(NAMED, [(2, "hugo")])

    other = Thread(target=write_too)
    with file.writing() as changing:
        other.start()
        other.join(seconds)
        changing.run_each(NAMED, [(1, "ines")])
    other.join()
    assert logins(file) == ["hugo", "ines"]


def test_a_file_that_may_not_be_changed_is_read_and_not_written(
    file: StoreFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def read_only(there: str, **how: Any) -> Any:
        return connect(there.replace("mode=rw", "mode=ro"), **how)

    file.dispose()
    monkeypatch.setattr(sqlite3, "connect", read_only)
    assert logins(file) == []
    with pytest.raises(UserError) as refusal, file.writing() as changing:
        changing.run_each(NAMED, [(1, "ines")])
    assert (refusal.value.code, str(path) in refusal.value.what) == ("base_lecture_seule", True)


def test_a_kill_while_one_writes_leaves_what_was_there_before(path: Path) -> None:
    script = f"""
import os, sys
from pathlib import Path
from mplus3_xl.store.store_file import StoreFile
with StoreFile(Path(sys.argv[1])).writing() as changing:
    changing.run_each({NAMED!r}, [(n, str(n)) for n in range(5000)])
    os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert done.returncode != 0
    with closing(sqlite3.connect(path)) as there:
        assert there.execute("SELECT COUNT(*) FROM users").fetchone() == (0,)
        assert there.execute("PRAGMA integrity_check").fetchone() == ("ok",)
