import io
import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from mplus3_xl.domain.register.closed_month import ClosedMonth, sha256
from mplus3_xl.domain.register.report import MonthReport, report_of
from mplus3_xl.exports.month_summary import MEASURES, summary
from mplus3_xl.exports.month_summary_sheet import summary_sheet
from mplus3_xl.layout.model import Sheet
from mplus3_xl.layout.style import Style
from mplus3_xl.monthly import draw
from mplus3_xl.painter.package import read_parts
from mplus3_xl.rules import table
from tests.acte import OCTOBER, acte, correction, report
from tests.excel.validators import audit, demand_sdk, find_sdk, our_rules, sdk, unexpected

SHEETS = [
    "Actes", "Opportunités", "Actions", "À reporter dans Lagon", "Écarts", "Synthèse", "Lisez-moi",
]  # fmt: skip
LISTS = dict(
    zip(SHEETS, ("tActes", "tOpportunites", "tActions", "tLagon", "tEcarts"), strict=False)
)


A4_LYING = (595 - (0.5 + 0.7) * 72) / 0.68  # points between the margins, at the sheet's scale


def filled() -> MonthReport:
    """A month with one of everything."""
    first, other = acte(1, note="=1+1"), acte(2, date(2026, 10, 31), agency="Rouvière")
    late = correction(acte(9, date(2026, 9, 4)), 10, datetime(2026, 10, 6, 9), note="Vrai.")
    corrected = correction(first, 3, datetime(2026, 10, 20, 9), note="Autre.")
    return report_of(OCTOBER, [first, other, corrected, late], {9: acte(9)}, None)


