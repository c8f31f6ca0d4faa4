import zipfile
from itertools import accumulate
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from mplus3_xl.domain.register.figures import Fact, all_figures, closed_figure, weekly_figure
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.pilotage import EVERYTHING, Choice, pilotage_of
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.domain.windows import window_of
from mplus3_xl.layout import choices, counted_words
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Chart, Sheet, Table
from mplus3_xl.layout.pilotage import pilotage
from mplus3_xl.layout.pilotage.pilotage_lines import (
    AGENCIES,
    BY_CLOSING,
    BY_WEEK,
    CHARGES,
    GROUPINGS,
    MONTHS_DONE,
    MONTHS_DUE,
    TOTAL,
    blocks,
    left_out,
)
from mplus3_xl.layout.style import Kind
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import write_book
from tests.domain.register.test_figures import fact
from tests.painter.invented import DAY, EFFECT, content, opened

FIGURES = (*all_figures(), weekly_figure())
DEFINITIONS = {figure.code: figure.definition for figure in FIGURES}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
NUMBERS = (Kind.WHOLE, Kind.DECIMAL)


def planned(shown: Content) -> Sheet:
    return pilotage.sheet(shown)


def counts(shown: Table) -> list[tuple[str, int]]:
    """Return the key of each column of figures, and where it stands."""
    columns = enumerate(shown.columns, start=shown.col)
    return [(column.key, col) for col, column in columns if column.kind in NUMBERS]


def late(number: int) -> Fact:
    """A dossier whose window is past, of an account manager of its own."""
    window = window_of(EFFECT.replace(month=EFFECT.month - 1, day=1))
    return fact(number, charge=f"Chargé {number:02}", window=window)


def counted(facts: list[Fact], choice: Choice = EVERYTHING) -> Content:
    return content(0, blocks=blocks(pilotage_of(facts, DAY, choice), choice, DAY))


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


def test_the_title_and_each_cell_of_a_figure_show_its_definition() -> None:
    sheet = planned(opened())
    prompts = {
        (row, col): check.prompt
        for area, check in sheet.checks
        for row in range(area.first_row, area.last_row + 1)
        for col in range(area.first_col, area.last_col + 1)
        if not check.source
    }
    expected = {
        (row, col): DEFINITIONS[key]
        for each in sheet.tables
        for key, col in counts(each)
        for row in range(each.row, each.last + 1)
    }
    assert prompts == expected


def test_every_figure_is_a_column_of_every_grouping() -> None:
    tables = {each.name: each for each in planned(opened()).tables}
    for grouping in GROUPINGS:
        keys = [key for key, _ in counts(tables[grouping.table])]
        every = [figure.code for figure in all_figures()]
        one = {BY_WEEK: [weekly_figure().code], BY_CLOSING: [closed_figure().code]}
        assert keys == one.get(grouping, every)


def test_a_definition_is_shown_by_the_cell_that_is_painted(painted: Worksheet) -> None:
    shown = {each.promptTitle: each for each in painted.data_validations.dataValidation}
    assert shown["Dans la fenêtre"].prompt == DEFINITIONS["dans_la_fenetre"]
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


def test_it_prints_on_a4_lying_one_page_wide(painted: Worksheet) -> None:
    assert painted.page_setup.paperSize == 9
    assert painted.page_setup.orientation == "landscape"
    sheet = planned(opened())
    assert sheet.page is not None
    inches = edges(sheet)[-1] / 96 * sheet.page.scale / 100
    assert inches < 11.69 - 0.8  # A4 less its margins


def test_a_page_begins_with_a_title(painted: Worksheet) -> None:
    titles = {each.title for each in (CHARGES, MONTHS_DONE)}
    rows = [int(each.id or 0) + 1 for each in painted.row_breaks.brk]
    assert {painted.cell(row, pilotage.FIRST_COL + 1).value for row in rows} == titles


def edges(sheet: Sheet) -> list[float]:
    """Return where each column ends, in pixels: a character of Calibri 11 has 7, a column 5."""
    return [0, *accumulate(7 * width + 5 for width in sheet.widths)]


