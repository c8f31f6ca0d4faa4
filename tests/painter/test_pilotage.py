import zipfile
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mplus3_xl.layout import pilotage
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet, Table
from mplus3_xl.layout.style import Kind
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import write_book
from mplus3_xl.rules import table
from tests.painter.invented import DAY, content, opened

EMPTY = content(0, rows=[])
DEFINITIONS = {each["code"]: each["definition"] for each in table("figures")["count"]}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def planned(shown: Content) -> Sheet:
    return pilotage.sheet(shown, macros=True)


def counts(shown: Table) -> list[tuple[str, int]]:
    """Return the key of each column of figures, and where it stands."""
    columns = enumerate(shown.columns, start=shown.col)
    return [(column.key, col) for col, column in columns if column.kind is Kind.WHOLE]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pilotage") / "m.xlsx"
    write_book(path, opened(), sheets(opened(), macros=True))
    return path


@pytest.fixture(scope="module")
def painted(path: Path) -> Worksheet:
    with pytest.warns(UserWarning, match="Print area"):
        sheet = openpyxl.load_workbook(path)["Pilotage"]
    assert isinstance(sheet, Worksheet)
    return sheet


@pytest.mark.parametrize("shown", [opened(), EMPTY], ids=["a full queue", "an empty queue"])
def test_the_title_and_each_cell_of_a_figure_show_its_definition(shown: Content) -> None:
    sheet = planned(shown)
    prompts = {
        (row, col): check.prompt
        for area, check in sheet.checks
        for row in range(area.first_row, area.last_row + 1)
        for col in range(area.first_col, area.last_col + 1)
    }
    expected = {
        (row, col): DEFINITIONS[key]
        for each in sheet.tables
        for key, col in counts(each)
        for row in range(each.row, each.last + 1)
    }
    assert prompts == expected


def test_every_definition_is_that_of_a_column() -> None:
    keys = [key for each in planned(opened()).tables for key, _ in counts(each)]
    assert sorted(keys) == sorted(DEFINITIONS)


def test_a_definition_is_shown_by_the_cell_that_is_painted(painted: Worksheet) -> None:
    shown = {each.promptTitle: each for each in painted.data_validations.dataValidation}
    assert shown["Dans la fenêtre"].prompt == DEFINITIONS["fenetre"]
    assert shown["Dans la fenêtre"].showInputMessage


def test_a_figure_can_be_chosen_on_the_protected_sheet(painted: Worksheet) -> None:
    assert painted.protection.sheet
    assert not painted.protection.selectLockedCells


def test_each_chart_has_its_text_in_the_drawing(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/drawings/drawing")]
        drawings = [ElementTree.fromstring(parts.read(name)) for name in names]
    found = [each.get("descr") for root in drawings for each in root.iter(f"{DRAWING}cNvPr")]
    assert found == [chart.description for chart in planned(opened()).charts]


def test_it_prints_on_a4_one_page_wide(painted: Worksheet) -> None:
    assert painted.page_setup.paperSize == 9
    assert painted.page_setup.fitToWidth in (None, 1)  # left out, it is one
    assert painted.page_setup.fitToHeight == 0
    assert painted.sheet_properties.pageSetUpPr is not None
    assert painted.sheet_properties.pageSetUpPr.fitToPage


def test_each_chart_ends_inside_the_printed_columns() -> None:
    sheet = planned(opened())
    assert sheet.page is not None
    # Calibri 11: a character is 7 pixels, a column has 5 more.
    edges = [0, *accumulate(7 * width + 5 for width in sheet.widths)]
    for chart in sheet.charts:
        assert edges[chart.col] + chart.width <= edges[sheet.page.last + 1], chart.title


def test_an_empty_queue_is_said_and_counts_nothing() -> None:
    sheet = planned(Content(au=DAY, version="1"))
    said = {cell.name: cell.value for cell in sheet.cells}
    assert said["pilotage_message"] == "Aucun dossier à compter."
    weeks = next(each for each in sheet.tables if each.name == "tSemaines")
    assert [line[1] for line in weeks.rows] == [0] * pilotage.WEEKS
