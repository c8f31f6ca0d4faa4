"""What people drop on the program: exports in every guise, and what is no export."""

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from mplus3_xl.domain.lagon.drafts import Kind
from mplus3_xl.errors import UserError
from mplus3_xl.importers.titles import Export, open_export
from tests.importers.files import (
    CLIENT,
    CLIENT_TITLES,
    CONTRACT,
    CONTRACT_TITLES,
    Rows,
    bare_xlsx,
    csv_text,
    protected,
    word_document,
    write_csv,
    write_xlsx,
    write_zip,
)

DATA = Path(__file__).parents[1] / "data"
ROWS = [CONTRACT_TITLES, CONTRACT]
TEXT = csv_text(ROWS)
MARKED = [CONTRACT_TITLES, ["C1", "L1", "Cœur d’Été – Zoé", *CONTRACT[3:]]]


def _open(path: Path) -> Export:
    return open_export(path, {})


def _refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        _open(path)
    assert caught.value.what
    assert caught.value.remedy
    return caught.value


def _bytes(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_a_csv_is_read_whatever_its_encoding_and_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    export = _open(write_csv(tmp_path / "a.csv", MARKED, separator, encoding))
    assert export.match.kind is Kind.CONTRACTS
    assert list(export.body) == [MARKED[1]]


def test_a_csv_from_utf_16_big_endian_is_read(tmp_path: Path) -> None:
    path = _bytes(tmp_path / "a.csv", b"\xfe\xff" + csv_text(MARKED).encode("utf-16-be"))
    assert list(_open(path).body) == [MARKED[1]]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_csv_is_read_whatever_its_line_endings(tmp_path: Path, ending: str) -> None:
    path = _bytes(tmp_path / "a.csv", TEXT.replace("\r\n", ending))
    assert _open(path).lines == [2]


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", "sep=;;;;;;\r\n"])
def test_the_line_that_announces_the_separator_is_not_numbered(tmp_path: Path, line: str) -> None:
    export = _open(_bytes(tmp_path / "a.csv", line + TEXT))
    assert (export.header_line, export.lines) == (1, [2])


def test_the_announced_separator_wins(tmp_path: Path) -> None:
    path = _bytes(tmp_path / "a.csv", "sep=^\r\n" + csv_text(ROWS, "^"))
    assert list(_open(path).body) == [CONTRACT]


def test_the_titles_may_stand_below_others_with_other_separators(tmp_path: Path) -> None:
    head = "Export du 23/11/2026, agence Corniche, Marseille\r\n\r\n"
    export = _open(_bytes(tmp_path / "a.csv", head + TEXT))
    assert (export.header_line, export.lines) == (3, [4])


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_columns_of_a_csv_that_is_no_export_are_told_one_by_one(
    tmp_path: Path, separator: str
) -> None:
    refusal = _refusal(write_csv(tmp_path / "a.csv", [["jour", "motif", "débit"]], separator))
    assert "Colonnes trouvées : jour, motif, débit." in refusal.what


@pytest.mark.parametrize(("separator", "head"), [(";", "a,b,c,d"), (",", "a;b;c;d")])
def test_the_titles_stand_among_the_first_twenty_lines(
    tmp_path: Path, separator: str, head: str
) -> None:
    above = [[head], *[["-"]] * 18]
    assert _open(write_csv(tmp_path / "a.csv", [*above, *ROWS], separator)).header_line == 20
    assert _open(write_xlsx(tmp_path / "a.xlsx", [*above, *ROWS])).header_line == 20
    assert _refusal(write_xlsx(tmp_path / "b.xlsx", [["-"], *above, *ROWS])).code[:6] == "entete"


def test_commas_within_the_cells_do_not_pass_for_separators(tmp_path: Path) -> None:
    addresses = [[f"L{at}", "MARTIN, SARL", "a, b, c, d, e, f", "01, 02"] for at in range(30)]
    export = _open(write_csv(tmp_path / "a.csv", [CLIENT_TITLES, *addresses]))
    assert list(export.body) == addresses


def test_a_cell_of_several_lines_counts_as_one_row(tmp_path: Path) -> None:
    rows = [CONTRACT_TITLES, [*CONTRACT[:2], "MARTIN\r\nZoé", *CONTRACT[3:]], CONTRACT]
    export = _open(write_csv(tmp_path / "a.csv", rows))
    assert export.lines == [2, 3]


@pytest.mark.parametrize(
    "body",
    [
        'C2;L2;"Dupuis;AN;25/08/2026;En cours\r\nC3;L3;Petit;AN;25/08/2026;En cours\r\n',
        'C2;L2;"Dupuis;AN;25/08/2026;En cours\r\nC3;L3;"Petit;AN;25/08/2026;En cours\r\n',
        'C2;L2;"' + "x" * 200_000,
    ],
)
def test_a_quote_that_would_swallow_rows_refuses_the_file(tmp_path: Path, body: str) -> None:
    refusal = _refusal(_bytes(tmp_path / "a.csv", TEXT + body))
    assert refusal.code == "csv_illisible"
    assert "ligne 3" in refusal.what


def test_a_cell_of_several_lines_has_fewer_separators_than_a_row(tmp_path: Path) -> None:
    least = ";" * (len(CONTRACT_TITLES) - 2)
    lines, row = f"a\n{least}b", f"a;{least}b"
    rows = [CONTRACT_TITLES, *([*CONTRACT[:2], name, *CONTRACT[3:]] for name in (lines, row))]
    assert [each[2] for each in _open(write_csv(tmp_path / "a.csv", rows)).body] == [lines, row]
    rows[1][2] = f"a\n;{least}b"
    refusal = _refusal(write_csv(tmp_path / "b.csv", rows))
    assert (refusal.code, "ligne 2" in refusal.what) == ("csv_illisible", True)


def test_a_quote_within_a_name_is_only_a_quote(tmp_path: Path) -> None:
    path = _bytes(tmp_path / "a.csv", TEXT.replace("MARTIN Zoé", 'SARL Le "Phare"'))
    assert _open(path).body[0][2] == 'SARL Le "Phare"'


def test_blank_lines_are_counted_and_not_read(tmp_path: Path) -> None:
    rows = [[], CONTRACT_TITLES, [], CONTRACT, ["", " ", "\u00a0", "", "", ""], CONTRACT, []]
    export = _open(write_csv(tmp_path / "a.csv", rows))
    assert (export.header_line, export.lines) == (2, [4, 6])


def test_blank_lines_of_a_workbook_are_counted_and_not_read(tmp_path: Path) -> None:
    rows: Rows = [[], CONTRACT_TITLES, [], CONTRACT, [None], CONTRACT]
    export = _open(write_xlsx(tmp_path / "a.xlsx", rows))
    assert (export.header_line, export.lines) == (2, [4, 6])


def test_the_content_decides_not_the_ending(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "a.xlsx", ROWS).rename(tmp_path / "a.xls")
    assert list(_open(book).body) == [CONTRACT]
    assert list(_open(_bytes(tmp_path / "b.xlsx", TEXT)).body) == [CONTRACT]


def test_a_real_xls_is_read() -> None:
    export = _open(DATA / "contrats.xls")
    assert export.lines == [2, 3, 4]
    assert [row[2] for row in export.body] == ["MARTIN Zoé", "@Dupuis", "Petit"]


@pytest.mark.parametrize("first", [[["Notes"], ["à ne pas lire"]], [CLIENT_TITLES[1:], CLIENT[1:]]])
def test_the_one_sheet_that_is_an_export_is_read(tmp_path: Path, first: list[list[str]]) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", first, ROWS)
    assert list(_open(path).body) == [CONTRACT]


def test_two_sheets_that_are_exports_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS, [["Notes"]], [CLIENT_TITLES, CLIENT])
    refusal = _refusal(path)
    assert refusal.code == "plusieurs_feuilles"
    assert "« Feuil1 », « Feuil3 »" in refusal.what


