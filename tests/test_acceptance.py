"""The sample exports, imported in one go, give exactly what `attendu.json` says."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from mplus3_xl.cli import main
from mplus3_xl.importers.titles import open_export
from tests.importers.files import CONTRACT, CONTRACT_TITLES, contract_row, write_csv, write_xlsx

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


# ---- The same exports in other guises: the answer does not change ----

Row = list[Any]

OTHER_TITLES = {
    "N° de Contrat": "POLICE",
    "N° client Lagon": " réf. LAGON ",
    "Nom du client": "Client",
    "Mouvement": "Nature du\u00a0mouvement",
    "Date d'effet": "DATE D’EFFET",
    "Etat du contrat": "Situation",
    "Type de client": "type client",
    "Date de résiliation": "Date résil.",
    "Agence": "Point de Vente",
    "Raison sociale": "RAISON_SOCIALE",
    "CP": "Code  Postal",
    "E-mail": "Mail",
}


def _as_iso(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _as_serial(cell: Any) -> Any:
    return (cell - date(1899, 12, 30)).days if type(cell) is date else cell


def _as_french(cell: Any) -> Any:
    return f"{cell:%d.%m.%Y}" if isinstance(cell, date) else cell


def _cells(rows: list[Row], change: Callable[[Any], Any]) -> list[Row]:
    return [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def _reversed_csv(path: Path, rows: list[Row]) -> None:
    turned = [row[::-1] for row in _cells(rows, _as_french)]
    write_csv(path.with_suffix(".csv"), turned, encoding="utf-8-sig")


def _renamed_csv(path: Path, rows: list[Row]) -> None:
    titles = [OTHER_TITLES.get(str(title).strip(), title) for title in rows[0]]
    write_csv(path.with_suffix(".csv"), [titles, *_cells(rows, _as_iso)[1:]], ",")


def _tabbed_utf_16(path: Path, rows: list[Row]) -> None:
    write_csv(path.with_suffix(".csv"), _cells(rows, _as_serial), "\t", "utf-16")


def _workbook_of_serials(path: Path, rows: list[Row]) -> None:
    extra = [
        ["Colonne inconnue", *rows[0]],
        *(["=1+1" if any(row) else "", *row] for row in rows[1:]),
    ]
    write_xlsx(path.with_suffix(".xlsx"), _cells(extra, _as_serial), [["Notes"], ["rien"]])


GUISES = (_reversed_csv, _renamed_csv, _tabbed_utf_16, _workbook_of_serials)


@pytest.mark.parametrize("guise", GUISES)
def test_the_sample_exports_say_the_same_in_another_guise(
    session: Session, tmp_path: Path, guise: Callable[[Path, list[Row]], None]
) -> None:
    for file in FILES:
        guise(tmp_path / Path(file).name, [list(row) for row in open_export(Path(file), {}).rows])
    files = sorted(str(path) for path in tmp_path.iterdir() if path.is_file())
    assert len(files) == len(FILES)
    refused = [(line, code) for _, line, code in _refusals(session.answer("importer", *files))]
    expected = [(each["ligne"], each["code"]) for each in EXPECTED["rejets"]]
    assert sorted(refused) == sorted(expected)
    dossiers = _by_contracts(EXPECTED["dossiers"])
    found = {
        contracts: {name: dossier[name] for name in dossiers.get(contracts, dossier)}
        for contracts, dossier in _by_contracts(session.answer("file", "--tout")).items()
    }
    assert found == dossiers


# ---- Nasty but plausible exports ----


def _taken_in(session: Session, path: Path) -> list[dict[str, Any]]:
    session.answer("importer", str(path))
    dossiers: list[dict[str, Any]] = session.answer("file", "--tout")
    return dossiers


def test_a_client_whose_name_stands_before_his_number_keeps_his_number(
    session: Session, tmp_path: Path
) -> None:
    rows = [contract_row(number="1", client=""), contract_row(number="2")]
    path = write_csv(tmp_path / "a.csv", [CONTRACT_TITLES, *rows])
    (dossier,) = _taken_in(session, path)
    assert (dossier["client"], dossier["contrats"]) == ("L1", ["1", "2"])
    (again,) = session.answer("importer", str(path))["fichiers"]
    assert again["inchanges"] == 2


def test_one_name_on_two_sites_is_two_clients(session: Session, tmp_path: Path) -> None:
    titles = [title for title in CONTRACT_TITLES if title != "N° client Lagon"]
    rows = [
        [number, name, *CONTRACT[3:], agency]
        for number, name, agency in (
            ("1", "Martin Zoé", "Corniche"),
            ("2", "MARTIN  Zoe", "Rouvière"),
            ("3", "martin zoé", "Kennedy"),
        )
    ]
    found = _taken_in(session, write_csv(tmp_path / "a.csv", [[*titles, "Agence"], *rows]))
    assert sorted((each["agence"], each["contrats"]) for each in found) == [
        ("Corniche", ["1", "3"]),
        ("Rouvière", ["2"]),
    ]


def test_a_number_kept_as_text_or_as_number_is_one_client(session: Session, tmp_path: Path) -> None:
    rows = [
        contract_row(number=f"C{at}", client=client)
        for at, client in enumerate((100, "100", "100.0"))
    ]
    (dossier,) = _taken_in(session, write_xlsx(tmp_path / "a.xlsx", [CONTRACT_TITLES, *rows]))
    assert (dossier["client"], dossier["contrats"]) == ("100", ["C0", "C1", "C2"])


def test_the_errors_of_formulas_make_no_client(session: Session, tmp_path: Path) -> None:
    rows = [contract_row(number=f"C{at}", client="#N/A", name=f"Client {at}") for at in range(2)]
    found = _taken_in(session, write_csv(tmp_path / "a.csv", [CONTRACT_TITLES, *rows]))
    assert sorted((each["client"], each["nom"]) for each in found) == [
        (None, "Client 0"),
        (None, "Client 1"),
    ]


def test_the_avenants_of_a_contract_make_no_dossier_of_their_own(
    session: Session, tmp_path: Path
) -> None:
    rows = [
        contract_row(),
        contract_row(movement="Avenant", effect="01/09/2026"),
        contract_row(movement="Avenant", effect="15/09/2026"),
        contract_row(movement="Renouvellement", effect="01/01/2020"),
    ]
    (dossier,) = _taken_in(session, write_csv(tmp_path / "a.csv", [CONTRACT_TITLES, *rows]))
    assert (dossier["contrats"], dossier["client_existant"]) == (["C1"], True)


def test_a_corrected_file_of_refused_rows_is_taken_in(session: Session, tmp_path: Path) -> None:
    rows = [contract_row(), contract_row(number="C2", client="L2", effect="31/02/2026")]
    path = write_xlsx(tmp_path / "H90001 A.xlsx", [CONTRACT_TITLES, *rows])
    (file,) = session.answer("importer", str(path))["fichiers"]
    book = load_workbook(file["fichier_des_rejets"])
    book.worksheets[0]["G2"] = "28/02/2026"
    book.save(file["fichier_des_rejets"])
    (again,) = session.answer("importer", file["fichier_des_rejets"])["fichiers"]
    assert (again["lus"], again["crees"], again["colonnes_mises_de_cote"]) == (1, 1, [])
    found = session.answer("file", "--tout")
    assert {dossier["client"]: dossier["agence"] for dossier in found} == {
        "L1": "Corniche",
        "L2": "Corniche",
    }
    assert not any(dossier["absent_dernier_export"] for dossier in found)


def test_a_refused_file_leaves_no_trace(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_csv(tmp_path / "a.csv", [CONTRACT_TITLES, contract_row()])
    before = _taken_in(session, good)
    other = write_csv(tmp_path / "b.csv", [CONTRACT_TITLES, contract_row(number="C2")])
    empty = write_csv(tmp_path / "c.csv", [CONTRACT_TITLES])
    folder = str(tmp_path / "espace")
    assert main(["importer", str(other), str(empty), "--espace", folder]) == 1
    assert "n’a que des titres" in capsys.readouterr().err
    assert session.answer("file", "--tout") == before
