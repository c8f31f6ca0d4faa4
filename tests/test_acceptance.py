"""The sample exports, imported in one go, give exactly what `attendu.json` says."""

import json
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.cli import main

EXPORTS = Path(__file__).parent / "data" / "exports"
EXPECTED = json.loads((EXPORTS / "attendu.json").read_text(encoding="utf-8"))
FILES = sorted(str(path) for path in EXPORTS.iterdir() if path.suffix != ".json")


class Session:
    """The command line, in one folder, on the day of the expected answers."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._folder = folder

    def answer(self, command: str, *arguments: str) -> Any:
        given = [command, *arguments, "--espace", str(self._folder), "--au", EXPECTED["au"]]
        code = main([*given, "--json"])
        shown = self._capsys.readouterr()
        assert code == 0, shown.err
        return json.loads(shown.out)


@pytest.fixture
def session(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Session:
    return Session(tmp_path / "espace", capsys)


def _by_contracts(dossiers: list[dict[str, Any]]) -> dict[tuple[str, ...], dict[str, Any]]:
    return {tuple(dossier["contrats"]): dossier for dossier in dossiers}


def _refusals(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    found = [reject for file in report["fichiers"] for reject in file["rejets"]]
    return sorted((each["fichier"], each["ligne"], each["code"]) for each in found)


@pytest.mark.parametrize("files", [FILES, FILES[::-1]], ids=["in order", "in reverse order"])
def test_the_sample_exports_give_exactly_the_expected_dossiers(
    session: Session, files: list[str]
) -> None:
    session.answer("importer", *files)
    expected = _by_contracts(EXPECTED["dossiers"])
    queue = session.answer("file", "--tout")
    found = {
        contracts: {name: dossier[name] for name in expected.get(contracts, dossier)}
        for contracts, dossier in _by_contracts(queue).items()
    }
    assert found == expected
    assert len(queue) == len(EXPECTED["dossiers"])


def test_the_sample_exports_have_exactly_the_expected_refused_rows(session: Session) -> None:
    expected = sorted((each["fichier"], each["ligne"], each["code"]) for each in EXPECTED["rejets"])
    assert _refusals(session.answer("importer", *FILES)) == expected


def test_the_counts_of_the_sample_exports_add_up(session: Session) -> None:
    report = session.answer("importer", *FILES)
    for file in report["fichiers"]:
        told = ("crees", "modifies", "inchanges", "rejetes")
        assert file["lus"] == sum(file[name] for name in told)
    contracts = [file for file in report["fichiers"] if file["nature"] == "contrats"]
    clients = [file for file in report["fichiers"] if file["nature"] == "clients"]
    assert sum(file["lus"] for file in contracts) == EXPECTED["contrats_lus"]
    assert sum(file["crees"] for file in contracts) == EXPECTED["contrats_retenus"]
    assert sum(file["crees"] for file in clients) == EXPECTED["clients"]


def test_importing_the_sample_exports_again_changes_nothing(session: Session) -> None:
    session.answer("importer", *FILES)
    before = session.answer("file", "--tout")
    again = session.answer("importer", *FILES)
    assert all(file["crees"] == file["modifies"] == 0 for file in again["fichiers"])
    assert session.answer("file", "--tout") == before


def test_a_simulated_import_of_the_sample_exports_says_the_same_and_writes_nothing(
    session: Session, tmp_path: Path
) -> None:
    simulated = session.answer("importer", *FILES, "--simuler")
    assert _refusals(simulated) == _refusals(session.answer("importer", *FILES, "--simuler"))
    assert not (tmp_path / "espace" / "mplus3.sqlite").exists()
    real = session.answer("importer", *FILES)
    assert [file["crees"] for file in simulated["fichiers"]] == [
        file["crees"] for file in real["fichiers"]
    ]
