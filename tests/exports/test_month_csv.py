import csv
import io
from datetime import datetime

import pytest

from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.domain.text import looks_like_formula, unguarded
from mplus3_xl.exports.month_columns import columns_of
from mplus3_xl.exports.month_csv import month_csv
from mplus3_xl.importers.cells import text
from tests.acte import acte, correction, report


def read(found: MonthReport) -> list[dict[str, str]]:
    """Read the csv back, as Excel in French does."""
    lines = io.StringIO(month_csv(found).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(lines, delimiter=";"))


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


@pytest.mark.parametrize("note", ["=1+1", "+33", "-12 %", "@nom", "'=1+1", "''=1", "'tel quel'"])
def test_a_text_comes_back_as_it_was_guard_and_all(note: str) -> None:
    written = read(report(acte(note=note)))[0]["Note"]
    assert not looks_like_formula(written)
    assert unguarded(written) == note
    assert text(written) == note, "the importer reads it so too"


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
