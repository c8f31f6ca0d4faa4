import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


@pytest.mark.proves("Range.select", "App.selection", "Book.selection", "Sheet.within")
def test_what_is_selected_is_the_selection(app: xw.App, sheet: xw.Sheet) -> None:
    sheet["B2:C3"].select()
    assert app.selection is not None
    assert app.selection.address == "$B$2:$C$3"
    assert sheet.book.selection == sheet["B2:C3"]


def test_cells_of_a_sheet_behind_cannot_be_selected(queue: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="not the active one"):
        queue["A1"].select()


@pytest.mark.proves("Range.name")
def test_a_range_is_named(sheet: xw.Sheet) -> None:
    sheet["B2"].name = "saisie"
    assert sheet["saisie"].address == "$B$2"
    assert sheet["B2"].name is not None
    assert sheet["B2"].name.name == "saisie"
    assert sheet["B3"].name is None


@pytest.mark.proves("Range.table")
def test_a_cell_knows_its_table(queue: xw.Sheet) -> None:
    assert queue["B2"].table is not None
    assert queue["B2"].table.name == "tFile"
    assert queue["B9"].table is None


@pytest.mark.proves("Range.copy")
def test_a_row_is_copied_to_as_many_as_are_wanted(queue: xw.Sheet) -> None:
    queue["A4:E4"].copy(queue["A8:E9"])
    assert queue["A8:D9"].value == [queue["A4:D4"].value] * 2
    assert queue["C9"].number_format == "dd/mm/yyyy"
    assert queue["B9"].data_validation.source == "Rappel,Fait"


@pytest.mark.proves("Range.insert")
def test_cells_are_inserted_down_or_right(sheet: xw.Sheet) -> None:
    sheet["A1:A2"].value = [[1], [2]]
    sheet["A2"].insert("down")
    assert sheet["A1:A3"].value == [1, None, 2]
    sheet["A1"].insert("right")
    assert sheet["A1:B1"].value == [None, 1]


def test_the_format_of_the_cells_below_is_not_taken(sheet: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError, match="copy_origin"):
        sheet["A1"].insert("down", "format_from_right_or_below")


@pytest.mark.proves("Range.delete")
@pytest.mark.parametrize(
    ("cells", "shift", "left"),
    [
        ("B2", "up", [[1, 2, 3], [4, 8, 6], [7, None, 9]]),
        ("B2", "left", [[1, 2, 3], [4, 6, None], [7, 8, 9]]),
        ("B2", None, [[1, 2, 3], [4, 8, 6], [7, None, 9]]),
        ("A1", "up", [[4, 2, 3], [7, 5, 6], [None, 8, 9]]),
        ("A1", "left", [[2, 3, None], [4, 5, 6], [7, 8, 9]]),
        ("B2:B3", None, [[1, 2, 3], [4, 6, None], [7, 9, None]]),
        ("1:1", None, [[4, 5, 6], [7, 8, 9], [None, None, None]]),
        ("A:A", None, [[2, 3, None], [5, 6, None], [8, 9, None]]),
    ],
)
def test_cells_are_deleted(
    sheet: xw.Sheet, cells: str, shift: str | None, left: list[list[float | None]]
) -> None:
    sheet["A1"].value = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    sheet[cells].delete(shift)
    assert sheet["A1:C3"].value == left


def test_some_cells_of_a_table_are_not_deleted(queue: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError, match="resize the table"):
        queue["A2:E2"].delete("up")


def test_a_whole_row_of_a_table_is_deleted(queue: xw.Sheet) -> None:
    queue["2:2"].delete()
    assert queue.tables["tFile"].range.address == "$A$1:$E$3"


@pytest.mark.proves("Range.hyperlink")
def test_a_link_of_the_file_is_read(form: xw.Sheet) -> None:
    assert (form["A8"].value, form["A8"].hyperlink) == ("Aide", "https://exemple.fr/aide")


def test_a_link_inside_the_workbook_has_no_address(form: xw.Sheet) -> None:
    assert form["A9"].hyperlink == ""


def test_a_cell_without_a_link_says_so(form: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="hyperlink"):
        _ = form["A1"].hyperlink


@pytest.mark.proves("Range.add_hyperlink", "Range.refuse_if_locked")
def test_a_link_is_added(sheet: xw.Sheet) -> None:
    sheet["A1"].add_hyperlink("www.exemple.fr", "Exemple")
    assert (sheet["A1"].value, sheet["A1"].hyperlink) == ("Exemple", "http://www.exemple.fr")
