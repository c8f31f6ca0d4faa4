"""Dates that went through an American spreadsheet are never read as another day."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.importers.lagon import read_export
from tests.importers.files import CONTRACT, CONTRACT_TITLES, write_xlsx

TODAY = date(2026, 11, 23)


def _read(folder: Path, days: list[Any], title: str = "Date d'effet") -> DraftFile:
    titles = CONTRACT_TITLES if title in CONTRACT_TITLES else [*CONTRACT_TITLES, title]
    at = titles.index(title)
    rows = [[f"C{number}", *CONTRACT[1:]] for number in range(len(days))]
    rows = [[*row[:at], day, *row[at + 1 :]] for row, day in zip(rows, days, strict=True)]
    path = write_xlsx(folder / "a.xlsx", [titles, *rows])
    return read_export(path, Agencies.default(), {}, TODAY)


@pytest.mark.parametrize("swapped", ["07/11/2026", "7/11/2026", datetime(2026, 11, 7)])
def test_a_date_that_may_be_another_is_refused_with_both(tmp_path: Path, swapped: Any) -> None:
    draft = _read(tmp_path, ["10/31/2026", swapped])
    assert [problem.line for problem in draft.problems] == [2, 3]
    told = draft.problems[1].message
    assert all(part in told for part in ("07/11/2026", "11/07/2026", "« 10/31/2026 »"))


@pytest.mark.parametrize("day", ["08/08/2026", "2026-07-11", "11 juillet 2026"])
def test_a_date_that_reads_one_way_only_is_kept(tmp_path: Path, day: str) -> None:
    assert len(_read(tmp_path, ["10/31/2026", day]).contracts) == 1


@pytest.mark.parametrize("other", ["12/08/2026", "32/10/2026", "10/31/26", "demain"])
def test_nothing_is_doubted_where_no_date_has_its_month_first(tmp_path: Path, other: str) -> None:
    draft = _read(tmp_path, [other, "07/11/2026", "11/07/2026"])
    assert [contract.number for contract in draft.contracts][-2:] == ["C1", "C2"]


@pytest.mark.parametrize(("day", "refused"), [("12/08/2026", [2, 3, 4]), ("13/08/2026", [2])])
def test_the_13th_is_the_first_day_that_no_month_is(
    tmp_path: Path, day: str, refused: list[int]
) -> None:
    draft = _read(tmp_path, ["10/31/2026", day, "07/11/2026"])
    assert [problem.line for problem in draft.problems] == refused


MADE = [datetime(2026, 7, 11), datetime(2026, 8, 12), datetime(2026, 10, 5), datetime(2026, 9, 9)]
LEFT = ["13/08/2026", "31/10/2026", "17/09/2026"]


def test_what_an_english_excel_made_dates_of_is_refused_beside_what_it_left(
    tmp_path: Path,
) -> None:
    draft = _read(tmp_path, [*MADE, *LEFT])
    assert [problem.line for problem in draft.problems] == [2, 3, 4]
    told = draft.problems[0].message
    assert all(part in told for part in ("11/07/2026", "07/11/2026", "« 13/08/2026 »"))


def test_numbers_that_are_days_stand_with_the_dates(tmp_path: Path) -> None:
    numbers = [46_214, 46_246, 46_300]
    draft = _read(tmp_path, [*numbers, *LEFT])
    assert [problem.line for problem in draft.problems] == [2, 3, 4]
    assert len(_read(tmp_path, [*numbers, *MADE]).contracts) == 7


@pytest.mark.parametrize(
    "days",
    [
        [*MADE, datetime(2026, 8, 13), *LEFT],
        [*MADE, *LEFT, "12/08/2026"],
        [*MADE, *LEFT[1:]],
        [*MADE[2:], *LEFT],
        [*MADE, *(f"2026-08-{day}" for day in range(20, 25))],
    ],
)
def test_dates_and_texts_that_both_have_their_day_first_are_kept(
    tmp_path: Path, days: list[Any]
) -> None:
    assert len(_read(tmp_path, days).contracts) == len(days)


def test_one_date_mistyped_among_others_is_refused_alone(tmp_path: Path) -> None:
    draft = _read(tmp_path, ["10/31/2026", "25/08/2026", "07/11/2026"])
    assert [problem.line for problem in draft.problems] == [2]


@pytest.mark.parametrize("day", ["25 août 2026", "2026-08-25"])
def test_a_date_that_says_its_own_month_tells_nothing_of_the_others(
    tmp_path: Path, day: str
) -> None:
    draft = _read(tmp_path, ["10/31/2026", day, "07/11/2026"])
    assert [problem.line for problem in draft.problems] == [2, 4]


def test_an_optional_date_that_may_be_another_stays_empty_with_a_warning(tmp_path: Path) -> None:
    draft = _read(tmp_path, ["10/31/2026", "07/11/2026"], "Date de souscription")
    assert [warning.line for warning in draft.warnings] == [2, 3]
    assert [contract.subscribed_on for contract in draft.contracts] == [None, None]
