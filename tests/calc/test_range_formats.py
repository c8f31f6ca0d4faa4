import pytest
import xlwings as xw


@pytest.mark.proves("Range.number_format", "Range.number_formats", "Book.number_formats")
@pytest.mark.parametrize(
    "code", ["General", "0.00", "@", "dd/mm/yyyy", "hh:mm", '#,##0.00 "€"', 'd "Mois" m']
)
def test_a_number_format_is_read_as_excel_spells_it(sheet: xw.Sheet, code: str) -> None:
    sheet["A1:B2"].number_format = code
    assert sheet["A1:B2"].number_format == code


def test_a_format_that_differs_between_cells_is_none(sheet: xw.Sheet) -> None:
    sheet["A1"].number_format = "0.00"
    assert sheet["A1:A2"].number_format is None


def test_a_boolean_is_of_general_format(sheet: xw.Sheet) -> None:
    sheet["A1"].value = True
    assert sheet["A1"].number_format == "General"


@pytest.mark.proves("Range.color")
@pytest.mark.parametrize("value", [(230, 159, 0), "#E69F00", 0x009FE6])
def test_a_background_is_set_in_three_ways(
    sheet: xw.Sheet, value: tuple[int, int, int] | str | int
) -> None:
    sheet["A1"].color = value
    assert sheet["A1"].color == (230, 159, 0)


def test_a_background_is_taken_off(sheet: xw.Sheet) -> None:
    sheet["A1"].color = (1, 2, 3)
    sheet["A1"].color = None
    assert sheet["A1"].color is None


@pytest.mark.proves(
    "Range.font", "Font.bold", "Font.italic", "Font.size", "Font.color", "Font.name"
)
def test_a_font_is_set_and_read(sheet: xw.Sheet) -> None:
    font = sheet["A1"].font
    font.bold, font.italic, font.size, font.name = True, True, 14, "Carlito"
    font.color = (0, 114, 178)
    assert (font.bold, font.italic, font.size, font.name) == (True, True, 14, "Carlito")
    assert font.color == (0, 114, 178)


def test_a_font_is_plain_again(sheet: xw.Sheet) -> None:
    font = sheet["A1"].font
    font.bold, font.italic = True, True
    font.bold, font.italic = False, False
    assert (font.bold, font.italic) == (False, False)


@pytest.mark.proves("Font.api")
def test_the_font_of_different_cells_is_none(sheet: xw.Sheet) -> None:
    sheet["A1"].font.bold = True
    assert sheet["A1:A2"].font.bold is None
    assert sheet["A1"].font.api.CharWeight == 150


@pytest.mark.proves("Range.wrap_text")
def test_a_text_is_wrapped(sheet: xw.Sheet) -> None:
    sheet["A1"].wrap_text = True
    assert (sheet["A1"].wrap_text, sheet["A2"].wrap_text) == (True, False)


@pytest.mark.proves("Range.row_height")
def test_a_row_has_a_height_in_points(sheet: xw.Sheet) -> None:
    sheet["A1:A2"].row_height = 30
    assert sheet["A1:A2"].row_height == pytest.approx(30, abs=0.1)
    assert sheet["A1:A3"].row_height is None


@pytest.mark.proves("Range.column_width")
def test_a_column_has_a_width_in_digits(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].column_width = 12
    assert sheet["A1:B1"].column_width == pytest.approx(12, abs=0.1)
    assert sheet["A1:C1"].column_width is None


@pytest.mark.proves("Range.row_hidden")
def test_rows_are_hidden_and_shown(sheet: xw.Sheet) -> None:
    sheet["A2:A3"].rows.hidden = True
    assert sheet["A2:A3"].rows.hidden is True
    assert sheet["A1:A3"].rows.hidden is None
    sheet["A2:A3"].rows.hidden = False
    assert sheet["A1:A3"].rows.hidden is False


@pytest.mark.proves("Range.column_hidden")
def test_columns_are_hidden_and_shown(sheet: xw.Sheet) -> None:
    sheet["B1"].columns.hidden = True
    assert sheet["B1"].columns.hidden is True
    assert sheet["A1:B1"].columns.hidden is None


@pytest.mark.proves("Range.autofit")
def test_a_column_fits_what_it_holds(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "un texte bien plus long que la colonne"
    before = sheet["A1"].column_width
    sheet["A1"].columns.autofit()
    assert before is not None
    assert sheet["A1"].column_width is not None
    assert sheet["A1"].column_width > 2 * before


def test_a_row_fits_what_it_holds(sheet: xw.Sheet) -> None:
    sheet["A1"].row_height = 100
    sheet["A1"].value = "x"
    sheet["A1"].rows.autofit()
    assert sheet["A1"].row_height is not None
    assert sheet["A1"].row_height < 30


@pytest.mark.proves("Range.clear_formats")
def test_clear_formats_leaves_the_contents(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "x"
    sheet["A1"].color = (1, 2, 3)
    sheet["A1"].clear_formats()
    assert sheet["A1"].value == "x"
    assert sheet["A1"].color is None
