"""The workbook that is released is the one that the sources build."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from mplus3_xl.bootstrap import Workspace, open_workspace, shipped
from mplus3_xl.clock import PARIS
from mplus3_xl.intake import take_in
from mplus3_xl.painter.package import read_parts
from mplus3_xl.settings import own_store
from mplus3_xl.workbook import blank_content, make_workbook, write_workbook
from tests.conftest import AU

RELEASED = shipped("workbook") / "MPlus3.xlsm"
REBUILD = "mplus3 classeur --vierge --sortie workbook/MPlus3.xlsm"


def test_the_released_workbook_is_the_one_built_today(tmp_path: Path) -> None:
    built = write_workbook(tmp_path / "MPlus3.xlsm", blank_content())
    released, made = read_parts(RELEASED.read_bytes()), read_parts(built.read_bytes())
    assert list(released) == list(made)
    differing = [name for name in made if released[name] != made[name]]
    assert differing == [], f"build it again: {REBUILD}"
    if os.environ.get("CI"):  # another zlib packs the same parts otherwise
        assert RELEASED.read_bytes() == built.read_bytes()


def test_the_same_data_give_the_same_workbook_on_another_day_in_another_folder(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    take_in(workspace, sorted((shipped("workbook") / "exports").iterdir()), {}, _quiet)
    first = make_workbook(workspace, None, _quiet).read_bytes()
    other = tmp_path / "un autre dossier"
    shutil.copytree(workspace.folder, other)
    monkeypatch.setattr("mplus3_xl.clock.now", lambda: datetime(2027, 3, 1, 8, tzinfo=PARIS))
    second = make_workbook(open_workspace(other, own_store(other), AU), None, _quiet).read_bytes()
    assert read_parts(first) == read_parts(second)
    assert first == second


def _quiet(_step: str) -> None:
    pass
