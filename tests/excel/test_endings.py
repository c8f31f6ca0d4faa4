"""What is said of a file whose name and content disagree, or that is no workbook at all."""

from pathlib import Path

import pytest

from mplus3_xl.painter.proof import Finding, check
from mplus3_xl.painter.vba import container
from mplus3_xl.painter.vba.container import Entry
from mplus3_xl.painter.workbook import paint
from tests.excel.seeded.files import FILE_FAULTS
from tests.painter.invented import content

PROTECTED = container.write(
    [Entry("EncryptionInfo", b"agile"), Entry("EncryptedPackage", bytes(5000))]
)
OTHER_FILES = [
    ("clients.csv", "Nom;Prénom\nABADIE;Solène\n".encode("cp1252"), "c’est un fichier csv"),
    ("classeur.xlsx", b"\xef\xbb\xbfNom,Code\nABADIE,1\n", "c’est un fichier csv"),
    ("note.txt", "Bonjour, à demain.\nCamille\n".encode(), "c’est un fichier de texte"),
    ("note.xlsx", "Nom\tCode\n".encode("utf-16"), "c’est un fichier de texte"),
    ("export.xls", b"<html><table></table></html>", "c’est une page web ou un fichier XML"),
    ("bilan.pdf", b"%PDF-1.7\n", "c’est un document PDF"),
    ("secret.xlsx", PROTECTED, "c’est un classeur protégé par un mot de passe"),
    (
        "ancien.xls",
        container.write([Entry("Workbook", bytes(5000))]),
        "c’est un ancien fichier Office (.xls, .doc…), à enregistrer au format .xlsx",
    ),
    ("vide.xlsx", b"", "il est vide"),
    ("coupe.xlsx", b"PK\x03\x04" + bytes(40), "c’est un classeur incomplet ou abîmé"),
    ("photo.xlsx", b"\x89PNG\x00\x00", "son contenu n’est pas celui d’un classeur"),
]


def codes(found: list[Finding]) -> set[str]:
    return {finding.code for finding in found}


@pytest.mark.parametrize(("name", "file", "kind"), OTHER_FILES, ids=[row[0] for row in OTHER_FILES])
def test_a_file_that_is_no_workbook_is_called_what_it_is(
    name: str, file: bytes, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(file)
    assert [str(finding) for finding in check(path)] == [
        f"{name} : ce n’est pas un classeur qu’Excel ouvre : {kind} [zip-illisible]"
    ]


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert check(tmp_path / "absent.xlsx")[0].message.endswith("il n’existe pas")


def test_a_folder_is_said_not_to_be_readable(tmp_path: Path) -> None:
    assert check(tmp_path)[0].message.endswith("il ne se laisse pas lire")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("an .xlsm has the type of an .xlsx", {"fichier-type"}),
        ("an .xlsx was copied to .xlsm", {"fichier-type", "fichier-sans-macros"}),
        ("an .xlsm without macros, of its right type", {"fichier-sans-macros"}),
        ("an .xlsm was copied to .xlsx", {"fichier-type", "fichier-macros"}),
        ("an .xlsx has the type of an .xlsm", {"fichier-type"}),
        ("an .xlsx has the right type and macros", {"fichier-macros"}),
        ("the ending is that of another kind of workbook", {"fichier-fin"}),
    ],
)
def test_a_name_that_belies_the_content_is_all_that_is_wrong(
    fault: str, expected: set[str], workbook: Path, tmp_path: Path
) -> None:
    assert codes(check(FILE_FAULTS[fault].write(tmp_path, workbook.read_bytes()))) == expected


def test_the_finding_names_both_kinds_of_workbook(workbook: Path, tmp_path: Path) -> None:
    path = FILE_FAULTS["an .xlsm has the type of an .xlsx"].write(tmp_path, workbook.read_bytes())
    assert check(path)[0].message == (
        "le nom finit par .xlsm et le contenu est celui d’un .xlsx : Excel ne l’ouvre pas"
    )


def test_an_ending_in_capitals_is_the_same_ending(workbook: Path, tmp_path: Path) -> None:
    path = tmp_path / "MPLUS3.XLSM"
    path.write_bytes(workbook.read_bytes())
    assert check(path) == []


def test_the_workbook_to_read_has_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "lire.xlsx"
    paint(path, content(3))
    assert check(path) == []
