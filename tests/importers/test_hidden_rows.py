"""A filter is a view: what it hides is read like the rest, and told."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.importers.hidden_rows import hidden_in
from mplus3_xl.importers.lagon import read_export
from mplus3_xl.importers.workbooks import read_sheets
from mplus3_xl.services.importing.hidden_rows import hidden_said
from tests.importers.files import CONTRACT, CONTRACT_TITLES, write_xlsx
from tests.importers.test_month_first import TODAY


def test_the_rows_that_a_filter_hides_are_read_and_counted(tmp_path: Path) -> None:
    rows = [[f"C{number}", *CONTRACT[1:]] for number in range(5)]
    path = write_xlsx(tmp_path / "a.xlsx", [["Notes"]], [["Export"], CONTRACT_TITLES, *rows])
    book = load_workbook(path)
    notes, sheet = book.worksheets
    sheet.auto_filter.ref = "A2:F7"
    for line in (1, 4, 5, 9):  # a heading, two contracts, a line of nothing
        sheet.row_dimensions[line].hidden = True
    notes.row_dimensions[1].hidden = True
    book.save(path)
    draft = read_export(path, Agencies.default(), {}, TODAY)
    assert (draft.read, draft.hidden) == (5, 2)
    (said,) = hidden_said([draft])
    assert said.startswith("a.xlsx : 2 lignes masquées, lues comme les autres")


@pytest.mark.parametrize(
    ("row", "hidden"),
    [
        (b'<row r="7" spans="1:6" hidden="1" ht="15">', {7}),
        (b"<row hidden='true' customHeight='1' r='7'>", {7}),
        (b'<row r="7" ht="0" customHeight="1">', {7}),
        (b"<row ht='0.0' r='7'/>", {7}),
        (b'<row hidden="1"><c><v>1</v></c></row>', set()),  # it does not say which it is
        (b'<row r="7" ht="0.75" customHeight="1">', set()),
        (b'<row r="7" hidden="0">', set()),
        (b'<row r="7" ht="15"><c r="A7"/></row><cols><col hidden="1" min="2"/></cols>', set()),
    ],
)
def test_a_row_says_that_it_is_hidden_in_any_order(row: bytes, hidden: set[int]) -> None:
    assert hidden_in(row) == hidden


def test_a_sheet_that_hides_its_rows_by_default_shows_those_that_hold_something(
    tmp_path: Path,
) -> None:
    with Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.set_default_row(hide_unused_rows=True)
        sheet.write_row(0, 0, CONTRACT_TITLES)
        sheet.write_row(1, 0, CONTRACT)
        sheet.set_row(1, 0)
    (read,) = read_sheets(tmp_path / "a.xlsx", "xlsx")
    assert read.hidden == {2}
