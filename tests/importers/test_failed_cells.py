"""A formula without a value is said, and takes nothing back."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.importers.failed_cells import failed_in
from mplus3_xl.importers.lagon import read_export
from tests.importers.files import CONTRACT, CONTRACT_TITLES, write_csv
from tests.importers.test_month_first import TODAY

TITLES = [*CONTRACT_TITLES, "Vendeur"]


def _read(path: Path) -> DraftFile:
    return read_export(path, Agencies.default(), {}, TODAY)


def _book(path: Path, cell: str, kind: str, column: int = 7) -> Path:
    book = Workbook()
    (sheet,) = book.worksheets
    for row in (TITLES, [*CONTRACT, "Inès"]):
        sheet.append(row)
    sheet.cell(2, column).value = cell
    sheet.cell(2, column).data_type = kind
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("cell", "kind", "shown"),
    [("#N/A", "e", "#N/A"), ('=UPPER("Inès")', "f", "#NON CALCULÉ")],
)
def test_a_formula_without_a_value_is_a_warning_and_says_nothing(
    tmp_path: Path, cell: str, kind: str, shown: str
) -> None:
    draft = _read(_book(tmp_path / "a.xlsx", cell, kind))
    (warning,) = draft.warnings
    assert (warning.line, warning.column, warning.value) == (2, "Vendeur", shown)
    assert warning.code == "formule_sans_valeur"
    assert draft.contracts[0].seller is None
    assert "seller" not in draft.said(2)


def test_each_sheet_has_its_own_failed_cells(tmp_path: Path) -> None:
    path = _book(tmp_path / "a.xlsx", "#N/A", "e")
    book = load_workbook(path)
    notes = book.create_sheet("Notes", 0)
    notes["A2"], notes["B2"] = "=1+1", "à relire"
    book.save(path)
    draft = _read(path)
    assert [(each.line, each.value) for each in draft.warnings] == [(2, "#N/A")]
    assert (draft.contracts[0].number, "seller" in draft.said(2)) == ("C1", False)


def test_a_number_without_a_value_is_refused_with_what_the_person_sees(tmp_path: Path) -> None:
    draft = _read(_book(tmp_path / "a.xlsx", "#REF!", "e", column=1))
    (problem,) = draft.problems
    assert draft.warnings == []
    assert (problem.value, problem.code) == ("#REF!", "numero_manquant")
    assert "n’a pas de valeur (#REF!)" in problem.message


def test_an_error_in_a_csv_is_a_warning_too_for_its_line_alone(tmp_path: Path) -> None:
    rows = [[*CONTRACT, "Inès"], ["C2", *CONTRACT[1:], "#N/A"]]
    draft = _read(write_csv(tmp_path / "a.csv", [TITLES, *rows]))
    told = [(warning.line, warning.code) for warning in draft.warnings]
    assert told == [(3, "formule_sans_valeur")]
    assert [contract.seller for contract in draft.contracts] == ["Inès", None]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1"><f>1+1</f><v>2</v></c>',
        b'<c r="A1" t="str"><f>A2</f><v></v></c>',
        b'<c r="A1" s="1"/>',
        b'<c r="A1" t="s"><v>0</v></c>',
    ],
)
def test_a_cell_that_has_its_value_is_left_alone(cell: bytes) -> None:
    assert failed_in(cell) == {}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (b'<c t="e" r="B3"><v>#N/A</v></c>', "#N/A"),
        (b"<c s='1' t='e' r='B3'><f>X</f><v>#N/A</v></c>", "#N/A"),
        (b'<c t="n" s="4" r="B3"><f>A1</f></c>', "#NON CALCULÉ"),
    ],
)
def test_the_attributes_of_a_failed_cell_stand_in_any_order(cell: bytes, shown: str) -> None:
    assert failed_in(b'<c r="A1"><v>1</v></c>' + cell) == {(2, 1): shown}


def test_each_failed_cell_has_its_own_place() -> None:
    sheet = (
        b'<c r="A1"><v>1</v></c><c r="AB12" s="3" t="e"><f>X</f><v>#DIV/0!</v></c>'
        b'<c r="C2"><f>A1</f><v/></c>'
    )
    assert failed_in(sheet) == {(11, 27): "#DIV/0!", (1, 2): "#NON CALCULÉ"}


@pytest.mark.parametrize("value", ["", "<v></v>", "<v/>", "<v />"])
def test_a_value_may_be_missing_or_empty(value: str) -> None:
    cell = f'<c r="B3"><f>A1</f>{value}</c>'
    assert failed_in(cell.encode()) == {(2, 1): "#NON CALCULÉ"}


@pytest.mark.parametrize("place", ["A3", "H2", "H9"])
def test_a_formula_without_a_value_beyond_the_rows_and_the_titles_is_nothing(
    tmp_path: Path, place: str
) -> None:
    path = _book(tmp_path / "a.xlsx", "Inès", "s")
    book = load_workbook(path)
    book.worksheets[0][place] = "=1+1"
    book.save(path)
    draft = _read(path)
    assert ([each.line for each in draft.contracts], draft.problems) == ([2], [])