@pytest.fixture(scope="module", params=["filled", "empty"])
def drawn(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mois") / "Actes_M+3_2026-10.xlsx"
    path.write_bytes(draw(filled() if request.param == "filled" else report()).xlsx)
    return path


def opened(found: MonthReport) -> Workbook:
    return load_workbook(io.BytesIO(draw(found).xlsx))


def table_rows(book: Workbook, sheet: str, name: str) -> list[dict[str, object]]:
    """Read a table of a sheet by its name, one dict a line."""
    cells = book[sheet][book[sheet].tables[name].ref]
    header, *rows = [[cell.value for cell in line] for line in cells]
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def texts(book: Workbook, sheet: str) -> Iterator[str]:
    return (str(cell.value) for line in book[sheet].iter_rows() for cell in line if cell.value)


def test_the_excel_gate_has_nothing_to_say(drawn: Path) -> None:
    sdk_binary = demand_sdk(find_sdk(), in_ci=bool(os.environ.get("CI")))
    assert our_rules(drawn) == []
    assert unexpected("openxml-audit", audit(drawn)) == []
    assert unexpected("sdk", sdk(sdk_binary, drawn)) == []


def test_the_sheets_are_in_their_order(drawn: Path) -> None:
    assert CalamineWorkbook.from_path(str(drawn)).sheet_names == SHEETS


def test_the_same_report_gives_the_same_bytes() -> None:
    assert draw(filled()) == draw(filled())


def test_amounts_are_numbers_in_euros() -> None:
    (line,) = table_rows(opened(report(acte())), "Actes", LISTS["Actes"])
    assert line["Prime annuelle (€)"] == 612.5


def test_no_part_of_the_package_tells_when_it_was_made() -> None:
    properties = read_parts(draw(report()).xlsx)["docProps/core.xml"].decode()
    assert properties.count("2026-10-31T00:00:00Z") == 2


def test_the_sums_of_the_synthesis_are_those_of_the_rows() -> None:
    book = opened(filled())
    counted = [row for row in table_rows(book, "Actes", "tActes") if row["Compte"] == 1]
    (total,) = table_rows(book, "Synthèse", "tSyntheseMois")
    titles = {"Actes": "Compte", "Contrats": "Nb contrats"}
    for title in MEASURES.values():
        column = titles.get(title, title)
        assert total[title] == sum(int(str(row[column])) for row in counted), title
    assert total["Actes"] == 2


def test_the_synthesis_has_native_charts_with_titles_units_and_texts() -> None:
    parts = read_parts(draw(filled()).xlsx)
    charts = [name for name in parts if name.startswith("xl/charts/chart")]
    assert len(charts) == 3
    drawing = parts["xl/drawings/drawing1.xml"].decode()
    assert drawing.count('descr="Histogramme') == 3
    for name in charts:
        chart = parts[name].decode()
        assert "Actes du mois par" in chart
        assert ">actes<" in chart


def test_the_readme_holds_the_digest_of_the_csv_and_every_definition() -> None:
    files = draw(filled())
    book = load_workbook(io.BytesIO(files.xlsx))
    assert sha256(files.csv) in set(texts(book, "Lisez-moi"))
    defined = table_rows(book, "Lisez-moi", "tDefinitions")
    for sheet, name in LISTS.items():
        listed = [row["Colonne"] for row in defined if row["Feuille"] == sheet]
        assert listed == list(table_rows(book, sheet, name)[0])


def test_a_formula_like_text_stays_a_text() -> None:
    row = table_rows(opened(filled()), "Actes", "tActes")[0]
    assert row["Note"] == "=1+1"
    assert "<f>1+1</f>" not in read_parts(draw(filled()).xlsx)["xl/worksheets/sheet1.xml"].decode()


def test_what_came_late_is_in_the_deviations_only() -> None:
    book = opened(filled())
    (late,) = table_rows(book, "Écarts", "tEcarts")
    assert (late["N° d’acte"], late["Mois"], late["Après"]) == (10, "2026-09", "Vrai.")
    assert 10 not in [row["N° d’acte"] for row in table_rows(book, "Actes", "tActes")]


def test_a_month_says_whether_it_is_frozen_and_anonymised() -> None:
    closed = ClosedMonth("2026-10", datetime(2026, 11, 2, 9, 5), "lea", 1, "a" * 64, "b" * 64)
    for each, said in (
        (None, "état provisoire"),
        (closed, "clôturé le 02/11/2026 à 09:05 par lea"),
        (closed._replace(anonymised_on=date(2029, 1, 4)), "anonymisé le 04/01/2029"),
    ):
        book = opened(report_of(OCTOBER, [acte()], {}, each))
        assert said in str(book["Lisez-moi"]["B2"].value)


def test_every_printed_page_of_the_register_bears_the_numbers_of_its_actes() -> None:
    book = opened(filled())
    assert (book["Actes"].print_title_cols, book["Actes"].print_title_rows) == ("$B:$B", "$5:$5")
    assert book["Actions"].print_title_cols is None  # it is one page wide


def test_no_printed_page_of_the_register_cuts_its_title() -> None:
    book = opened(filled())
    places = {title: [book[title][at].value is not None for at in ("B1", "C1")] for title in SHEETS}
    assert places["Actes"] == [False, True]  # not in the column that each page repeats
    assert all(each == [True, False] for title, each in places.items() if title != "Actes")


def test_the_titles_of_the_definitions_stand_on_each_page_of_them() -> None:
    sheet = opened(filled())["Lisez-moi"]
    row = str(sheet.print_title_rows).replace("$", "").split(":")[0]
    assert [sheet[f"{col}{row}"].value for col in "BCD"] == [
        "Feuille",
        "Colonne",
        "Ce que cela veut dire",
    ]


def test_a_long_text_of_the_month_is_whole_on_paper() -> None:
    sheet = opened(report(acte(1), acte(2, note="Content de l’accueil. " * 20)))["Actes"]
    (note,) = [cell for cell in sheet[7] if str(cell.value).startswith("Content")]
    assert note.alignment.wrap_text
    assert (sheet.row_dimensions[6].height or 0) < 21  # one line
    assert (sheet.row_dimensions[7].height or 0) > 12 * 15


def test_a_note_of_several_short_lines_is_whole_on_paper() -> None:
    sheet = opened(report(acte(1, note="Rappelé.\n\nContente.\nVeut un devis.")))["Actes"]
    assert (sheet.row_dimensions[6].height or 0) > 4 * 15


@pytest.mark.parametrize("people", [1, 6, 40])
def test_no_printed_page_cuts_a_chart_of_the_synthesis_nor_a_table_that_fits(people: int) -> None:
    done = [acte(at, charge_clientele=f"Chargé {at}") for at in range(1, people + 1)]
    found = report(*done)
    sheet = summary_sheet(found, summary(found))
    page = sheet.page
    assert page is not None
    assert len(sheet.charts) == 3
    starts = (0, *page.break_rows)
    charts = [range(each.row, each.row + each.rows) for each in sheet.charts]
    tables = [range(each.row - 1, each.last + 1) for each in sheet.tables]
    fitting = [rows for rows in tables if _tall(sheet, rows) <= A4_LYING]
    assert len(fitting) >= 3
    for rows in (*charts, *fitting):
        assert not {*starts} & {*rows[1:]}
        start = max(each for each in starts if each <= rows[0])
        assert _tall(sheet, range(start, rows[-1] + 1)) <= A4_LYING


def _tall(sheet: Sheet, rows: range) -> float:
    return sum(sheet.heights.get(row, sheet.row_height) for row in rows)


def test_the_readme_says_what_the_file_is() -> None:
    files = draw(filled())
    sheet = load_workbook(io.BytesIO(files.xlsx))["Lisez-moi"]
    assert [[cell.value for cell in line] for line in sheet["B4:C9"]] == [
        ["Ce fichier", None],
        ["Période", "du 01/10/2026 au 31/10/2026, heure de Paris"],
        ["Actes qui comptent", "2"],
        ["Actes corrigés", "1"],
        ["Règles appliquées", "0.1.0+essai"],
        ["SHA-256 du csv", sha256(files.csv)],
    ]
    notes = [row[0].value for row in sheet["B12:B17"]]
    assert (sheet["B11"].value, notes) == ("Comment le lire", table("month_columns")["notes"])
    assert (sheet["B1"].value, sheet["B19"].value) == ("Lisez-moi · octobre 2026", "Les colonnes")


def test_the_readme_of_a_month_without_acte_says_that_no_rule_was_applied() -> None:
    sheet = opened(report())["Lisez-moi"]
    assert [row[0].value for row in sheet["C6:C8"]] == ["0", "0", "aucun acte"]


@pytest.mark.parametrize("anonymised_on", [None, date(2029, 1, 4)])
def test_the_readme_of_an_anonymised_month_keeps_the_digests_of_its_closing(
    anonymised_on: date | None,
) -> None:
    closed = ClosedMonth("2026-10", datetime(2026, 11, 2, 9, 5), "lea", 1, "a" * 64, "b" * 64)
    closed = closed._replace(anonymised_on=anonymised_on)
    sheet = opened(report_of(OCTOBER, [acte()], {}, closed))["Lisez-moi"]
    kept = [[cell.value for cell in line] for line in sheet["B10:C11"]]
    told = [
        ["SHA-256 du csv à la clôture", closed.csv_sha256],
        ["SHA-256 du classeur à la clôture", closed.xlsx_sha256],
    ]
    assert (kept == told) is (anonymised_on is not None)


def test_the_synthesis_sums_by_agency_by_charge_and_by_week_each_with_its_chart() -> None:
    found = filled()
    sheet = summary_sheet(found, summary(found))
    labels = {
        "tSyntheseMois": ["Mois"],
        "tSyntheseAgences": ["Agence"],
        "tSyntheseCharges": ["Chargé de clientèle", "Agence"],
        "tSyntheseSemaines": ["Semaine"],
    }
    for placed in sheet.tables:
        assert [each.title for each in placed.columns] == [
            *labels[placed.name],
            *MEASURES.values(),
        ]
    assert sheet.page is not None
    widest = max(each.col + len(each.columns) - 1 for each in sheet.tables)
    assert (sheet.page.first, sheet.page.last) == (1, widest)
    titles = [cell.value for cell in sheet.cells if cell.style is Style.SECTION and cell.value]
    assert titles == ["Le mois", "Par agence", "Par chargé", "Par semaine"]
    below = zip(sheet.tables[1:], sheet.charts, ("agence", "chargé", "semaine"), strict=True)
    for placed, chart, said in below:
        assert (chart.table, chart.label) == (placed.name, placed.columns[0].key)
        assert chart.title == f"Actes du mois par {said}"
        assert f"par {said}, et parmi eux" in chart.description
        assert chart.row > placed.last
        assert [key for key, _ in chart.series] == ["counted", "in_window"]
