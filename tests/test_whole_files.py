import sys
from datetime import date, time
from pathlib import Path

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.settings import FILE, freeze_day, load, remember_columns
from mplus3_xl.whole_files import put_whole, write_whole
from mplus3_xl.workbook import blank_content, write_workbook
from tests.full_disk import full_beyond, no_room

on_a_full_disk = pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")


@on_a_full_disk
def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"hier")
    with full_beyond(10), pytest.raises(UserError, match=r"recommencez, ou écrivez ailleurs\."):
        write_whole(path, b"x" * 100, ", ou écrivez ailleurs")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"file.csv": b"hier"}


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mplus3_xl.whole_files.put_whole", no_room)
    with pytest.raises(UserError, match=r"\(le disque est plein\).*Libérez de la place"):
        write_whole(tmp_path / "file.csv", b"x")


def test_what_takes_the_place_of_a_file_is_on_the_disk_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, on_disk = tmp_path / "file.csv", list[bytes]()

    def sync(_number: int) -> None:
        (part,) = tmp_path.glob(".*")
        on_disk.extend([path.read_bytes(), part.read_bytes()])

    monkeypatch.setattr("os.fsync", sync)
    put_whole(path, b"hier")
    assert on_disk == []  # nothing was there to lose
    put_whole(path, b"demain", lasting=False)
    assert on_disk == []
    put_whole(path, b"neuf")
    assert (on_disk, path.read_bytes()) == ([b"demain", b"neuf"], b"neuf")


@pytest.mark.skipif(sys.platform == "win32", reason="rights as Unix has them")
def test_a_file_that_is_read_by_its_owner_alone_stays_so(tmp_path: Path) -> None:
    (tmp_path / "un").write_bytes(b"hier")
    (tmp_path / "un").chmod(0o600)
    put_whole(tmp_path / "un", b"neuf")
    assert ((tmp_path / "un").read_bytes(), (tmp_path / "un").stat().st_mode & 0o777) == (
        b"neuf",
        0o600,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="rights as Unix has them")
def test_nobody_else_may_read_it_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        part.append(next(tmp_path.glob(".*")).stat().st_mode & 0o777)
        raise PermissionError

    part: list[int] = []
    monkeypatch.setattr("shutil.copymode", refuse)
    (tmp_path / "un").write_bytes(b"hier")
    with pytest.raises(PermissionError):
        put_whole(tmp_path / "un", b"neuf")
    assert (part, list(tmp_path.iterdir())) == ([0o600], [tmp_path / "un"])


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "lien").symlink_to(tmp_path / "un")
    put_whole(tmp_path / "lien", b"neuf")
    assert (tmp_path / "lien").is_symlink()
    assert (tmp_path / "un").read_bytes() == b"neuf"


@on_a_full_disk
def test_a_full_disk_does_not_lose_the_address_of_the_store(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('[base]\nadresse = "postgresql://serveur/mplus3"\n')
    with full_beyond(10), pytest.raises(OSError, match="large"):
        remember_columns(tmp_path, {"contrats": {"date_effet": "Prise d'effet"}})
    assert load(tmp_path).own_address == "postgresql://serveur/mplus3"


@on_a_full_disk
def test_a_demo_refused_by_a_full_disk_leaves_its_folder_free(tmp_path: Path) -> None:
    with full_beyond(10), pytest.raises(OSError, match="large"):
        freeze_day(tmp_path, date(2026, 11, 23), time(10, 30))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links and rights as Unix has them")
@pytest.mark.parametrize("name", ["MPlus3.xlsm", "lecture.xlsx"])
def test_a_workbook_is_made_again_where_its_link_leads_and_no_more_open(
    tmp_path: Path, name: str
) -> None:
    kept, link = tmp_path / "ailleurs" / name, tmp_path / name
    kept.parent.mkdir()
    kept.write_bytes(b"l'ancien")
    kept.chmod(0o600)
    link.symlink_to(kept)
    write_workbook(link, blank_content())
    assert (link.is_symlink(), kept.read_bytes()[:2]) == (True, b"PK")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == [name]
