import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from mplus3_xl.bootstrap import author, open_workspace
from mplus3_xl.cli import main
from mplus3_xl.errors import UserError
from mplus3_xl.logbook import log, log_file
from mplus3_xl.services.agency.naming import Naming, name_logins, who_am_i
from mplus3_xl.settings import own_store
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.files.backup import save
from mplus3_xl.store.files.privacy_copies import leave_no_trace
from mplus3_xl.store.unit_of_work import SqlStore
from tests.conftest import NOW
from tests.domain.invented import client, contract
from tests.full_disk import no_room
from tests.services.desk import fill
from tests.stores import made_in_file


@pytest.fixture
def space(tmp_path: Path) -> Path:
    """A folder with a client without contract, one whose contract runs, and a saved copy."""
    folder = tmp_path / "espace"
    folder.mkdir()
    engine = open_engine(made_in_file(folder / "mplus3.sqlite"))
    running = client(id=2, number="L2", last_name="DURAND", folded_name="durand zoe")
    theirs = contract(client_id=2, client_name="DURAND Zoé")
    fill(SqlStore(engine), [client(), running], [], [theirs])
    save(engine, folder / "sauvegardes" / "hier.sqlite")
    engine.dispose()
    return folder


def run(space: Path, *arguments: str) -> int:
    return main(["rgpd", *arguments, "--espace", str(space)])


def name_of(space: Path, client_id: int) -> str:
    with SqlStore(open_engine(own_store(space))).read() as unit:
        return unit.clients_by_id([client_id])[client_id].name


def test_the_extract_is_written_in_the_space_and_said_where(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, "extrait", "L1") == 0
    (page,) = space.glob("extrait_*.html")
    assert str(page) in capsys.readouterr().out
    assert "MARTIN" in page.read_text(encoding="utf-8")
    assert run(space, "extrait", "L1", "--sortie", str(space / "ailleurs")) == 0
    assert len(list((space / "ailleurs").glob("extrait_*.html"))) == 1


