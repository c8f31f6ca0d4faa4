import datetime as dt
import resource
import time

import numpy as np
import pandas as pd
import pytest
import xlwings as xw

from mplus3_xl.calc.bridge import Uno


@pytest.mark.proves("Range.raw_value", "Range.write")
@pytest.mark.parametrize(
    "value",
    [
        1.5,
        "Éloïse Hoarau – n° 3 €",
        True,
        False,
        dt.datetime.fromisoformat("2026-03-31T14:30"),
        "a\nb",
    ],
)
def test_a_value_comes_back_as_it_was_written(sheet: xw.Sheet, value: object) -> None:
    sheet["A1"].value = value
    assert sheet["A1"].value == value
    assert type(sheet["A1"].value) is type(value)


def test_an_integer_comes_back_as_a_float(sheet: xw.Sheet) -> None:
    sheet["A1"].value = 3
    assert isinstance(sheet["A1"].value, float)


def test_a_date_comes_back_as_the_datetime_of_its_midnight(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.date(2026, 3, 31)
    assert sheet["A1"].value == dt.datetime.fromisoformat("2026-03-31")
    assert sheet["A1"].number_format == "dd/mm/yyyy"


def test_a_time_of_day_comes_back_on_day_zero(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.time(6, 30)
    assert sheet["A1"].value == dt.datetime.fromisoformat("1899-12-30T06:30")


def test_an_empty_cell_is_none(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = ["x", None]
    assert sheet["A1:B1"].value == ["x", None]


def test_none_empties_a_cell_and_leaves_its_format(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.date(2026, 3, 31)
    sheet["A1"].value = None
    assert (sheet["A1"].value, sheet["A1"].number_format) == (None, "dd/mm/yyyy")


def test_one_value_fills_every_cell(sheet: xw.Sheet) -> None:
    sheet["A1:B2"].value = "x"
    assert sheet["A1:B2"].value == [["x", "x"], ["x", "x"]]


def test_a_list_is_written_to_the_right_and_a_list_of_lists_below(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [1, 2]
    sheet["A2"].value = [[3], [4]]
    assert sheet["A1:B3"].value == [[1, 2], [3, None], [4, None]]


def test_a_lone_row_or_column_is_read_as_a_flat_list(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [[1, 2], [3, 4]]
    assert (sheet["A1:B1"].value, sheet["A1:A2"].value) == ([1, 2], [1, 3])


@pytest.mark.parametrize(("ndim", "expected"), [(1, [1]), (2, [[1]])])
def test_the_option_ndim_sets_the_dimensions(
    sheet: xw.Sheet, ndim: int, expected: list[object]
) -> None:
    sheet["A1"].value = 1
    assert sheet["A1"].options(ndim=ndim).value == expected


def test_the_option_numbers_makes_integers(sheet: xw.Sheet) -> None:
    sheet["A1"].value = 3
    assert isinstance(sheet["A1"].options(numbers=int).value, int)


def test_the_option_dates_makes_dates(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.datetime.fromisoformat("2026-03-31")
    assert sheet["A1"].options(dates=dt.date).value == dt.date(2026, 3, 31)


def test_the_option_empty_stands_for_empty_cells(sheet: xw.Sheet) -> None:
    assert sheet["A1"].options(empty="NC").value == "NC"


def test_the_option_transpose_turns_a_block(sheet: xw.Sheet) -> None:
    sheet["A1"].options(transpose=True).value = [1, 2, 3]
    assert sheet["A1:A3"].value == [1, 2, 3]
    assert sheet["A1:A3"].options(transpose=True, ndim=2).value == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("formula", "text"),
    [("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=INCONNUE()", "#NAME?"), ('=1+"a"', "#VALUE!")],
)
def test_an_error_is_none_unless_its_text_is_asked_for(
    sheet: xw.Sheet, formula: str, text: str
) -> None:
    sheet["A1"].value = formula
    assert sheet["A1"].value is None
    assert sheet["A1"].options(err_to_str=True).value == text


def test_a_formula_shows_its_result_of_every_kind(form: xw.Sheet) -> None:
    assert form["B4:B6"].options(err_to_str=True).value == [True, True, "#N/A"]


def test_a_date_of_the_file_is_read_as_a_date(form: xw.Sheet) -> None:
    assert form["B2"].value == dt.datetime.fromisoformat("2026-03-31")


def test_a_number_over_a_boolean_is_a_number_again(sheet: xw.Sheet) -> None:
    sheet["A1"].value = True
    sheet["A1"].value = 5
    assert sheet["A1"].value == 5.0
    assert not isinstance(sheet["A1"].value, bool)


def test_nan_and_none_of_a_frame_are_empty_cells(sheet: xw.Sheet) -> None:
    frame = pd.DataFrame({"nom": ["Payet", None], "prime": [np.nan, 12.5]})
    sheet["A1"].options(index=False).value = frame
    assert sheet["A1"].expand().value[0] == ["nom", "prime"]
    assert sheet["A2:B3"].value == [["Payet", None], [None, 12.5]]


def test_a_frame_is_read_with_its_dates(queue: xw.Sheet) -> None:
    frame = queue["A1"].options(pd.DataFrame, expand="table").value
    assert list(frame["Fait le"]) == list(pd.date_range("2026-03-01", periods=3))


# What begins like a formula or a number: the same as in Excel, where a value written is as if
# typed. The product formats its columns of text as text, so that "=1+1" and "0692" stay texts.


def test_a_text_that_begins_with_an_equals_sign_is_a_formula(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "=1+1"
    assert (sheet["A1"].value, sheet["A1"].formula) == (2.0, "=1+1")


def test_a_telephone_loses_its_zero_in_a_cell_of_general_format(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["Nom", "Téléphone"], ["Hoarau", "0692123456"]]
    assert sheet["B2"].value == 692123456.0


@pytest.mark.parametrize("text", ["=1+1", "0692123456", "+262 692", "1/2", "-", "'t Hart", "@x"])
def test_a_cell_of_text_format_keeps_any_text(sheet: xw.Sheet, text: str) -> None:
    sheet["A1:A2"].number_format = "@"
    sheet["A1"].value = [[text], ["Payet"]]
    assert sheet["A1:A2"].value == [text, "Payet"]


@pytest.mark.parametrize("text", ["=1+1", "0692123456"])
def test_an_apostrophe_before_it_keeps_a_text_in_a_cell_of_general_format(
    sheet: xw.Sheet, text: str
) -> None:
    sheet["A1"].value = "'" + text
    assert sheet["A1"].value == text


def test_formulas_among_texts_and_numbers_are_all_written(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["a", 1], ["=B1*2", 2], ["b", "=B1+B2"]]
    assert sheet["A1:B3"].value == [["a", 1], [2, 2], ["b", 3]]


# Blocks


@pytest.mark.proves("Range.max_cells_per_read", "Range.max_cells_per_write")
def test_a_large_block_comes_back_whole_in_a_bounded_memory(sheet: xw.Sheet) -> None:
    rows = [_row(number) for number in range(10_000)]
    cells = sheet["A1"].resize(10_000, 20)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    cells.value = rows
    written = time.perf_counter()
    found = cells.value
    read = time.perf_counter()
    bare = cells.api.getDataArray()
    end = time.perf_counter()
    figures = (
        f"10 000 × 20: write {written - start:.2f} s, read {read - written:.2f} s, "
        f"bare getDataArray {end - read:.2f} s ({(read - written) / (end - read):.1f} times)"
    )
    print(figures)  # noqa: T201  (to be read with -s)
    assert found == rows
    assert len(bare) == 10_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kB


def _row(number: int) -> list[object]:
    day = dt.datetime.fromisoformat("2026-01-01") + dt.timedelta(days=number % 365)
    return ["Élise", "Payet", day, *(float(number * 20 + place) for place in range(17))]


class Counting:
    """Counts the calls that go to LibreOffice through one of its objects, and passes them on."""

    def __init__(self, real: Uno) -> None:
        self.real = real
        self.calls = 0

    def __getattr__(self, name: str) -> Uno:
        self.calls += 1
        return getattr(self.real, name)


@pytest.mark.parametrize("height", [10, 1000])
def test_a_block_costs_the_same_calls_whatever_its_height(sheet: xw.Sheet, height: int) -> None:
    cells = sheet["A1"].resize(height, 20).impl
    counting = Counting(cells.xl)
    cells._xl = counting
    cells.write([_row(number) for number in range(height)])
    assert len(cells.raw_value) == height
    looked_at = 18  # columns of numbers and days, for their formats
    assert counting.calls == 4 + 2 * looked_at


@pytest.mark.proves("Range.formula", "Range.formula2")
def test_a_formula_is_written_and_read_as_excel_spells_it(form: xw.Sheet) -> None:
    form["C1"].formula = "=SUM(File!D2:D4,1)"
    assert (form["C1"].value, form["C1"].formula) == (61.0, "=SUM(File!D2:D4,1)")
    assert form["C1"].formula2 == form["C1"].formula


def test_the_formulas_of_a_block_are_tuples(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].value = ["x", "=LEN(A1)"]
    formulas: object = sheet["A1:B1"].formula
    assert formulas == (("x", "=LEN(A1)"),)


def test_one_formula_for_many_cells_moves_its_references_along(sheet: xw.Sheet) -> None:
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["B1:C3"].formula = "=A1*2"
    assert sheet["B1:C3"].value == [[2, 4], [4, 8], [6, 12]]


def test_a_block_of_formulas_is_written_at_once(sheet: xw.Sheet) -> None:
    sheet["A1:B1"].formula = [["=1+1", "=A1+1"]]
    assert sheet["A1:B1"].value == [2, 3]


@pytest.mark.proves("Range.has_array")
def test_an_array_formula_is_told_from_a_plain_one(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "=1+1"
    sheet["B1:B2"].api.setArrayFormula("=ROW(A1:A2)")
    assert (sheet["A1"].has_array, sheet["B1"].has_array) == (False, True)


@pytest.mark.proves("Range.clear_contents")
def test_clear_contents_leaves_the_formats(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.date(2026, 3, 31)
    sheet["A1"].clear_contents()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (None, "dd/mm/yyyy")


@pytest.mark.proves("Range.clear")
def test_clear_takes_contents_and_formats(sheet: xw.Sheet) -> None:
    sheet["A1"].value = dt.date(2026, 3, 31)
    sheet["A1"].clear()
    assert (sheet["A1"].value, sheet["A1"].number_format) == (None, "General")