def test_a_cell_merged_over_several_rows_is_in_each_of_them(tmp_path: Path) -> None:
    rows = [["Export", *[""] * 5], CONTRACT_TITLES, CONTRACT, ["C2", *CONTRACT[1:]]]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    (sheet,) = book.worksheets
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("B3:C4")
    sheet.merge_cells("K2:L4")  # beyond what the sheet holds
    book.save(path)
    export = _open(path)
    assert export.header == CONTRACT_TITLES
    assert [row[:2] for row in export.body] == [["C1", "L1"], ["C2", "L1"]]


def test_titles_that_a_row_says_again_are_no_row_of_the_export(tmp_path: Path) -> None:
    second = ["", *CONTRACT[1:]]
    rows = [CONTRACT_TITLES, ["", *CONTRACT_TITLES[1:]], CONTRACT, CONTRACT_TITLES, second]
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    book = load_workbook(path)
    (sheet,) = book.worksheets
    sheet.merge_cells("A1:A2")
    book.save(path)
    export = _open(path)
    assert (export.lines, list(export.body)) == ([3, 5], [CONTRACT, second])


def test_a_row_of_a_csv_that_ends_early_is_as_wide_as_the_titles(tmp_path: Path) -> None:
    rows = [[*CONTRACT_TITLES, "Formule"], CONTRACT, [*CONTRACT, "F1", "en trop"]]
    body = _open(write_csv(tmp_path / "a.csv", rows)).body
    assert list(body) == [[*CONTRACT, ""], [*CONTRACT, "F1", "en trop"]]


