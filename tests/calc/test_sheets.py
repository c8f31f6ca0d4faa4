import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


@pytest.mark.proves("Sheets.book", "Sheets.api", "Sheet.name", "Sheet.index")
def test_a_sheet_is_found_by_name_or_position(sample: xw.Book) -> None:
    assert sample.sheets["file"].name == "File"
    assert sample.sheets[0].name == "Fiche"
    assert (sample.sheets["File"].index, len(sample.sheets)) == (2, 2)
    assert "Fiche" in sample.sheets
    assert sample.sheets.api.Count == 2


def test_a_sheet_that_is_not_there_is_a_key_error(sample: xw.Book) -> None:
    with pytest.raises(KeyError):
        _ = sample.sheets["Absente"]


@pytest.mark.proves("Sheets.active", "Sheet.activate", "Sheet.select")
def test_a_sheet_is_brought_to_the_front(sample: xw.Book) -> None:
    assert sample.sheets.active.name == "Fiche"
    sample.sheets["File"].activate()
    assert sample.sheets.active.name == "File"
    sample.sheets["Fiche"].select()
    assert sample.sheets.active.name == "Fiche"


@pytest.mark.proves("Sheet.visible")
def test_a_sheet_is_hidden_and_shown(queue: xw.Sheet) -> None:
    queue.visible = False
    assert queue.visible is False
    with pytest.raises(RefusedError, match="hidden"):
        queue.activate()
    queue.visible = True
    assert queue.visible is True


def test_the_last_visible_sheet_is_not_hidden(sheet: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="visible"):
        sheet.visible = False


@pytest.mark.proves("Sheets.add", "Sheet.reference")
def test_a_sheet_is_added_where_it_is_wanted(sample: xw.Book) -> None:
    sample.sheets.add("Bilan", after=sample.sheets["Fiche"])
    sample.sheets.add("À propos", before=sample.sheets["Fiche"])
    assert [sheet.name for sheet in sample.sheets] == ["À propos", "Fiche", "Bilan", "File"]
    assert sample.sheets["À propos"].impl.reference == "'À propos'"


def test_a_sheet_is_renamed(sample: xw.Book) -> None:
    sample.sheets["Fiche"].name = "Appel"
    assert sample.names["fiche_code"].refers_to == "=Appel!$B$1"


@pytest.mark.proves("Sheet.delete")
def test_a_sheet_is_deleted_unless_it_is_the_last(sample: xw.Book) -> None:
    sample.sheets["File"].delete()
    assert [sheet.name for sheet in sample.sheets] == ["Fiche"]
    with pytest.raises(RefusedError, match="keeps one sheet"):
        sample.sheets["Fiche"].delete()


@pytest.mark.proves("Sheet.used_range", "Sheet.cells")
def test_the_used_range_holds_all_that_is_not_empty(sheet: xw.Sheet) -> None:
    sheet["B2"].value = 1
    sheet["D5"].value = 2
    assert sheet.used_range.last_cell.address == "$D$5"
    assert sheet.cells.address == "$A:$XFD"


@pytest.mark.proves("Sheet.clear_contents", "Sheet.clear_formats", "Sheet.clear")
def test_a_sheet_is_cleared(sheet: xw.Sheet) -> None:
    for clear, left in (
        (sheet.clear_contents, (None, (1, 2, 3))),
        (sheet.clear_formats, ("x", None)),
        (sheet.clear, (None, None)),
    ):
        sheet["A1"].value = "x"
        sheet["A1"].color = (1, 2, 3)
        clear()
        assert (sheet["A1"].value, sheet["A1"].color) == left


@pytest.mark.proves("Sheet.autofit")
def test_the_columns_of_a_sheet_fit_what_they_hold(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "un texte bien plus long que la colonne"
    sheet.autofit()
    assert sheet["A1"].column_width is not None
    assert sheet["A1"].column_width > 20


@pytest.mark.proves("Sheet.names", "Sheet.tables", "Sheet.book", "Sheet.xl", "Sheet.api")
def test_a_sheet_leads_to_its_parts(queue: xw.Sheet, sample: xw.Book) -> None:
    assert queue.book == sample
    assert len(queue.tables) == 1
    assert len(queue.names) == 0
    assert queue.api.Name == queue.impl.xl.Name == "File"


def test_an_unknown_range_is_refused(sheet: xw.Sheet) -> None:
    with pytest.raises(RefusedError, match="no range inconnu"):
        _ = sheet["inconnu"]
