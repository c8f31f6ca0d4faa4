"""What joins the store: a file, by SQLite's driver alone; a server, by SQLAlchemy."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from sqlalchemy import QueuePool

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.services.agency.people import everybody
from mplus3_xl.services.records import User
from mplus3_xl.settings import FILE, STORE, own_store
from mplus3_xl.store import engine, store_file
from mplus3_xl.store.engine import file_of
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.conftest import AU
from tests.live.filled import filled
from tests.stores import FOLDERS, database, made_in_file

NOT_LOADED = ("sqlalchemy", "alembic", "pandas")
WRITES = f"""
import sys
from pathlib import Path
from mplus3_xl.bootstrap import author, open_workspace, shipped
from mplus3_xl.intake import take_in
from mplus3_xl.live import actions
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.client.search import search_clients
from mplus3_xl.services.call.consenting import give_consent
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.queue.closing import close_dossier
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.domain.vocabulary import Closing
space = open_workspace(Path(sys.argv[1]), None, None, one_click=True)
taken = take_in(space, sorted((shipped("workbook") / "exports").iterdir()), {{}}, str)
dossier = space.queue()[0].dossier
close_dossier(space.store(), dossier, Closing.DOUBLON, "Deux fiches.", author(), space.now)
undo_last(space.store(), author(), space.now)
oppose(space.store(), dossier, author(), space.now)
name_logins(space.store(), [Naming(author(), None, True)], author(), space.now)
with space.store().read() as unit:
    print(len(unit.users()), unit.faults(), unit.next_id("imports"))
space.close()
print(*(name for name in {NOT_LOADED} if name in sys.modules))
"""
COMMANDS = f"""
import sys
from mplus3_xl.cli import main
print(*(main([*line.split(), "--espace", sys.argv[1]]) for line in ("file", "rgpd purger")))
print(*(name for name in {NOT_LOADED} if name in sys.modules))
"""
LOOKS = f"""
import sys
from pathlib import Path
from mplus3_xl.bootstrap import author, open_workspace
from mplus3_xl.live.bilan import bilan_desk
from mplus3_xl.live.call import fiche_desk, fiche_opening
from mplus3_xl.live.lists import actions_desk
from mplus3_xl.live.queue import queue_desk
from mplus3_xl.live.register import actes_desk
from mplus3_xl.services.bilan.bilan import open_bilan
from mplus3_xl.services.client.doubles import doubles
from mplus3_xl.services.client.search import search_clients
from mplus3_xl.services.journal.told import journal_told
from mplus3_xl.services.lists.figures import pilotage
from mplus3_xl.services.lists.listed import acte_rows, action_rows, report_rows
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.agency.naming import who_am_i
from mplus3_xl.workbook_content import content_of
space = open_workspace(Path(sys.argv[1]), None, None, one_click=True)
space.identity
who_am_i(space.store(), author(), space.now)
rows = content_of(space).queue
print(len(rows), space.has_store())
fiche_desk.prepared(space, rows[0].dossier)
open_bilan(space.store(), rows[0].dossier, space.sites, space.now)
for listed in (action_rows, acte_rows, report_rows, pilotage):
    listed(space.store(), space.today)