def test_each_chart_ends_inside_the_printed_columns() -> None:
    sheet = planned(opened())
    assert sheet.page is not None
    for chart in sheet.charts:
        assert edges(sheet)[chart.col] + chart.width <= edges(sheet)[sheet.page.last + 1]


def test_no_chart_covers_another_or_a_table() -> None:
    sheet = planned(opened())
    taken = [box(each, sheet) for each in sheet.charts]
    taken += [
        (each.row, each.last, *spans(sheet, each.col, each.col + len(each.columns)))
        for each in sheet.tables
    ]
    for at, one in enumerate(taken):
        for other in taken[at + 1 :]:
            below = one[1] < other[0] or other[1] < one[0]
            assert below or one[3] <= other[2] or other[3] <= one[2], (one, other)


def box(chart: Chart, sheet: Sheet) -> tuple[float, float, float, float]:
    """The rows and the pixels that a chart takes."""
    left = edges(sheet)[chart.col]
    return chart.row, chart.row + chart.rows - 1, left, left + chart.width


def spans(sheet: Sheet, first: int, end: int) -> tuple[float, float]:
    return edges(sheet)[first], edges(sheet)[end]


def test_a_sheet_made_before_the_first_import_says_how_to_count() -> None:
    said = {cell.name: cell.value for cell in planned(Content(au=DAY, version="1")).cells}
    assert said["pilotage_message"] == "Rien n’est encore compté : « Actualiser le pilotage »."


def test_each_grouping_has_its_lines_in_order() -> None:
    sheet = planned(counted([late(2), late(1), fact(3, charge=None, reached_on=DAY)]))
    labels = {each.name: [line[0] for line in each.rows] for each in sheet.tables}
    assert labels[TOTAL.table] == ["Tout"]
    assert labels[AGENCIES.table] == ["Corniche"]
    assert labels[CHARGES.table] == ["Sans chargé", "Chargé 01", "Chargé 02"]
    assert labels[MONTHS_DUE.table][0] == "03/2026"
    assert labels[MONTHS_DUE.table][-1] == "02/2027"
    assert labels[MONTHS_DONE.table][-1] == "11/2026"
    assert labels[BY_WEEK.table][0] == "23/11/2026"
    assert labels[BY_CLOSING.table] == [each.label for each in Closing]
    assert len(labels[MONTHS_DUE.table]) == len(labels[MONTHS_DONE.table]) == 12


def test_the_months_shown_end_at_the_month_chosen() -> None:
    choice = Choice(due=Month(2025, 7))
    sheet = planned(counted([late(1)], choice))
    rows = {each.name: each.rows for each in sheet.tables}
    assert rows[TOTAL.table][0][0] == "à faire 07/2025"
    assert rows[MONTHS_DUE.table][-1][0] == "07/2025"


def test_what_has_more_groups_than_lines_is_said_to_have_more() -> None:
    many = pilotage_of([late(number) for number in range(1, CHARGES.lines + 3)], DAY)
    assert left_out(many).startswith("Par chargé : 10 lignes montrées sur 12.")
    assert len(blocks(many, EVERYTHING, DAY)[CHARGES.block]) == CHARGES.lines
    assert left_out(pilotage_of([late(1)], DAY)) == ""


def test_a_rate_is_rounded_and_empty_when_there_is_nothing_to_divide_by() -> None:
    reached = [fact(1, reached_on=DAY), fact(2, attempts=1), fact(3, attempts=1)]
    for facts, rate in ((reached, 33.3), ([fact()], None)):
        (total, *_) = planned(counted(facts)).tables
        keys = [column.key for column in total.columns]
        assert total.rows[0][keys.index("taux_de_contact")] == rate


def test_the_lists_of_the_choices_are_made_of_the_agencies_the_charges_and_the_day() -> None:
    shown = content(1)
    made = choices.choices(shown.agencies, shown.charges, shown.au)
    assert made[choices.COUNTED_AGENCIES] == ("Toutes", *made[choices.AGENCIES], "Sans agence")
    assert made[choices.COUNTED_CHARGES] == ("Tous", *made[choices.CHARGES], "Sans chargé")
    months = made[choices.COUNTED_MONTHS]
    assert months[:2] == ("Tous", "02/2027")
    assert len(months) == 2 + counted_words.MONTHS_BACK + counted_words.MONTHS_AHEAD
