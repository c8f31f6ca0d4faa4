"""Days that a workbook counts: from 1900, or from 1904 where an old Mac made it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.importers.lagon import read_export
from mplus3_xl.importers.workbooks import read_sheets
from tests.importers.files import CONTRACT, CONTRACT_TITLES
from tests.importers.test_month_first import TODAY

DATA = Path(__file__).parents[1] / "data"
DAY = date(2026, 8, 25)
SINCE_1900, SINCE_1904 = 46_259, 44_797


def _book(path: Path, day: Any, *, old_mac: bool) -> Path:
    book = Workbook()
    if old_mac:
        book.epoch = CALENDAR_MAC_1904
    (sheet,) = book.worksheets
    sheet.append([*CONTRACT_TITLES, "Nb sinistres"])
    sheet.append([*CONTRACT[:4], day, CONTRACT[5], 10_000])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("day", "old_mac"),
    [
        (SINCE_1900, False),
        (datetime(2026, 8, 25), False),
        (SINCE_1904, True),
        (SINCE_1904 + 0.5, True),
        (str(SINCE_1904), True),
        (datetime(2026, 8, 25), True),
        ("25/08/2026", True),
    ],
)
def test_a_day_is_the_one_that_its_workbook_counts(tmp_path: Path, day: Any, old_mac: bool) -> None:
    path = _book(tmp_path / "a.xlsx", day, old_mac=old_mac)
    (contract,) = read_export(path, Agencies.default(), {}, TODAY).contracts
    assert (contract.effect_date, contract.claims) == (DAY, 10_000)


def test_a_refused_day_goes_to_the_rejects_as_the_day_it_is(tmp_path: Path) -> None:
    draft = read_export(_book(tmp_path / "a.xlsx", 1, old_mac=True), Agencies.default(), {}, TODAY)
    assert [problem.code for problem in draft.problems] == ["date_hors_bornes"]
    assert draft.lines[1][4] == date(1904, 1, 2)


def test_a_number_past_the_last_day_of_1904_is_refused_alone(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", 2_958_465, old_mac=True)
    draft = read_export(path, Agencies.default(), {}, TODAY)
    assert [problem.code for problem in draft.problems] == ["date_hors_bornes"]


@pytest.mark.parametrize(
    ("name", "old_mac"), [("contrats.xls", False), ("contrats 1904.xls", True)]
)
def test_an_xls_tells_how_its_days_count(tmp_path: Path, name: str, old_mac: bool) -> None:
    (sheet,) = read_sheets(DATA / name, "xls")
    assert sheet.since_1904 is old_mac
