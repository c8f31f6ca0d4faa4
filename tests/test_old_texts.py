"""The files of the texts, which the sheet Scripts replaces, are told by Diagnostic."""

from pathlib import Path

import pytest

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.checkup import Finding, look

TWO = "2 fichiers ne sont plus lus : scripts/a.txt, scripts/b.txt"
SUBJECT = "Textes de l’agence"


def _found(folder: Path) -> list[Finding]:
    return [each for each in look(open_workspace(folder, None, None)) if each.subject == SUBJECT]


def test_a_folder_without_these_files_has_nothing_to_say_of_them(tmp_path: Path) -> None:
    assert _found(tmp_path) == []


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        (["sms.txt"], "1 fichier n’est plus lu : scripts/sms.txt"),
        (["b.txt", "a.txt", "lisez.md"], TWO),
    ],
)
def test_a_text_in_a_file_is_said_not_to_be_read_any_more(
    tmp_path: Path, files: list[str], seen: str
) -> None:
    (tmp_path / "scripts").mkdir()
    for name in files:
        (tmp_path / "scripts" / name).write_text("Bonjour", encoding="utf-8")
    (finding,) = _found(tmp_path)
    assert (finding.sound, finding.seen) == (False, seen)
    assert "feuille Scripts" in finding.cure
