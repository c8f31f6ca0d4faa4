import zipfile
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from mplus3_xl.bootstrap import shipped
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout import asked, lists
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Cell
from mplus3_xl.layout.technical import CONF, CONF_TITLE, LAYOUT_VERSION, conf
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.macro_workbook import workbook_with_macros
from mplus3_xl.painter.vba.reading import read_project
from mplus3_xl.painter.workbook import write_book
from mplus3_xl.rules import table
from mplus3_xl.workbook_content import interpreters
from tests.painter.invented import FIELDS, content, opened

# openpyxl does not read an area of whole columns, which Excel writes and which follows the rows.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set:UserWarning")

QUESTIONS = [each for each in table("situation")["question"] if each["kind"] != "champ"]
FIELD_CODES = [field["code"] for field in table("required_fields")["field"]]


def place(book: Workbook, name: str) -> tuple[str, str]:
    """Return the sheet and the cells of a defined name."""
    title, cells = next(iter(book.defined_names[name].destinations))
    return str(title), str(cells)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("forms") / "m.xlsx"
    write_book(path, opened(), sheets(opened(), macros=True))
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("code", FIELD_CODES)
def test_each_field_of_the_rule_table_has_its_line(book: Workbook, code: str) -> None:
    rows = {
        place(book, name)[1].split("$")[2]
        for name in (f"fiche_{code}_lagon", f"fiche_{code}_etat", f"fiche_{code}")
    }
    assert len(rows) == 1


@pytest.mark.parametrize("kind", ClientType, ids=lambda kind: kind.value)
@pytest.mark.parametrize("field", table("required_fields")["field"], ids=lambda each: each["code"])
def test_a_field_is_asked_of_the_client_types_of_its_rule(
    kind: ClientType, field: dict[str, object]
) -> None:
    shown = fiche.sheet(content(0, fields={asked.CLIENT_TYPE: kind.label}))
    mark = mark_of(shown.cells, f"fiche_{field['code']}")
    is_asked = kind in field["required_for"]  # type: ignore[operator]
    assert mark.value == (asked.TO_DO if is_asked else asked.NOT_ASKED)
    assert (f'{asked.CLIENT_TYPE}="{kind.label}"' in mark.formula) == is_asked


def mark_of(cells: tuple[Cell, ...], name: str) -> Cell:
    """Return the mark at the end of the line of the field `name`."""
    row = next(cell.row for cell in cells if cell.name == name)
    return next(cell for cell in cells if (cell.row, cell.col) == (row, fiche.LAST_COL))


@pytest.mark.parametrize("title", ["Fiche", "Bilan"])
def test_what_is_asked_is_marked_in_bold_and_by_a_tinted_word(book: Workbook, title: str) -> None:
    rules = [
        (str(area.sqref), rule.formula[0], rule.dxf)
        for area in book[title].conditional_formatting
        for rule in area.rules
        if rule.type == "expression"
    ]
    tinted = [formula for _, formula, look in rules if look.fill]
    bold = {formula for _, formula, look in rules if look.font and look.font.b}
    for word in asked.TINTS:
        assert any(formula.endswith(f'="{word}"') for formula in tinted), word
    fields = table("required_fields")["field"] if title == "Fiche" else ()
    assert {asked.condition(each["required_for"]) for each in fields} <= bold


def test_nothing_is_asked_while_no_client_type_is_chosen() -> None:
    shown = fiche.sheet(content(0))
    assert {mark_of(shown.cells, f"fiche_{code}").value for code in FIELD_CODES} == {""}


def test_a_confirmed_field_is_complete() -> None:
    shown = fiche.sheet(content(0, fields=FIELDS))
    assert mark_of(shown.cells, "fiche_ville").value == asked.DONE


@pytest.mark.parametrize("code", FIELD_CODES)
def test_a_field_that_cannot_be_withheld_does_not_offer_it(book: Workbook, code: str) -> None:
    field = next(each for each in table("required_fields")["field"] if each["code"] == code)
    cell = place(book, f"fiche_{code}_etat")[1].replace("$", "")
    sources = [
        check.formula1
        for check in book["Fiche"].data_validations.dataValidation
        if cell in check.sqref
    ]
    expected = lists.FIELD_STATES if field["may_be_withheld"] else lists.KEPT_STATES
    assert sources == [expected]


@pytest.mark.parametrize("title", ["Fiche", "Bilan"])
def test_every_input_of_a_form_is_unlocked(book: Workbook, title: str) -> None:
    sheet = book[title]
    inputs = [
        sheet.cell(row, col)
        for check in sheet.data_validations.dataValidation
        for area in check.sqref.ranges
        for row in range(area.min_row, area.max_row + 1)
        for col in range(area.min_col, area.max_col + 1)
    ]
    assert len(inputs) > 30
    assert [cell.coordinate for cell in inputs if cell.protection.locked] == []