journal_told(space.store(), 9), doubles(space.store()), search_clients(space.store(), "ma")
last_change(space.store(), author())
space.close()
print(*(name for name in {NOT_LOADED} if name in sys.modules))
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A space with a store of its own."""
    made_in_file(tmp_path / STORE)
    return tmp_path


def clicked(folder: Path, address: str | None = None) -> Workspace:
    """The space as a click opens it."""
    return open_workspace(folder, address, AU, one_click=True)


def come(space: Workspace, login: str) -> None:
    """Somebody comes to the store."""
    with space.store().write() as unit:
        unit.add("users", User(1, login, None, False, AU))


def logins(space: Workspace) -> list[str]:
    return [user.login for user in everybody(space.store())]


def test_a_click_joins_its_own_store_by_the_driver(own: Path) -> None:
    space = clicked(own)
    assert type(space.store()) is Units
    assert space.has_store()
    space.close()


def test_a_demo_has_its_own_store_whatever_the_seat_joins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 1)
    monkeypatch.setenv("MPLUS3_BASE", url_of(tmp_path / "autre.sqlite"))
    space = clicked(tmp_path)
    assert type(space.store()) is Units
    space.close()


def test_the_command_line_closes_its_file_after_each_unit_of_work(own: Path) -> None:
    space = open_workspace(own, None, AU)
    assert type(space.store()) is Units
    come(space, "ines")
    assert logins(space) == ["ines"]
    assert not _held(own / STORE)


@pytest.mark.parametrize("way", ["base", "MPLUS3_BASE", "mplus3.toml"])
def test_a_file_that_was_named_is_the_one_that_is_joined(
    own: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    named = url_of(own / "commune.sqlite")
    made_in_file(own / "commune.sqlite")
    if way == "MPLUS3_BASE":
        monkeypatch.setenv(way, named)
    if way == "mplus3.toml":
        (own / FILE).write_text(f"[base]\nadresse = '{named}'\n", encoding="utf-8")
    space = clicked(own, named if way == "base" else None)
    assert type(space.store()) is Units
    come(space, "ines")
    assert file_of(space.engine()) == own / "commune.sqlite"
    space.close()
    assert logins(open_workspace(own, named, AU)) == ["ines"]
    assert logins(open_workspace(own, own_store(own), AU)) == []


def test_a_server_is_joined_by_sqlalchemy(own: Path, made_database: str) -> None:
    with database(made_database) as address:
        space = clicked(own, address)
        assert isinstance(space.store(), SqlStore)
        assert logins(space) == []
        space.close()


def test_a_click_keeps_its_connection_to_a_server_until_it_ends(
    own: Path, made_database: str
) -> None:
    with database(made_database) as address:
        space = clicked(own, address)
        assert logins(space) == []
        pool = space.engine().pool
        assert isinstance(pool, QueuePool)
        kept = pool.checkedin()
        space.close()
        assert (kept, pool.checkedin()) == (1, 0)


@pytest.mark.parametrize("folder", FOLDERS)
def test_who_looks_and_who_writes_join_one_file_whatever_the_letters_of_its_path(
    tmp_path: Path, folder: str
) -> None:
    space = clicked(tmp_path / folder)
    assert not space.has_store()
    space.store(make=True)
    assert type(space.store()) is Units
    come(space, "ines")
    assert logins(space) == ["ines"]
    space.close()
    there = tmp_path / folder / STORE
    assert file_of(open_workspace(there.parent, own_store(there.parent), AU).engine()) == there
    assert [*tmp_path.rglob("*.sqlite")] == [there]


def test_what_a_colleague_did_between_two_looks_of_a_click_is_seen(own: Path) -> None:
    space = clicked(own)
    assert logins(space) == []
    come(open_workspace(own, None, AU), "ines")
    assert logins(space) == ["ines"]
    space.close()


def test_what_a_click_wrote_is_seen_by_its_next_look(own: Path) -> None:
    space = clicked(own)
    assert logins(space) == []
    come(space, "ines")
    assert logins(space) == ["ines"]
    with space.store().read() as unit:
        assert unit.counts()["users"] == 1
    space.close()


def test_a_click_that_ends_closes_its_file_and_leaves_nothing_beside_it(own: Path) -> None:
    space = clicked(own)
    assert logins(space) == []
    come(space, "ines")
    assert _held(own / STORE)
    space.close()
    assert not _held(own / STORE)
    assert [*own.iterdir()] == [own / STORE]


def test_a_file_that_is_no_store_is_not_kept_open_by_who_looked(tmp_path: Path) -> None:
    (tmp_path / STORE).touch()
    space = clicked(tmp_path)
    for _ in range(2):
        with pytest.raises(UserError, match="pas encore de base"):
            space.store()
        space.engine().dispose()
        assert not _held(tmp_path / STORE)


def _held(path: Path) -> bool:
    """Say whether this process holds a file open."""
    return str(path) in {each.path for each in psutil.Process().open_files()}


def _spoilt(path: Path) -> None:
    path.write_text("ceci n’est pas une base" * 100, encoding="utf-8")


def _foreign(path: Path) -> None:
    path.unlink()
    _run(path, "CREATE TABLE stock(id)")


def _gone(path: Path) -> None:
    (path.parent / "sauvegardes").mkdir()
    shutil.move(path, path.parent / "sauvegardes")


def _of_format(revision: str) -> Callable[[Path], None]:
    return lambda path: _run(path, f"UPDATE alembic_version SET version_num = '{revision}'")


def _run(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(statement)


def _in_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (Path.unlink, "base_absente"),
        (_gone, "base_disparue"),
        (_spoilt, "base_abimee"),
        (_foreign, "base_etrangere"),
        (_of_format("0001"), "base_ancienne"),
        (_of_format(HEAD + "x"), "base_plus_recente"),
        (_in_a_folder, "base_introuvable"),
    ],
)
def test_a_click_is_refused_in_the_words_of_the_command_line(
    own: Path, spoil: Callable[[Path], None], code: str
) -> None:
    spoil(own / STORE)
    refusals = _refused(open_workspace(own, None, AU)), _refused(clicked(own))
    assert [refusal.code for refusal in refusals] == [code, code]
    assert str(refusals[0]) == str(refusals[1])


def test_a_store_that_another_holds_is_refused_to_a_click_in_the_same_words(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engine, store_file):
        monkeypatch.setattr(module, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(own / STORE, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        refusals = _refused(open_workspace(own, None, AU)), _refused(clicked(own))
    assert str(refusals[0]) == str(refusals[1])
    assert refusals[0].code == "base_occupee"


def _refused(space: Workspace) -> UserError:
    with pytest.raises(UserError) as refusal:
        space.queue()
    space.close()
    return refusal.value


def test_what_is_only_looked_at_is_read_of_ones_store_file_without_sqlalchemy(
    tmp_path: Path,
) -> None:
    filled(tmp_path, 3)
    assert _ran(LOOKS, tmp_path) == ["3 True", ""]


def test_what_is_done_is_written_in_ones_store_file_without_sqlalchemy(own: Path) -> None:
    assert _ran(WRITES, own) == ["1 [] 2", ""]


def test_a_command_looks_at_ones_store_file_without_sqlalchemy(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    assert _ran(COMMANDS, tmp_path)[-2:] == ["0 0", ""]


def _ran(script: str, folder: Path) -> list[str]:
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
