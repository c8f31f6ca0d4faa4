"""A workbook whose name xlwings would cut is refused in French."""

import sys
from pathlib import Path

import pytest

from mplus3_xl.errors import UserError
from mplus3_xl.live.book import calling_book
from mplus3_xl.workbook import blank_content, write_workbook

SAID = "contient le signe = : aucun de ses boutons ne marcherait"


def test_a_workbook_with_buttons_is_not_written_under_such_a_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=SAID) as refusal:
        write_workbook(tmp_path / "M+3 lot=2.xlsm", blank_content())
    assert "« M+3 lot-2.xlsm »" in refusal.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_one_to_read_only_may_bear_it(tmp_path: Path) -> None:
    assert write_workbook(tmp_path / "lot=2.xlsx", blank_content()).exists()


def test_a_click_of_one_that_was_renamed_so_says_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=M+3 lot=2.xlsm", "--from_xl=1"])
    with pytest.raises(SystemExit, match=f"M.3 : Le nom du classeur « M.3 lot=2.xlsm » {SAID}"):
        calling_book()