@pytest.mark.parametrize("title", ["Fiche", "Bilan"])
def test_tab_only_meets_the_inputs_of_a_form(book: Workbook, title: str) -> None:
    protection = book[title].protection
    assert protection.sheet
    assert protection.selectLockedCells
    assert not protection.password


def test_the_cursor_waits_in_the_first_input_of_the_form(book: Workbook) -> None:
    selected = book["Fiche"].sheet_view.selection
    assert place(book, "fiche_type_client")[1].replace("$", "") in {
        each.activeCell for each in selected
    }


@pytest.mark.parametrize(
    ("module", "name"), [(fiche, "fiche_nom"), (bilan, "bilan_nom")], ids=["Fiche", "Bilan"]
)
def test_an_empty_form_asks_to_choose_a_dossier(tmp_path: Path, module: object, name: str) -> None:
    empty = content(0)
    path = tmp_path / "vide.xlsx"
    write_book(path, empty, sheets(empty, macros=True))
    title, _ = place(openpyxl.load_workbook(path), name)
    shown = openpyxl.load_workbook(path, data_only=True)[title]
    texts = [cell.value for line in shown.iter_rows() for cell in line]
    assert module.CHOOSE in texts  # type: ignore[attr-defined]


def test_a_filled_form_no_longer_asks_for_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "ouvert.xlsx"
    write_book(path, opened(), sheets(opened(), macros=True))
    shown = openpyxl.load_workbook(path, data_only=True)["Fiche"]
    assert fiche.CHOOSE not in [cell.value for line in shown.iter_rows() for cell in line]


def test_a_postal_code_keeps_its_zero(book: Workbook) -> None:
    title, cell = place(book, "fiche_code_postal")
    assert book[title][cell].number_format == "@"


@pytest.mark.parametrize("kind", ClientType, ids=lambda kind: kind.value)
def test_the_inventory_holds_the_families_of_the_client_type(kind: ClientType) -> None:
    shown = bilan.sheet(content(0, fields={asked.CLIENT_TYPE: kind.label}))
    inventory = next(each for each in shown.tables if each.name == "tBilan")
    families = table("families")["family"]
    expected = [each["label"] for each in families if kind in each["client_types"]]
    assert [values[0] for values in inventory.rows] == expected


def test_an_answer_is_chosen_in_the_list_that_its_line_names(book: Workbook) -> None:
    title, cells = place(book, "bilan_situation")
    _, lists_of_lines = place(book, "bilan_questions")
    answers = [line[1].coordinate for line in book[title][cells]]
    names = [line[1] for line in book[title][lists_of_lines]]
    checks = book[title].data_validations.dataValidation
    found = {cell: each for each in checks for cell in answers if cell in each.sqref}
    assert [found[cell].formula1 for cell in answers] == [
        f"INDIRECT(${each.coordinate})" for each in names
    ]
    assert {each.value for each in names if each.value} <= set(lists.lists())


@pytest.mark.parametrize(
    "question", [each for each in QUESTIONS if "options" in each], ids=lambda each: each["code"]
)
def test_a_question_offers_its_options_and_not_knowing(
    book: Workbook, question: dict[str, list[dict[str, str]]]
) -> None:
    title, cells = place(book, f"lstQ_{question['code']}")
    words = [line[0].value for line in book[title][cells]]
    assert words == [*(option["label"] for option in question["options"]), "Ne sait pas"]


def test_the_outcomes_are_those_of_the_rule_table(book: Workbook) -> None:
    title, cells = place(book, lists.OUTCOMES)
    words = [line[0].value for line in book[title][cells]]
    assert words == [outcome["label"] for outcome in table("outcomes")["outcome"]]


@pytest.mark.parametrize("name", ["tBilan", "tManques", "tActions", "tActes", "tPilotage"])
def test_each_table_of_the_follow_up_is_there(book: Workbook, name: str) -> None:
    assert any(name in sheet.tables for sheet in book.worksheets)


def test_the_settings_of_xlwings_are_texts_from_the_first_cell_on(book: Workbook) -> None:
    sheet = book[CONF_TITLE]
    lines = [(name.value, value.value) for name, value in sheet["A1" : f"B{len(CONF)}"]]
    assert lines == list(CONF)
    assert {value.data_type for _, value in sheet["A1" : f"B{len(CONF)}"]} == {"s"}


def test_the_buttons_start_the_python_that_made_the_workbook() -> None:
    here = r"C:\Users\Éloïse\AppData\Local\MPlus3\python\Scripts\python.exe"
    made = conf(opened()._replace(interpreters=interpreters("win32", here)))
    shown = {
        row: [cell.value for cell in made.cells if cell.row == row] for row in range(len(CONF))
    }
    assert ["INTERPRETER_WIN", here] in shown.values()
    assert list(CONF[1]) in shown.values()
    assert interpreters("linux", "/usr/bin/python3") == {}