def test_titles_said_again_in_part_are_no_row_and_a_row_that_has_one_more_is(
    tmp_path: Path,
) -> None:
    again = ["", *CONTRACT_TITLES[1:]]
    path = write_csv(tmp_path / "a.csv", [CONTRACT_TITLES, again, [*again, "suite"], CONTRACT])
    assert _open(path).lines == [3, 4]


def test_hidden_sheets_and_charts_are_not_looked_at(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS, ROWS)
    book = load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    book.create_chartsheet("Graphique")
    book.save(path)
    assert list(_open(path).body) == [CONTRACT]


def test_an_export_in_a_hidden_sheet_only_is_refused_by_that_name(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", [["Notes"], ["voir plus loin"]], ROWS)
    book = load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    book.save(path)
    assert _refusal(path).code == "feuille_masquee"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_the_accents_of_another_encoding_are_never_taken_for_other_letters(
    tmp_path: Path, encoding: str
) -> None:
    rows = [CONTRACT_TITLES, ["C1", "L1", "Leduc Andrée", *CONTRACT[3:]]]
    text = csv_text(rows).replace("N°", "No").encode(encoding)
    refusal = _refusal(_bytes(tmp_path / "a.csv", text))
    assert refusal.code == "csv_encodage"
    assert text.split(b";")[7].decode("cp1252").split()[1] in refusal.what


@pytest.mark.parametrize("letter", "éèêëçôîïûùâàœ")
@pytest.mark.parametrize("end", [b"\xc3", b"C2;L2;Ren\xe9;AN;25/08/2026;En cours\r\n"])
def test_a_utf_8_that_is_cut_or_mixed_never_gives_other_letters(
    tmp_path: Path, letter: str, end: bytes
) -> None:
    rows = [CONTRACT_TITLES, ["C1", "L1", f"Leduc {letter}tre", *CONTRACT[3:]]]
    content = csv_text(rows).replace("N°", "No").encode() + end
    refusal = _refusal(_bytes(tmp_path / "a.csv", content))
    wrong = f"{letter}tre".encode().decode("cp1252")
    assert (refusal.code, f"se liraient « {wrong} »" in refusal.what) == ("csv_encodage", True)


def test_a_name_that_lagon_itself_holds_wrong_does_not_refuse_the_file(tmp_path: Path) -> None:
    names = ("AndrÃ©e", "Renée", "Hélène")
    rows = [["C1", "L1", name, *CONTRACT[3:]] for name in names]
    content = csv_text([CONTRACT_TITLES, *rows]).encode("cp1252")
    read = _open(_bytes(tmp_path / "a.csv", content)).body
    assert [row[2] for row in read] == [*names]


def test_a_cp1252_without_any_accent_is_read(tmp_path: Path) -> None:
    rows = [CONTRACT_TITLES, ["C1", "L1", "MARTIN", *CONTRACT[3:]]]
    path = write_csv(tmp_path / "a.csv", rows, encoding="cp1252")  # its « N° » is no utf-8
    assert list(_open(path).body) == rows[1:]


def test_what_cp1252_alone_writes_is_read(tmp_path: Path) -> None:
    name = "Œuvre « L’Été… » – 12 ‰ ‚x‘ Šimon Žák † n"
    rows = [CONTRACT_TITLES, ["C1", "L1", name, *CONTRACT[3:]]]
    assert _open(write_csv(tmp_path / "a.csv", rows, encoding="cp1252")).body[0][2] == name


FILES: dict[str, Callable[[Path], Path]] = {
    "fichier_vide vide": lambda path: _bytes(path, b""),
    "fichier_vide blancs": lambda path: _bytes(path, b" \r\n\t\r\n\0"),
    "fichier_vide mark only": lambda path: _bytes(path, "\ufeff\r\n;;;\r\n"),
    "fichier_vide nothing but its mark": lambda path: _bytes(path, "\ufeff"),
    "fichier_vide separator only": lambda path: _bytes(path, "sep=;\r\n"),
    "fichier_vide empty sheet": lambda path: write_xlsx(path, []),
    "fichier_vide blank cells": lambda path: write_xlsx(path, [[" ", None], [None, "\u00a0"]]),
    "fichier_vide titles only": lambda path: write_xlsx(path, [CONTRACT_TITLES]),
    "fichier_introuvable": lambda path: path,
    "fichier_illisible": lambda path: path.with_name("x" * 300),
    "fichier_dossier": lambda path: path.parent,
    "fichier_protege": protected,
    "fichier_tronque": lambda path: _cut(write_xlsx(path, ROWS * 50)),
    "fichier_tronque sheet": lambda path: bare_xlsx(path, '<row r="1"><c r="A1"'),
    "fichier_tronque no relations": lambda path: write_zip(path, {"xl/workbook.xml": "<w/>"}),
    "fichier_tronque ole": lambda path: _bytes(path.with_suffix(".xls"), _xls()[:3000]),
    "format_inconnu html": lambda path: _bytes(path, "\r\n<HTML><table><tr><td>N° contrat"),
    "format_inconnu html style": lambda path: _bytes(path, "<style>td{}</style><table>"),
    "format_inconnu web archive": lambda path: _bytes(path, "MIME-Version: 1.0\r\n\r\n<html>"),
    "format_inconnu xml": lambda path: _bytes(path, '\ufeff<?xml version="1.0"?><Workbook/>'),
    "format_inconnu pdf": lambda path: _bytes(path, b"%PDF-1.7\n\0\0"),
    "format_inconnu png": lambda path: _bytes(path, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "format_inconnu docx": lambda path: write_zip(path, {"word/document.xml": "<w/>"}),
    "format_inconnu xlsb": lambda path: write_zip(path, {"xl/workbook.bin": b"\0"}),
    "format_inconnu doc": word_document,
    "entete_inconnu": lambda path: _bytes(path, "date;libellé;débit\r\n01/01/2026;Achat;12,00\r\n"),
    "entete_inconnu one word": lambda path: _bytes(path, "bonjour"),
    "csv_encodage": lambda path: _bytes(path, TEXT.encode("cp1252") + b"\x81\x8d"),
}


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_titles_without_a_row_are_refused_as_such(
    tmp_path: Path, write: Callable[[Path, Rows], Path]
) -> None:
    assert "n’a que des titres" in _refusal(write(tmp_path / "a", [CONTRACT_TITLES])).what


def _cut(path: Path) -> Path:
    content = path.read_bytes()
    return _bytes(path, content[: len(content) // 2])


def _xls() -> bytes:
    return (DATA / "contrats.xls").read_bytes()


@pytest.mark.parametrize("what", FILES)
def test_what_is_no_export_is_refused_by_its_name(tmp_path: Path, what: str) -> None:
    assert _refusal(FILES[what](tmp_path / "export")).code == what.partition(" ")[0]


@pytest.mark.parametrize(
    "start",
    ["<html>", "<!DOCTYPE html>", "<Table>", "<style>", "<meta charset=''>", "<head>", "<div>",
     "MIME-Version: 1.0", "\ufeff <HTML>"],
)  # fmt: skip
def test_a_web_page_is_told_whatever_it_begins_with(tmp_path: Path, start: str) -> None:
    refusal = _refusal(_bytes(tmp_path / "a.xls", f"{start}\r\n<td>N° de Contrat"))
    assert (refusal.code, "une page web" in refusal.what) == ("format_inconnu", True)


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_that_a_spreadsheet_holds_is_refused(tmp_path: Path, lock: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS)
    (tmp_path / lock).write_bytes(b"Anne")
    assert _refusal(path).code == "fichier_ouvert"
    (tmp_path / lock).unlink()
    assert _open(path).lines == [2]


def test_the_lock_itself_is_refused(tmp_path: Path) -> None:
    assert _refusal(_bytes(tmp_path / "~$a.xlsx", b"\x04Anne")).code == "fichier_ouvert"


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", ROWS * 200)
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[at : at + 40] = b"\xff" * 40
    assert _refusal(_bytes(path, bytes(content))).code == "fichier_tronque"


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.xlsx", {"xl/workbook.xml": "<workbook/>"})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/sharedStrings.xml", "w") as part,
    ):
        for _ in range(610):
            part.write(bytes(1_000_000))
    assert path.stat().st_size < 1_000_000
    assert _refusal(path).code == "fichier_demesure"


FAR = {
    "a filled cell": '<c r="XFD{row}"><v>1</v></c>',
    "apostrophes": "<c s='0' r='XFD{row}' ><v>1</v></c>",
    "small letters": '<c r="xfd{row}"><v>1</v></c>',
    "no place at all": "<c/>" * 16_382 + "<c><v>1</v></c>",
}


def _far(path: Path, cell: str, row_tag: str = '<row r="{row}">') -> Path:
    first = '<c r="A{row}"><v>1</v></c>' if "r=" in cell else "<c><v>1</v></c>"
    rows = (f"{row_tag}{first}{cell}</row>".format(row=row) for row in range(1, 3_001))
    return bare_xlsx(path, "".join(rows))


@pytest.mark.parametrize("cell", FAR)
@pytest.mark.parametrize("row_tag", ['<row r="{row}">', "<row>"])
def test_a_cell_at_the_far_right_is_refused(tmp_path: Path, cell: str, row_tag: str) -> None:
    refused = _refusal(_far(tmp_path / "a.xlsx", FAR[cell], row_tag)).code
    assert refused in ("feuille_demesuree", "fichier_demesure")  # too far, or packed too tight


# Opens the file in a process of its own, whose peak memory tells what the opening cost.
PEAK = """
import resource, sys
from pathlib import Path
from mplus3_xl.errors import UserError
from mplus3_xl.importers.titles import open_export
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
try:
    open_export(Path(sys.argv[1]), {})
except UserError as refusal:
    print(refusal.code, peak() - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="its processes do not tell their peak memory")
def test_a_cell_at_the_far_right_costs_no_memory(tmp_path: Path) -> None:
    path = _far(tmp_path / "a.xlsx", FAR["a filled cell"])
    command = [sys.executable, "-c", PEAK, str(path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    unit = 1 if sys.platform == "darwin" else 1024
    assert path.stat().st_size < 30_000
    assert told[0] == "feuille_demesuree"
    assert int(told[1]) * unit < 100_000_000


def test_a_far_refusal_names_the_cell(tmp_path: Path) -> None:
    assert "XFD" in _refusal(_far(tmp_path / "a.xlsx", FAR["a filled cell"])).what


def test_formatted_empty_cells_far_to_the_right_are_accepted(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in [CONTRACT_TITLES, *[CONTRACT] * 3_000]:
        sheet.append(row)
        sheet.cell(sheet.max_row, 16_384).fill = PatternFill("solid", fgColor="FFFF00")
    book.save(tmp_path / "a.xlsx")
    assert len(_open(tmp_path / "a.xlsx").body) == 3_000


def test_a_workbook_packed_a_hundred_times_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/sharedStrings.xml", "<t>" + " " * 60_000_000)
    assert _refusal(path).code == "fichier_demesure"
