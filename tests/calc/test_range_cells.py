import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


@pytest.mark.proves("Sheet.range", "Sheet.at", "Range.box", "Range.sheet", "Range.options")
@pytest.mark.parametrize(
    "cells",
    [("B2:C4",), ("B2", "C4"), ((2, 2), (4, 3)), ("$B$2:$C$4",)],
    ids=str,
)
def test_a_range_is_named_in_several_ways(sheet: xw.Sheet, cells: tuple[str, ...]) -> None:
    assert sheet.range(*cells).address == "$B$2:$C$4"


def test_a_slice_of_a_sheet_counts_from_zero(sheet: xw.Sheet) -> None:
    assert sheet.cells[1:4, 1:3].address == "$B$2:$C$4"
    assert sheet[0, 0].address == "$A$1"


def test_a_slice_of_a_range_is_inside_it(sheet: xw.Sheet) -> None:
    assert sheet["B2:D4"][1:, -1].address == "$D$3:$D$4"


def test_rows_and_columns_count_from_one(sheet: xw.Sheet) -> None:
    with pytest.raises(IndexError):
        sheet.range((0, 1))


@pytest.mark.proves("Range.row", "Range.column", "Range.shape", "Range.coords")
def test_a_range_knows_its_place_and_size(sheet: xw.Sheet) -> None:
    cells = sheet["B3:D4"]
    assert (cells.row, cells.column, cells.shape, cells.count) == (3, 2, (2, 3), 6)
    assert cells.last_cell.address == "$D$4"
    assert cells.impl.coords == (sheet.name, 3, 2, 2, 3)


@pytest.mark.proves("Range.address", "Range.get_address")
def test_an_address_is_absolute_relative_or_external(form: xw.Sheet) -> None:
    cells = form["A1:B2"]
    assert cells.address == "$A$1:$B$2"
    assert cells.get_address(False, False) == "A1:B2"
    assert cells.get_address(external=True) == "'[Essai.xlsm]Fiche'!$A$1:$B$2"


@pytest.mark.proves("Range.expand")
@pytest.mark.parametrize(
    ("mode", "address"), [("table", "$A$1:$C$2"), ("down", "$A$1:$A$2"), ("right", "$A$1:$C$1")]
)
def test_a_range_expands_to_the_first_empty_cells(sheet: xw.Sheet, mode: str, address: str) -> None:
    sheet["A1"].value = [[1, 2, 3], [4, 5, 6]]
    sheet["E1"].value = 9
    assert sheet["A1"].expand(mode).address == address


def test_a_range_is_moved_and_resized(sheet: xw.Sheet) -> None:
    cells = sheet["B2:C3"]
    assert cells.offset(1, 2).address == "$D$3:$E$4"
    assert cells.resize(1).address == "$B$2:$C$2"
    assert cells.resize(column_size=4).address == "$B$2:$E$3"


@pytest.mark.proves("Range.end")
@pytest.mark.parametrize(
    ("start", "direction", "address"),
    [
        ("A1", "down", "$A$2"),
        ("A2", "down", "$A$4"),
        ("A4", "down", "$A$1048576"),
        ("A4", "up", "$A$2"),
        ("A9", "up", "$A$4"),
        ("A1", "right", "$C$1"),
        ("C1", "left", "$A$1"),
        ("F1", "left", "$C$1"),
        ("C1", "right", "$XFD$1"),
    ],
)
def test_ctrl_and_an_arrow_lead_where_they_do_in_excel(
    sheet: xw.Sheet, start: str, direction: str, address: str
) -> None:
    sheet["A1"].value = [[1, 2, 3], [4, None, None]]
    sheet["A4"].value = 7
    assert sheet[start].end(direction).address == address


@pytest.mark.proves("Range.current_region")
def test_the_current_region_ends_at_empty_rows_and_columns(sheet: xw.Sheet) -> None:
    sheet["B2"].value = [[1, 2], [3, 4]]
    sheet["B5"].value = 9
    assert sheet["C3"].current_region.address == "$B$2:$C$3"


@pytest.mark.proves("Range.xl", "Range.api")
def test_the_api_is_the_range_of_libreoffice(sheet: xw.Sheet) -> None:
    assert sheet["B2"].api.AbsoluteName == f"${sheet.name}.$B$2"
    assert sheet["B2"].impl.xl.AbsoluteName == f"${sheet.name}.$B$2"


def test_a_range_outside_the_sheet_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="no sheet has"):
        sheet["A1"].offset(-1, 0)