def test_an_extract_that_cannot_be_written_leaves_the_one_before(
    space: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(space, "extrait", "L1")
    before = {path: path.read_bytes() for path in space.glob("*.*")}
    monkeypatch.setattr(Path, "replace", no_room)
    assert run(space, "extrait", "L1") == 1
    said = capsys.readouterr().err
    assert ("le disque est plein" in said, "--sortie" in said) == (True, True)
    assert {path: path.read_bytes() for path in space.glob("*.*")} == before


@pytest.mark.parametrize(
    ("typed", "name", "answer"),
    [("oui\n", "anonyme 1", 0), ("non\n", "MARTIN Zoé", 0), (None, "MARTIN Zoé", 1)],
)
def test_erasing_asks_first(
    space: Path, monkeypatch: pytest.MonkeyPatch, typed: str | None, name: str, answer: int
) -> None:
    monkeypatch.setattr("sys.stdin", None if typed is None else StringIO(typed))
    assert run(space, "effacer", "MARTIN Zoé") == answer
    assert name_of(space, 1) == name


def test_nothing_names_the_client_in_the_store_nor_in_its_copies_and_the_rest_is_said(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left = (
        "MPlus3.xlsm", "rejets_2026-11-23_essai.xlsx", "Actes.csv", "extrait_1.html", "rendez.ics",
        ".file.csv.12.partiel", "exports/CLIENTS.csv", "agendas/hugo.ics",
        "agendas/.hugo.ics.12.partiel",
        "libreoffice/a/MPlus3.xlsm", "sauvegardes/illisible.sqlite", "file.json", "file.txt",
    )  # fmt: skip
    for name in left:
        (space / name).parent.mkdir(parents=True, exist_ok=True)
        (space / name).write_bytes(b"MARTIN")
    log("Essai", ZeroDivisionError())
    assert run(space, "effacer", "L1", "--oui") == 0
    files = [*space.glob("mplus3.sqlite*"), space / "sauvegardes" / "hier.sqlite"]
    assert [path for path in files if b"martin" in path.read_bytes().lower()] == []
    said = capsys.readouterr().out
    assert "Sauvegardes nettoyées aussi : 1." in said
    assert [name for name in left if str(space / name) not in said] == []
    assert str(log_file()) in said


def test_the_workbooks_of_the_other_seats_are_said_to_be_made_again(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, "effacer", "L1", "--oui") == 0
    assert "autres postes" not in capsys.readouterr().out
    store = open_workspace(space, None, None).store()
    named = [Naming(author(), "Hugo Mazin", False), Naming("ines", "Inès Morvan", False)]
    name_logins(store, named, author(), NOW)
    who_am_i(store, "sans.nom", NOW)
    assert run(space, "effacer", "L2", "--oui", "--force", "à sa demande") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "que chacun y ferme son classeur et le refasse (mplus3 classeur)" in said
    assert "Travaillent sur cette base : Inès Morvan, sans.nom." in said


@pytest.mark.parametrize(("content", "is_store"), [(b"MARTIN" * 999, False), (b"", True)])
def test_what_is_left_of_a_copy_that_failed_goes_unless_it_is_being_made(
    space: Path, capsys: pytest.CaptureFixture[str], content: bytes, is_store: bool
) -> None:
    part = space / "sauvegardes" / "hier.sqlite.partiel"
    part.write_bytes(content)
    with closing(sqlite3.connect(part, isolation_level=None)) as other:
        if is_store:
            other.execute("BEGIN EXCLUSIVE")
        assert run(space, "effacer", "L1", "--oui") == 0
    assert (part.exists(), str(part) in capsys.readouterr().out) == (is_store, is_store)


def test_a_running_contract_forbids_it_without_a_reason(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(space, "effacer", "L2", "--oui") == 1
    assert "--force" in capsys.readouterr().err
    assert run(space, "effacer", "L2", "--oui", "--force", "décision du juge") == 0
    assert name_of(space, 2) == "anonyme 2"


def test_a_purge_is_only_shown_without_its_switch(
    space: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (space / "mplus3.toml").write_text("[demo]\njour = 2030-01-02\n", encoding="utf-8")
    assert run(space, "purger") == 0
    assert "L1 · MARTIN Zoé : sans contrat" in capsys.readouterr().out
    assert name_of(space, 1) == "MARTIN Zoé"
    assert run(space, "purger", "--oui") == 0
    assert (name_of(space, 1), name_of(space, 2)) == ("anonyme 1", "DURAND Zoé")
    assert b"MARTIN" not in (space / "sauvegardes" / "hier.sqlite").read_bytes()
    capsys.readouterr()
    assert run(space, "purger", "--oui") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "À effacer : 0."  # no file to look at again


def test_who_is_not_known_is_refused(space: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(space, "extrait", "L9") == 1
    assert "Aucun client" in capsys.readouterr().err


# Where an erasure dies: before the copies, between them and the free pages, before its end.
_DYING = """
import os, signal
from {module} import {owner}
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
{owner}.{name} = die
from mplus3_xl.cli import main
main(["rgpd", "effacer", "L1", "--oui", "--espace", {folder!r}])
"""
_PLACES = [
    ("mplus3_xl.store.files", "privacy_copies", "erase_in_copies"),
    ("mplus3_xl.store.files", "privacy_copies", "_rewrite"),
    ("mplus3_xl.store.writing", "StoreWriter", "forget_file_erasures"),
    ("mplus3_xl.store.files", "privacy_copies", "leave_no_trace"),
    ("mplus3_xl.store.writing", "StoreWriter", "end_file_erasures"),
]


def killed(space: Path, place: tuple[str, str, str]) -> None:
    """Erase L1 in a process that is killed when it gets there."""
    module, owner, name = place
    script = _DYING.format(module=module, owner=owner, name=name, folder=str(space))
    done = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("place", _PLACES, ids=lambda place: place[2])
def test_an_erasure_that_is_killed_among_the_files_is_said_and_ended_by_the_next_command(
    space: Path, place: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    killed(space, place)
    assert name_of(space, 1) == "anonyme 1"
    assert main(["verifier", "--espace", str(space)]) == 1
    assert "pas encore des sauvegardes" in capsys.readouterr().out
    assert main(["base", "etat", "--espace", str(space)]) == 0
    assert main(["verifier", "--espace", str(space)]) == 0
    files = [*space.glob("mplus3.sqlite*"), *(space / "sauvegardes").iterdir()]
    contents = [path.read_bytes().lower() for path in files]
    assert len(contents) > 1
    assert not any(b"martin" in content for content in contents)
    assert run(space, "extrait", "L2") == 0


def test_the_copies_are_gone_through_once_whatever_is_left_to_clean(space: Path) -> None:
    killed(space, _PLACES[3])  # only the free pages are
    copy = space / "sauvegardes" / "hier.sqlite"
    part = copy.with_name("demain.sqlite.partiel")
    part.touch()
    before = copy.stat().st_mtime_ns
    assert main(["base", "etat", "--espace", str(space)]) == 0
    assert main(["verifier", "--espace", str(space)]) == 0
    assert (copy.stat().st_mtime_ns, part.exists()) == (before, True)


def test_a_copy_made_while_files_wait_keeps_no_name_once_they_are_done(space: Path) -> None:
    killed(space, _PLACES[0])
    engine = open_engine(own_store(space))
    save(engine, space / "sauvegardes" / "entre-temps.sqlite")
    engine.dispose()
    assert b"martin" in (space / "sauvegardes" / "entre-temps.sqlite").read_bytes()
    assert run(space, "purger") == 0
    assert b"martin" not in (space / "sauvegardes" / "entre-temps.sqlite").read_bytes()


@pytest.mark.parametrize("busy", ["BEGIN IMMEDIATE", "BEGIN"])
def test_an_erasure_waits_for_whoever_works_there_and_stops_no_other_command(
    space: Path, busy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for waiting in ("files.privacy_copies", "store_file"):
        monkeypatch.setattr(f"mplus3_xl.store.{waiting}.BUSY_SECONDS", 0.1)
    killed(space, _PLACES[3])  # only the free pages are left to clean
    with closing(sqlite3.connect(space / "mplus3.sqlite", isolation_level=None)) as other:
        other.execute(busy)
        other.execute("SELECT COUNT(*) FROM clients").fetchone()
        with pytest.raises(UserError) as refusal:
            leave_no_trace(open_engine(own_store(space)))
        assert refusal.value.code == "effacement_en_attente"
        assert main(["base", "etat", "--espace", str(space)]) == 0
        assert main(["verifier", "--espace", str(space)]) == 1
        assert "pas encore des sauvegardes" in capsys.readouterr().out
    assert main(["base", "etat", "--espace", str(space)]) == 0
    assert main(["verifier", "--espace", str(space)]) == 0
