import csv
import io
from datetime import datetime

from mplus3_xl.domain.month_report import MonthReport
from mplus3_xl.exports.month_columns import columns_of
from mplus3_xl.exports.month_csv import month_csv
from tests.acte import acte, correction, report


def read(found: MonthReport) -> list[dict[str, str]]:
    """Read the csv back, as Excel in French does."""
    text = month_csv(found).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_csv_has_its_mark_its_semicolons_and_its_line_ends() -> None:
    content = month_csv(report(acte()))
    header, _, rest = content.partition(b"\r\n")
    assert header.startswith(b"\xef\xbb\xbfN")
    assert header.count(b";") == len(columns_of("actes")) - 1
    assert rest.endswith(b"\r\n")


def test_amounts_and_days_are_written_in_french() -> None:
    (line,) = read(report(acte()))
    assert line["Prime annuelle (€)"] == "612,50"
    assert line["Fait le"] == "15/10/2026"
    assert line["Contrats"] == "00123"


def test_a_text_that_looks_like_a_formula_is_guarded() -> None:
    (line,) = read(report(acte(note="=1+1", autres_assureurs="- rien")))
    assert (line["Note"], line["Autres assureurs"]) == ("'=1+1", "'- rien")


def test_a_note_of_several_lines_comes_back_whole() -> None:
    note = 'Une ; « deux » ;\n"trois"'
    assert read(report(acte(note=note)))[0]["Note"] == note


def test_a_correction_is_shown_as_such() -> None:
    old = acte(1)
    lines = read(report(old, correction(old, 2, datetime(2026, 10, 20, 9), note="Autre.")))
    assert [(line["État"], line["Compte"], line["Corrige l’acte"]) for line in lines] == [
        ("Corrigé", "0", ""),
        ("Correctif", "1", "1"),
    ]
    assert (lines[1]["Corrigé le"], lines[1]["Motif de la correction"]) == (
        "20/10/2026",
        "Faute de frappe",
    )
