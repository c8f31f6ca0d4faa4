"""What `mplus3 ouvrir` opens, and where."""

import subprocess
import sys
from pathlib import Path

import pytest

from mplus3_xl import opening
from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.calc import bridge
from mplus3_xl.cli import main
from mplus3_xl.errors import UserError
from mplus3_xl.file_address import url_of
from mplus3_xl.layout import technical
from mplus3_xl.opening import excel_command, open_workbook
from mplus3_xl.settings import FILE, STORE, STORE_VARIABLE, own_store
from mplus3_xl.space_workbook import judged, ready
from mplus3_xl.workbook import NAME, blank_content, told_by, write_workbook
from tests.stores import made_in_file


@pytest.fixture
def released(tmp_path: Path) -> Path:
    return write_workbook(tmp_path / NAME, blank_content())


def silent(_: str) -> None:
    """Say nothing of the progress."""


def test_a_workbook_of_this_version_is_opened_as_it_is(released: Path) -> None:
    before = released.stat().st_mtime_ns
    assert ready(open_workspace(released.parent, None, None), silent).path == released
    assert released.stat().st_mtime_ns == before


def test_a_workbook_is_made_anew_for_another_store_and_for_that_alone(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, None, None)
    workspace.store(make=True)
    path = ready(workspace, silent).path
    assert told_by(path).store == workspace.identity
    before = path.stat().st_mtime_ns
    assert ready(open_workspace(tmp_path, None, None), silent).path == path
    assert path.stat().st_mtime_ns == before
    assert not judged(workspace, path).of_another
    other = open_workspace(tmp_path, own_store(tmp_path / "autre"), None)
    (tmp_path / "autre").mkdir()
    other.store(make=True)
    assert judged(other, path).of_another
    assert told_by(ready(other, silent).path).store == other.identity


def test_a_workbook_whose_store_does_not_answer_is_opened_as_it_is(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, None, None)
    workspace.store(make=True)
    path = ready(workspace, silent).path
    before = path.stat().st_mtime_ns
    (tmp_path / STORE).write_text("abîmée" * 1000, encoding="utf-8")
    assert ready(open_workspace(tmp_path, None, None), silent).path == path
    assert path.stat().st_mtime_ns == before


def test_a_workbook_of_another_version_is_not_current(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / NAME, blank_content()._replace(version="0.0.1"))
    assert not told_by(path).is_current


def test_a_workbook_of_another_layout_is_not_current(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(technical, "LAYOUT_VERSION", "suivante")
    assert not told_by(released).is_current


def test_a_file_that_is_no_workbook_is_not_current(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("rien", encoding="utf-8")
    assert not told_by(tmp_path / NAME).is_current
    assert not told_by(tmp_path / "absent.xlsm").is_current


def test_without_any_spreadsheet_the_refusal_names_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bridge, "_PROGRAMS", ())
    with pytest.raises(UserError, match="Ni Excel ni LibreOffice") as refusal:
        open_workbook(open_workspace(tmp_path, None, None), silent)
    assert refusal.value.code == "tableur_absent"
    assert not (tmp_path / NAME).exists()


def test_on_a_mac_the_workbook_goes_to_excel_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(opening, "_MAC_EXCEL", tmp_path / "Microsoft Excel.app")
    assert excel_command(tmp_path / NAME) is None
    (tmp_path / "Microsoft Excel.app").mkdir()
    assert (excel_command(tmp_path / NAME) or [])[-1] == str(tmp_path / NAME)


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str | None]]:
    """What an Excel was begun with: its workbook, and the store it was told of."""
    found: list[tuple[str, str | None]] = []

    def launch(command: list[str], env: dict[str, str]) -> None:
        found.append((command[-1], env.get(STORE_VARIABLE)))

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(opening, "_MAC_EXCEL", tmp_path)
    monkeypatch.setattr(subprocess, "Popen", launch)
    return found


@pytest.mark.parametrize("elsewhere", [False, True])
def test_excel_is_told_no_store_that_the_folder_names_itself(
    tmp_path: Path, told: list[tuple[str, str | None]], *, elsewhere: bool
) -> None:
    asked = made_in_file(tmp_path / "ailleurs.sqlite") if elsewhere else None
    named = f'[base]\nadresse = "{made_in_file(tmp_path / "commune.sqlite")}"\n'
    (tmp_path / FILE).write_text(named, encoding="utf-8")
    open_workbook(open_workspace(tmp_path, asked, None), silent)
    assert [store for _, store in told] == [asked]


def test_excel_is_told_whole_places_since_its_clicks_begin_elsewhere(
    tmp_path: Path, told: list[tuple[str, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = made_in_file(tmp_path / "ailleurs.sqlite")
    monkeypatch.chdir(tmp_path)
    asked = open_workspace(Path("espace"), "sqlite:///ailleurs.sqlite", None)
    open_workbook(asked, silent)
    assert told == [(str(tmp_path / "espace" / NAME), whole)]


def test_a_workbook_that_was_of_another_store_is_said_to_be_of_this_one_now(
    tmp_path: Path, told: list[tuple[str, str | None]], capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for name in ("une.sqlite", "autre.sqlite"):
        where = ["--espace", str(tmp_path / "espace"), "--base", url_of(tmp_path / name)]
        assert (main(["base", "creer", *where]), main(["ouvrir", *where])) == (0, 0)
        answers.append(capsys.readouterr().out)
    assert all(f"Ouvert dans Excel : {told[0][0]}" in each for each in answers)
    said = f"pour une autre base, et l’est maintenant pour « {tmp_path / 'autre.sqlite'} »"
    assert [said in each for each in answers] == [False, True]