def test_the_versions_are_named_cells(book: Workbook) -> None:
    def value(name: str) -> object:
        title, cell = place(book, name)
        return book[title][cell].value

    assert value("meta_layout") == LAYOUT_VERSION
    assert value("meta_package") == opened().version
    assert value("meta_xlwings") == opened().xlwings_version
    assert value("meta_date") == "23/11/2026"


@pytest.mark.parametrize("filled", [0, 3])
def test_the_lines_that_a_block_does_not_fill_are_hidden_at_once_and_keep_their_height(
    tmp_path: Path, filled: int
) -> None:
    pieces = [["Mandat SEPA", "C1", None, None, "Obligatoire"]] * filled
    told = content(0, blocks={"fiche_pieces": pieces})
    write_book(tmp_path / "m.xlsx", told, (fiche.sheet(told),))
    rows = openpyxl.load_workbook(tmp_path / "m.xlsx")["Fiche"].row_dimensions
    area = fiche.sheet(told).names["fiche_pieces"]
    lines = [rows[row + 1] for row in range(area.first_row, area.last_row + 1)]
    assert [line.hidden for line in lines] == [at >= filled for at in range(fiche.PIECE_LINES)]
    assert {line.height for line in lines if line.hidden} == {fiche.sheet(told).row_height}


def test_the_technical_sheets_are_hidden(book: Workbook) -> None:
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert {states[title] for title in ("_listes", "_jour", "_meta", CONF_TITLE)} == {"hidden"}


def test_every_chart_has_a_title_and_a_text_for_those_who_do_not_see_it() -> None:
    charts = [chart for sheet in sheets(opened(), macros=True) for chart in sheet.charts]
    assert charts
    assert all(chart.title and chart.description and chart.unit for chart in charts)


def macro_workbook(tmp_path: Path, shown: Content) -> zipfile.ZipFile:
    path = tmp_path / "m.xlsm"
    path.write_bytes(workbook_with_macros(shown, shipped("vba_shims")))
    return zipfile.ZipFile(path)


def test_the_project_holds_our_macros_those_of_xlwings_and_a_module_a_sheet(tmp_path: Path) -> None:
    planned = sheets(content(3), macros=True)
    with macro_workbook(tmp_path, content(3)) as package:
        project = read_project(package.read("xl/vbaProject.bin"))
    ours = {"ThisWorkbook", "Actions", "Classeur", "PressePapiers", "Questions", "Ruban"}
    expected = ours | {"xlwings", "Dictionary"}
    assert {module.name for module in project} == expected | {sheet.code_name for sheet in planned}


def test_the_macros_of_xlwings_are_those_installed_with_their_licences(tmp_path: Path) -> None:
    with macro_workbook(tmp_path, content(3)) as package:
        project = read_project(package.read("xl/vbaProject.bin"))
    texts = {module.name: module.source for module in project}
    assert f"'Version: {version('xlwings')}" in texts["xlwings"]
    assert "BSD 3-clause license" in texts["xlwings"]
    assert "@license: MIT" in texts["Dictionary"]


def test_each_sheet_bears_the_code_name_of_the_layout(tmp_path: Path) -> None:
    planned = sheets(content(3), macros=True)
    with macro_workbook(tmp_path, content(3)) as package:
        for at, sheet in enumerate(planned, start=1):
            root = ElementTree.fromstring(package.read(f"xl/worksheets/sheet{at}.xml"))
            space = root.tag.split("}")[0] + "}"
            properties = root.find(f"{space}sheetPr")
            assert properties is not None
            assert properties.get("codeName") == sheet.code_name


def test_each_button_calls_a_macro_of_the_list_of_actions() -> None:
    macros = {action.macro for action in ACTIONS}
    buttons = [button for sheet in sheets(content(3), macros=True) for button in sheet.buttons]
    assert buttons
    assert {button.macro for button in buttons} <= macros


def test_the_workbook_to_read_has_neither_button_nor_form() -> None:
    planned = sheets(content(3))
    assert not any(sheet.buttons for sheet in planned)
    assert [sheet.title for sheet in planned] == [
        "Accueil",
        "File",
        "Paramètres",
        "À propos",
        "_listes",
        "_jour",
    ]


def test_the_macro_workbook_is_the_same_twice(tmp_path: Path) -> None:
    one, other = tmp_path / "un.xlsm", tmp_path / "deux.xlsm"
    one.write_bytes(workbook_with_macros(opened(), shipped("vba_shims")))
    other.write_bytes(workbook_with_macros(opened(), shipped("vba_shims")))
    assert one.read_bytes() == other.read_bytes()
