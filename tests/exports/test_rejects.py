"""The file of refused rows holds each cell as the export had it, whatever it is."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.exports.rejects import write_rejects
from mplus3_xl.importers.lagon import read_export
from mplus3_xl.services.importing.importing import FileReport
from tests.importers.files import CONTRACT, CONTRACT_TITLES, bare_xlsx, write_xlsx

DAY = date(2026, 11, 23)
BAD = [*CONTRACT[:4], "31/02/2026", CONTRACT[5]]


def _rejected(path: Path) -> list[tuple[Any, ...]]:
    """Refuse the rows of an export; return the rows of their file, titles first."""
    file = read_export(path, Agencies.default(), {}, DAY)
    report = FileReport(file, 0, 0, 0, file.problems)
    (sheet,) = load_workbook(write_rejects(report, path.parent, DAY).path).worksheets
    return list(sheet.values)


@pytest.mark.parametrize(
    "cell",
    ["", "00123", "=1+1", "{=1+1}", "http://a.fr", 12, 12.5, True, datetime(2026, 1, 2), time(10)],
)
def test_a_cell_comes_back_as_it_was(tmp_path: Path, cell: Any) -> None:
    rows = [[*CONTRACT_TITLES, "Formule"], [*BAD, cell]]
    titles, row = _rejected(write_xlsx(tmp_path / "a.xlsx", rows))
    assert list(titles[2:]) == rows[0]
    assert row[1:] == (2, *BAD, cell or None)


@pytest.mark.parametrize(("number", "formula"), [("NaN", "=#NUM!"), ("1e400", "=1/0")])
def test_a_number_that_is_none_comes_back_as_an_error(
    tmp_path: Path, number: str, formula: str
) -> None:
    cells = [*map(_inline, CONTRACT_TITLES), _inline("Prime TTC")]
    bad = [*map(_inline, BAD), f"<c><v>{number}</v></c>"]
    rows = (f"<row>{''.join(row)}</row>" for row in (cells, bad))
    _, row = _rejected(bare_xlsx(tmp_path / "a.xlsx", "".join(rows)))
    assert row[-1] == formula


def _inline(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_row_that_is_shorter_than_the_titles_and_a_title_twice_are_kept(tmp_path: Path) -> None:
    rows = [[*CONTRACT_TITLES, "Note", "Note"], [*BAD, "a", "b"], BAD]
    titles, first, second = _rejected(write_xlsx(tmp_path / "a.xlsx", rows))
    assert titles[-2:] == ("Note", "Note")
    assert (first[-2:], second[-2:]) == (("a", "b"), (None, None))
    assert (first[1], second[1]) == (2, 3)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("H90001 [CONTRATS].xlsx", "rejets_2026-11-23_H90001 [CONTRATS].xlsx"),
        ("rejets_2026-10-01_H90001 A.xlsx", "rejets_2026-11-23_H90001 A.xlsx"),
        ("rejets_H90001 CONTRATS.xlsx", "rejets_2026-11-23_H90001 CONTRATS.xlsx"),
    ],
)
def test_the_file_bears_the_name_of_its_export_and_is_found_again(
    tmp_path: Path, source: str, name: str
) -> None:
    path = write_xlsx(tmp_path / source, [CONTRACT_TITLES, BAD])
    file = read_export(path, Agencies.default(), {}, DAY)
    report = FileReport(file, 0, 0, 0, file.problems)
    first, again = (write_rejects(report, tmp_path, day) for day in (DAY, date(2026, 11, 24)))
    assert (first.path.name, first.again) == (name, False)
    assert again == (tmp_path / name, True)
    assert load_workbook(first.path).properties.created == datetime(2000, 1, 1)  # whenever it is


def test_one_that_a_spreadsheet_keeps_for_itself_is_left_to_it(tmp_path: Path) -> None:
    kept = tmp_path / "rejets_2026-11-23_a.xlsx"
    kept.mkdir()  # what cannot be read
    _rejected(write_xlsx(tmp_path / "a.xlsx", [CONTRACT_TITLES, BAD]))
    assert [each.is_file() for each in sorted(tmp_path.glob("rejets_*"))] == [True, False]


def test_what_is_refused_again_bears_its_reason_once(tmp_path: Path) -> None:
    titles, *_ = _rejected(write_xlsx(tmp_path / "a.xlsx", [CONTRACT_TITLES, BAD]))
    (path,) = tmp_path.glob("rejets_*")
    (path.parent / "encore").mkdir()
    again, row = _rejected(path.rename(path.parent / "encore" / path.name))
    assert again == titles
    assert row[2:] == tuple(BAD)
