import datetime as dt

import pytest
import xlwings as xw
from xlwings.base_classes import AutoFilterComparisonOperator

from mplus3_xl.calc.part import RefusedError
from tests.calc.invented import ROWS


@pytest.fixture
def table(queue: xw.Sheet) -> xw.main.Table:
    return queue.tables["tFile"]


@pytest.mark.proves("Table.range", "Table.header_row_range", "Table.data_body_range", "Table.name")
def test_a_table_has_titles_and_rows(table: xw.main.Table) -> None:
    assert table.name == "tFile"
    assert table.range.address == "$A$1:$E$4"
    assert table.header_row_range is not None
    assert table.header_row_range.value == ["Code", "Statut", "Fait le", "Prime", "Double"]
    assert table.data_body_range is not None
    assert table.data_body_range.address == "$A$2:$E$4"


@pytest.mark.proves("Table.display_name", "Table.parent", "Table.show_headers", "Table.show_totals")
def test_a_table_knows_what_it_shows(table: xw.main.Table, queue: xw.Sheet) -> None:
    assert (table.display_name, table.parent) == ("tFile", queue)
    assert (table.show_headers, table.show_totals) == (True, False)


def test_a_row_of_totals_is_added_and_taken_off(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.show_totals = True
    queue["A5"].value = "Total"
    assert (table.show_totals, table.range.address) == (True, "$A$1:$E$5")
    assert table.data_body_range is not None
    assert table.data_body_range.address == "$A$2:$E$4"
    table.show_totals = False
    assert (table.show_totals, table.range.address) == (False, "$A$1:$E$4")
    assert queue["A5"].value is None


@pytest.mark.proves("Tables.sheet", "Tables.api", "Table.api")
def test_a_sheet_lists_its_own_tables(sample: xw.Book, queue: xw.Sheet) -> None:
    assert [table.name for table in queue.tables] == ["tFile"]
    assert len(sample.sheets["Fiche"].tables) == 0
    assert "tfile" in queue.tables
    assert queue.tables.api.hasByName("tFile")
    assert queue.tables[0].api.Name == "tFile"


def test_an_unknown_table_is_a_key_error(queue: xw.Sheet) -> None:
    with pytest.raises(KeyError):
        _ = queue.tables["tInconnue"]


@pytest.mark.proves("Tables.reference", "Table.column")
@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tFile", "$A$2:$E$4"),
        ("tFile[Statut]", "$B$2:$B$4"),
        ("tFile[#All]", "$A$1:$E$4"),
        ("tFile[#Headers]", "$A$1:$E$1"),
        ("tFile[#Data]", "$A$2:$E$4"),
    ],
)
def test_a_sheet_finds_the_parts_of_a_table(queue: xw.Sheet, text: str, address: str) -> None:
    assert queue[text].address == address


def test_an_unknown_column_is_refused(queue: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="no column Prénom"):
        _ = queue["tFile[Prénom]"]


@pytest.mark.proves("Tables.add")
def test_a_table_is_made_of_cells_with_titles(sheet: xw.Sheet) -> None:
    sheet["A1"].value = [["Nom", "Âge"], ["Payet", 40]]
    table = sheet.tables.add(sheet["A1:B2"], name="tClients")
    assert table.range.address == "$A$1:$B$2"
    assert table.show_autofilter is True
    assert sheet["tClients[Nom]"].value == "Payet"


# Growing and shrinking


