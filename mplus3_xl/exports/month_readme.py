"""The sheet Lisez-moi: what the file is, what makes it sure, what each column means."""

from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.exports.month_columns import columns_of
from mplus3_xl.exports.month_words import month_name, state_line
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.heading import HEIGHTS, section
from mplus3_xl.layout.model import Cell, Column, Page, Sheet, Table
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table

TITLE = "Lisez-moi"
_COL, _LAST_COL, _FIRST_ROW = 1, 3, 3
_DEFINITIONS = (
    Column("feuille", "Feuille", 26),
    Column("colonne", "Colonne", 28),
    Column("sens", "Ce que cela veut dire", 96, Kind.WRAPPED),
)


def readme_sheet(report: MonthReport, csv_sha256: str) -> Sheet:
    """Return the sheet; `csv_sha256` is the digest of the csv that goes with the workbook."""
    facts, notes = _facts(report, csv_sha256), table("month_columns")["notes"]
    notes_row = _FIRST_ROW + len(facts) + 2
    words_row = notes_row + len(notes) + 2
    words = Table("tDefinitions", words_row + 1, _COL, _DEFINITIONS, _definitions(), filtered=False)
    cells = [
        Cell(0, _COL, f"{TITLE} · {month_name(report.month)}", Style.TITLE),
        Cell(1, _COL, state_line(report), Style.SUBTITLE),
        *section(_FIRST_ROW, "Ce fichier", _COL, _LAST_COL),
        *section(notes_row, "Comment le lire", _COL, _LAST_COL),
        *section(words_row, "Les colonnes", _COL, _LAST_COL),
    ]
    for row, (label, value) in enumerate(facts, start=_FIRST_ROW + 1):
        cells += [Cell(row, _COL, label, Style.LINED), Cell(row, _COL + 1, value, Style.LINED)]
        cells.append(Cell(row, _COL + 2, None, Style.LINED))
    cells += [Cell(row, _COL, note) for row, note in enumerate(notes, start=notes_row + 1)]
    return Sheet(
        title=TITLE,
        code_name="FeuilLisezMoi",
        widths=(2.0, *(column.width for column in _DEFINITIONS)),
        cells=tuple(cells),
        tables=(words,),
        heights=HEIGHTS | dict.fromkeys((_FIRST_ROW, notes_row, words_row), 28),
        page=Page(_COL, _LAST_COL, landscape=True, repeated_row=words_row + 1),
    )


def _facts(report: MonthReport, csv_sha256: str) -> list[tuple[str, str]]:
    month, closed = report.month, report.closed
    facts = [
        ("Période", f"du {short_day(month.first)} au {short_day(month.last)}, heure de Paris"),
        ("Actes qui comptent", str(sum(row.counted for row in report.actes))),
        ("Actes corrigés", str(sum(not row.counted for row in report.actes))),
        ("Règles appliquées", ", ".join(report.rules_versions) or "aucun acte"),
        ("SHA-256 du csv", csv_sha256),
    ]
    if closed is not None and closed.anonymised_on:
        facts.append(("SHA-256 du csv à la clôture", closed.csv_sha256))
        facts.append(("SHA-256 du classeur à la clôture", closed.xlsx_sha256))
    return facts


def _definitions() -> list[tuple[str, str, str]]:
    sheets = table("month_columns")["sheets"]
    return [
        (title, column.title, column.help)
        for sheet, title in sheets.items()
        for column in columns_of(sheet)
    ]
