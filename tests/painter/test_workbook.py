import re
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout.choices import CHARGES as CHARGES_LIST
from mplus3_xl.layout.choices import PLACES
from mplus3_xl.layout.queue import file, file_columns
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.workbook import paint
from tests.painter.invented import CHARGES, content, row

# openpyxl does not read an area of whole columns, which Excel writes and which follows the rows.
pytestmark = pytest.mark.filterwarnings("ignore:Print area cannot be set:UserWarning")

HEADER = file.HEADER_ROW + 1
FIRST = HEADER + 1
KEYS = [column.key for column in file_columns.COLUMNS]


def col(key: str) -> int:
    return file.FIRST_COL + 1 + KEYS.index(key)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("painted") / "m.xlsx"
    hostile = row(1, nom="=SOMME(A1:A9)", telephone="+33491000001", charge="@chargé", agence="-1")
    paint(path, content(queue=Queue.of([hostile, *(row(rank) for rank in range(2, 31))])))
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def queue(book: Workbook) -> Worksheet:
    sheet = book["File"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_sheets_stand_in_the_order_of_the_layout(book: Workbook) -> None:
    assert book.sheetnames == [sheet.title for sheet in sheets(content(1))]


def test_the_workbook_opens_on_accueil(book: Workbook) -> None:
    assert book.active is not None
    assert book.active.title == "Accueil"


def test_the_queue_is_a_table_of_its_rows(queue: Worksheet) -> None:
    table = queue.tables["tFile"]
    last = queue.cell(HEADER + 30, file.FIRST_COL + len(KEYS)).coordinate
    assert table.ref == f"B{HEADER}:{last}"


def test_the_headers_are_the_titles_of_the_table(queue: Worksheet) -> None:
    shown = [queue.cell(HEADER, file.FIRST_COL + 1 + at).value for at in range(len(KEYS))]
    assert shown == queue.tables["tFile"].column_names == [c.title for c in file_columns.COLUMNS]


def test_the_table_can_be_filtered(queue: Worksheet) -> None:
    table = queue.tables["tFile"]
    assert table.autoFilter is not None
    assert table.autoFilter.ref == table.ref


@pytest.mark.parametrize(
    "key", ["fenetre_fin", "date_effet", "cible", "fenetre_debut", "au_plus_tot", "au_plus_tard"]
)
def test_a_day_is_a_real_date(queue: Worksheet, key: str) -> None:
    cell = queue.cell(FIRST, col(key))
    assert isinstance(cell.value, datetime)
    assert cell.value.date() == getattr(row(1), key)
    assert cell.number_format == "dd/mm/yyyy"


def test_the_next_slot_is_a_real_moment(queue: Worksheet) -> None:
    cell = queue.cell(FIRST, col("prochain_creneau"))
    assert cell.value == row(1).prochain_creneau
    assert cell.number_format == "dd/mm hh:mm"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("nom", "=SOMME(A1:A9)"),
        ("telephone", "+33491000001"),
        ("charge", "@chargé"),
        ("agence", "-1"),
    ],
)
def test_a_text_that_looks_like_a_formula_stays_a_text(
    queue: Worksheet, key: str, text: str
) -> None:
    cell = queue.cell(FIRST, col(key))
    assert (cell.value, cell.data_type) == (text, "s")


def test_a_contract_number_stays_a_text(queue: Worksheet) -> None:
    assert queue.cell(FIRST + 1, col("contrats")).value == ", ".join(row(2).contrats)
    assert queue.cell(FIRST + 1, col("client")).data_type == "s"


def test_the_header_and_the_name_stay_in_view(queue: Worksheet) -> None:
    assert queue.freeze_panes == f"D{FIRST}"


def test_the_queue_prints_on_a4_landscape_with_its_header_on_each_page(queue: Worksheet) -> None:
    assert (queue.page_setup.paperSize, queue.page_setup.orientation) == (9, "landscape")
    assert queue.print_title_rows == f"${HEADER}:${HEADER}"
    assert queue.sheet_properties.pageSetUpPr is not None
    assert queue.sheet_properties.pageSetUpPr.fitToPage
    assert queue.page_setup.fitToHeight == 0
    assert queue.oddFooter is not None
    assert "&P / &N" in (queue.oddFooter.right.text or "")


@pytest.mark.parametrize("key", ["agence", "charge"])
def test_an_agency_and_a_charge_refuse_typing_and_name_the_button(
    queue: Worksheet, key: str
) -> None:
    place = queue.cell(FIRST, col(key)).coordinate
    (check,) = (c for c in queue.data_validations.dataValidation if place in c.sqref)
    assert (check.type, check.formula1) == ("custom", "FALSE")
    assert "« Affecter »" in str(check.error)


def test_a_computed_status_refuses_typing(queue: Worksheet) -> None:
    place = queue.cell(FIRST, col("statut")).coordinate
    checks = [c for c in queue.data_validations.dataValidation if place in c.sqref]
    assert [(c.type, c.formula1) for c in checks] == [("custom", "FALSE")]


def test_a_list_names_the_cells_of_its_words(book: Workbook) -> None:
    title, cells = next(iter(book.defined_names["lstTypesClient"].destinations))
    words = [line[0].value for line in book[title][cells]]
    assert words == [each.label for each in ClientType]


def test_a_list_that_a_manager_makes_longer_reaches_its_last_word(book: Workbook) -> None:
    text = book.defined_names[CHARGES_LIST].attr_text
    found = re.fullmatch(r"'_jour'!(\$\w+\$2):INDEX\((.*),MAX\(1,COUNTA\(\2\)\)\)", text)
    assert found is not None
    title, cells = found[2].split("!")
    words = [line[0].value for line in book[title.strip("'")][cells]]
    names = [name for name, _ in CHARGES]
    assert words == [*names, *[None] * (PLACES - len(names))]


def test_no_cell_is_merged(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges


def test_no_cell_is_written_under_eleven_points(book: Workbook) -> None:
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.font.sz is None or cell.font.sz >= 11, (sheet.title, cell.coordinate)


def test_the_queue_is_not_protected_but_the_other_sheets_are(book: Workbook) -> None:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert [sheet.title for sheet in shown if not sheet.protection.sheet] == ["File"]


def test_a_protected_sheet_has_no_password(book: Workbook) -> None:
    assert not any(sheet.protection.password for sheet in book.worksheets)


def test_every_link_leads_to_a_sheet(book: Workbook) -> None:
    targets = [
        cell.hyperlink.location
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.hyperlink and cell.hyperlink.location
    ]
    assert targets
    for target in targets:
        assert target.split("!")[0].strip("'") in book.sheetnames


def test_an_empty_queue_keeps_a_valid_table(tmp_path: Path) -> None:
    path = tmp_path / "vide.xlsx"
    paint(path, content(0, agencies=(), charges=()))
    sheet = openpyxl.load_workbook(path)["File"]
    assert sheet.tables["tFile"].ref.startswith(f"B{HEADER}:")
    assert sheet.tables["tFile"].ref.endswith(str(FIRST))
    assert sheet.cell(FIRST, col("nom")).value is None


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "un.xlsx", tmp_path / "ailleurs" / "deux.xlsx"
    other.parent.mkdir()
    paint(one, content(40))
    paint(other, content(40))
    assert one.read_bytes() == other.read_bytes()


def test_another_day_gives_other_bytes(tmp_path: Path) -> None:
    one, other = tmp_path / "un.xlsx", tmp_path / "deux.xlsx"
    paint(one, content(5))
    paint(other, content(5, au=date(2026, 11, 24)))
    assert one.read_bytes() != other.read_bytes()
