"""The month's csv, opened by a LibreOffice in French as an Excel in French opens it."""

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mplus3_xl.exports.month_csv import month_csv
from tests.acte import acte, report
from tests.excel.french_office import french_profile

# `;`, double quotes, UTF-8, from line 1, in the language of the office, special numbers found:
# what an Excel in French does of itself.
_AS_EXCEL = "CSV:59,34,76,1,,0,false,true"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The one acte of a month, by column, as the cells of the opened csv hold it."""
    folder = tmp_path_factory.mktemp("csv")
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice Calc is missing: the csv is not opened")
    path = folder / "mois.csv"
    path.write_bytes(month_csv(report(acte(note="=1+1;é", autres_assureurs="'=1+1"))))
    command = [office, "--headless", french_profile(folder / "profil"), f"--infilter={_AS_EXCEL}"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, timeout=120, stdout=subprocess.DEVNULL)
    sheet = load_workbook(Path(folder, "mois.xlsx")).worksheets[0]
    header, line = sheet.iter_rows(values_only=True)
    return dict(zip(map(str, header), line, strict=True))


def test_every_column_has_its_own_cell_and_its_accents(opened: dict[str, Any]) -> None:
    assert next(iter(opened)) == "N° d’acte", "no mark of bytes before the first title"
    assert "Chargé de clientèle" in opened
    assert opened["Client"] == "MARTIN Zoé"


def test_an_amount_with_its_comma_is_a_number_and_a_day_is_a_day(opened: dict[str, Any]) -> None:
    assert opened["Prime annuelle (€)"] == 612.5
    assert opened["Fait le"] == datetime(2026, 10, 15)


def test_a_text_like_a_formula_is_computed_by_nobody(opened: dict[str, Any]) -> None:
    assert opened["Note"] == "'=1+1;é"
    assert opened["Autres assureurs"] == "''=1+1"