@pytest.mark.proves("Table.resize")
def test_a_table_that_grows_gives_its_formats_to_the_new_rows(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.resize(queue["A1:E9"])
    assert table.range.address == "$A$1:$E$9"
    assert queue["C9"].number_format == "dd/mm/yyyy"
    assert queue["C9"].color == (255, 0, 0)
    assert queue["B5:B9"].data_validation.source == "Rappel,Fait"
    assert queue["A5:D9"].value == [[None] * 4] * 5


def test_a_table_that_grows_keeps_calculating_its_column(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.resize(queue["A1:E6"])
    queue["D5:D6"].value = [[100], [200]]
    assert queue["E5:E6"].value == [200, 400]


def test_what_stood_under_a_table_that_grows_stays(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue["A5:D5"].number_format = "@"
    queue["A5"].value = ["=C4", "0692"]
    queue["A6"].value = [["C5", None, dt.datetime.fromisoformat("2026-03-05")]]
    table.resize(queue["A1:E6"])
    assert queue["A5:B5"].value == ["=C4", "0692"]
    assert queue["A6:C6"].value == ["C5", None, dt.datetime.fromisoformat("2026-03-05")]


def test_a_table_that_shrinks_leaves_the_cells_as_they_are(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.resize(queue["A1:E2"])
    assert table.data_body_range is not None
    assert table.data_body_range.address == "$A$2:$E$2"
    assert queue["A4"].value == "C3"
    assert queue["C2"].color == (255, 0, 0)


def test_a_large_growth_costs_few_calls(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.resize(queue["A1"].resize(5001, 5))
    assert queue["C5001"].number_format == "dd/mm/yyyy"


@pytest.mark.parametrize("cells", ["A2:E5", "B1:E5", "A1:E1"])
def test_a_table_keeps_its_titles_and_one_row(
    table: xw.main.Table, queue: xw.Sheet, cells: str
) -> None:
    with pytest.raises(RefusedError, match="keeps its first cell"):
        table.resize(queue[cells])


def test_a_table_on_a_protected_sheet_is_not_resized(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue.impl.protect()
    with pytest.raises(RefusedError, match="is protected"):
        table.resize(queue["A1:E9"])


def test_a_row_inserted_belongs_to_the_table(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue["A3:E3"].insert("down")
    assert table.range.address == "$A$1:$E$5"


# The filter


@pytest.mark.proves("Table.show_autofilter")
def test_the_filter_goes_with_its_buttons_and_brings_them_back(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    assert table.show_autofilter is True
    table.autofilter.apply_values(2, ["Rappel"])
    table.show_autofilter = False
    assert table.show_autofilter is False
    assert {entry.type for entry in table.autofilter.criteria} == {"none"}
    assert queue["A2:A4"].rows.hidden is False
    table.autofilter.apply_values(2, ["Rappel"])
    assert table.show_autofilter is True


@pytest.mark.proves("Table.autofilter", "AutoFilter.apply_values", "AutoFilter.table")
def test_a_filter_by_values_hides_the_other_rows(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [False, True, False]


def test_rows_that_a_filter_hides_are_read_all_the_same(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    assert queue["A2:D4"].value == ROWS


def test_rows_that_a_filter_hides_are_written_all_the_same(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    queue["A2:A4"].value = [["D1"], ["D2"], ["D3"]]
    assert queue["A2:A4"].value == ["D1", "D2", "D3"]


@pytest.mark.proves("AutoFilter.criteria")
def test_the_criteria_tell_one_entry_a_column(table: xw.main.Table) -> None:
    table.autofilter.apply_values(2, ["Rappel", "Fait"])
    criteria = table.autofilter.criteria
    assert [entry.type for entry in criteria] == ["none", "values", "none", "none", "none"]
    assert criteria[1].values == ["Rappel", "Fait"]


@pytest.mark.proves("AutoFilter.apply_comparison")
@pytest.mark.parametrize(
    ("operator", "operands", "hidden"),
    [
        ("greater_than", (10,), [True, False, False]),
        ("less_than_or_equal", (20,), [False, False, True]),
        ("equal_to", (20,), [True, False, True]),
        ("not_equal_to", (20,), [False, True, False]),
        ("between", (15, 25), [True, False, True]),
    ],
)
def test_a_filter_by_comparison_hides_the_other_rows(
    table: xw.main.Table,
    queue: xw.Sheet,
    operator: AutoFilterComparisonOperator,
    operands: tuple[int, ...],
    hidden: list[bool],
) -> None:
    table.autofilter.apply_comparison(4, operator, *operands)
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == hidden


def test_a_filter_compares_dates(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_comparison(3, "greater_than_or_equal", dt.date(2026, 3, 2))
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, False, False]


def test_a_filter_finds_empty_cells(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue["B3"].value = None
    table.autofilter.apply_comparison(2, "equal_to", None)
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, False, True]


def test_a_comparison_is_read_back(table: xw.main.Table) -> None:
    table.autofilter.apply_comparison(4, "greater_than", 10)
    entry = table.autofilter.criteria[3]
    assert (entry.type, entry.operator, entry.value1) == ("comparison", "greater_than", "10")


def test_filters_of_two_columns_add_up(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    table.autofilter.apply_comparison(4, "greater_than", 10)
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, True, False]


VALUES, BOTH, EITHER = 7, 1, 2  # XlAutoFilterOperator


@pytest.mark.proves("AutoFilter.apply_excel")
@pytest.mark.parametrize(
    ("field", "operator", "criteria", "hidden"),
    [
        (1, VALUES, ["=C1", "=C3"], [False, True, False]),
        (1, VALUES, ["C1"], [False, True, True]),
        (4, BOTH, [">=15", "<=25"], [True, False, True]),
        (4, BOTH, ["<>20"], [False, True, False]),
        (4, BOTH, [">20"], [True, True, False]),
        (4, EITHER, ["=20"], [True, False, True]),
        (4, BOTH, ["20"], [True, False, True]),
        (3, BOTH, [">=3/2/2026"], [True, False, False]),
        (3, BOTH, ["=3/2/2026"], [True, False, True]),
        (2, BOTH, ["=*app*"], [False, True, False]),
        (2, BOTH, ["<>*app*"], [True, False, True]),
        (2, BOTH, ["=f*"], [True, False, True]),
        (2, BOTH, ["=31/12/2026"], [True, True, True]),
        (2, BOTH, ["=*L"], [False, True, False]),
        (2, BOTH, ["<>*l"], [True, False, True]),
        (2, BOTH, ["="], [True, True, True]),
        (2, BOTH, ["<>"], [False, False, False]),
    ],
)
def test_a_filter_in_the_words_of_excel_hides_the_other_rows(
    table: xw.main.Table,
    queue: xw.Sheet,
    field: int,
    operator: int,
    criteria: list[str],
    hidden: list[bool],
) -> None:
    assert table.autofilter.impl.apply_excel({field: (operator, criteria)}) == []
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == hidden


def test_between_is_read_back_and_no_other_pair_is_taken_for_it(table: xw.main.Table) -> None:
    table.autofilter.apply_comparison(4, "between", 15, 25)
    table.autofilter.impl.apply_excel({1: (BOTH, [">C1", "<C3"])})
    other, *_, entry, _ = table.autofilter.criteria
    assert (entry.type, entry.operator) == ("comparison", "between")
    assert (entry.value1, entry.value2) == ("15", "25")
    assert other.type == "unknown"


@pytest.mark.parametrize("text", ["*app*", "f*", "*l"])
@pytest.mark.parametrize(("sign", "name"), [("=", "equal_to"), ("<>", "not_equal_to")])
def test_contains_and_its_like_are_read_as_excel_tells_them(
    table: xw.main.Table, sign: str, name: str, text: str
) -> None:
    table.autofilter.impl.apply_excel({2: (BOTH, [sign + text])})
    entry = table.autofilter.criteria[1]
    assert (entry.type, entry.operator, entry.value1) == ("comparison", name, text)


@pytest.mark.parametrize(
    ("operator", "criteria"), [(EITHER, ["<15", ">25"]), (BOTH, ["=R*l"]), (BOTH, ["<>R?ppel"])]
)
def test_the_columns_that_libreoffice_does_not_filter_so_are_told_and_the_others_are_filtered(
    table: xw.main.Table, operator: int, criteria: list[str]
) -> None:
    told = {1: (VALUES, ["=C1"]), 2: (operator, criteria), 4: (BOTH, ["<15"])}
    assert table.autofilter.impl.apply_excel(told) == [2]
    kinds = [entry.type for entry in table.autofilter.criteria]
    assert kinds == ["values", "none", "none", "comparison", "none"]


def test_empty_cells_are_one_of_the_values_of_excel(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue["B3"].value = None
    table.autofilter.impl.apply_excel({2: (VALUES, ["=Absent", "="])})
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, False, True]


def test_a_filter_in_the_words_of_excel_leaves_the_other_columns_filtered(
    table: xw.main.Table, queue: xw.Sheet
) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    table.autofilter.impl.apply_excel({4: (BOTH, [">10"])})
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [True, True, False]


@pytest.mark.proves("AutoFilter.clear")
def test_a_filter_is_taken_off_one_column_or_all(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_values(2, ["Rappel"])
    table.autofilter.apply_comparison(4, "greater_than", 10)
    table.autofilter.clear(4)
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [False, True, False]
    table.autofilter.clear()
    assert queue["A2:A4"].rows.hidden is False


def test_the_filter_survives_a_table_that_grows(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_values(2, ["Fait"])
    table.resize(queue["A1:E6"])
    assert table.autofilter.criteria[1].values == ["Fait"]
    assert queue["C6"].number_format == "dd/mm/yyyy"


@pytest.mark.proves("AutoFilter.reapply")
def test_the_filter_is_applied_to_rows_written_since(table: xw.main.Table, queue: xw.Sheet) -> None:
    table.autofilter.apply_values(2, ["Fait"])
    queue["B2:B4"].value = [["Fait"], ["Rappel"], ["Fait"]]
    table.autofilter.impl.reapply()
    assert [queue[f"A{row}"].rows.hidden for row in (2, 3, 4)] == [False, True, False]


def test_a_filter_on_a_protected_sheet_is_refused(table: xw.main.Table, queue: xw.Sheet) -> None:
    queue.impl.protect()
    with pytest.raises(RefusedError, match="is protected"):
        table.autofilter.apply_values(2, ["Fait"])


@pytest.mark.proves("Range.autofilter")
def test_the_cells_of_a_table_have_its_filter(queue: xw.Sheet) -> None:
    queue["A1:E4"].autofilter.apply_values(2, ["Fait"])
    assert queue.tables["tFile"].autofilter.criteria[1].values == ["Fait"]


def test_other_cells_have_no_filter(sheet: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError, match="autofilter"):
        _ = sheet["A1:B2"].autofilter
