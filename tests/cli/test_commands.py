import errno
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl import __version__
from mplus3_xl.cli import main
from mplus3_xl.cli.show_restored import show_restored
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.settings import folder_of, load, own_store
from mplus3_xl.store.engine import open_engine
from mplus3_xl.store.files.carrying import Carried
from mplus3_xl.store.files.restoring import Restored
from mplus3_xl.store.unit_of_work import SqlStore
from tests import lagon_exports
from tests.conftest import NOW
from tests.full_disk import full_beyond
from tests.lagon_exports import EFFECT, ENDED, HOLDER, NUMBER, STATE

SITE = "H90001 CONTRATS.csv"
LOOKED_AT = (
    "Absents du dernier export : 1",
    "Valeurs effacées",
    "Double probable, à vérifier : ",
    "Colonnes mises de côté (H90001 CONTRATS.csv) : Fractionnement",
)
WRONG_SETTINGS = (
    "[demo",
    "demo = 3",
    "[demo]\njour = 'demain'\n",
    "colonnes = 3",
    "[colonnes.contrats]\nnumero = 3\n",
    "[base]\nadresse = 5\n",
    "[[agence]]\nalias = []\n",
    "[[agence]]\nnom = 'A'\nalias = 3\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\n1 = ['9h-12h']\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\n1 = '09:00-12:00'\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\nlundi = ['09:00-12:00']\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\n8 = ['09:00-12:00']\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\n1 = ['12:00-09:00']\n",
    "[[agence]]\nnom = 'A'\n[agence.horaires]\n1 = ['09:00-12:30', '12:00-17:30']\n",
    "agence = 3",
    "[[agence]]\nnom = 'A'\ncodes = [90001]\n",
    "[[agence]]\nnom = 'A'\ntelephone = 465711230\n",
    "[demo]\njour = 2026-11-23T10:00:00\n",
)
KEYS = [
    "rang",
    "raison",
    "client",
    "nom",
    "type_client",
    "agence",
    "charge",
    "contrats",
    "date_effet",
    "cible",
    "fenetre_debut",
    "fenetre_fin",
    "au_plus_tot",
    "au_plus_tard",
    "phase",
    "eligible",
    "statut",
    "tags",
    "prochain_creneau",
    "tentatives_30j",
    "client_existant",
]


class Terminal:
    """The command line, as a person uses it from one folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        command = [str(argument) for argument in arguments]
        if command[0] not in ("--aide", "--help"):
            command += ["--espace", str(self.folder)]
        code = main(command)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: str | Path) -> Any:
        code, out, _ = self.run(*arguments, "--json")
        assert code == 0
        return json.loads(out)


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path / "espace", capsys)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [{}, {NUMBER: "101", HOLDER: "L2", EFFECT: "01/11/2026"}, {NUMBER: "", HOLDER: "L3"}]
    return lagon_exports.contracts(tmp_path / "reçus" / SITE, rows)


def test_fenetre_answers_the_dates_of_the_guide(terminal: Terminal) -> None:
    assert terminal.json("fenetre", "2025-01-15", "--au", "2025-04-22") == {
        "date_effet": "2025-01-15",
        "cible": "2025-04-15",
        "fenetre_debut": "2025-04-08",
        "fenetre_fin": "2025-04-22",
        "au_plus_tot": "2025-03-30",
        "au_plus_tard": "2025-05-15",
        "phase": "fenetre",
    }


def test_fenetre_speaks_french(terminal: Terminal) -> None:
    _, out, _ = terminal.run("fenetre", "15/01/2025", "--au", "2025-01-20")
    assert "du 08/04/2025 au 22/04/2025 inclus" in out
    assert "autour du 15/04/2025" in out
    assert "avant le 30/03/2025, ni après le 15/05/2025" in out
    assert "Trop tôt" in out


def test_importer_counts_add_up(terminal: Terminal, export: Path) -> None:
    (file,) = terminal.json("importer", export, "--au", "2026-11-23")["fichiers"]
    assert (file["fichier"], file["lus"], file["crees"], file["rejetes"]) == (SITE, 3, 2, 1)
    (refused,) = file["rejets"]
    assert {key: refused[key] for key in ("fichier", "ligne", "colonne", "code")} == {
        "fichier": SITE,
        "ligne": 4,
        "colonne": "N° de Contrat",
        "code": "numero_manquant",
    }
    assert Path(file["fichier_des_rejets"]).parent == terminal.folder


def test_refused_rows_are_said_on_the_error_output_and_the_rest_is_done(
    terminal: Terminal, export: Path
) -> None:
    code, out, err = terminal.run("importer", export, "--au", "2026-11-23")
    assert code == 0
    assert "Nouveaux dossiers : 2" in out
    assert "ligne 4" in err
    code, out, err = terminal.run("importer", export, "--au", "2026-11-23", "--json")
    assert (code, len(json.loads(out)["fichiers"]), "1" in err) == (0, 1, True)


def test_an_import_says_what_is_to_be_looked_at_and_counts_what_it_does_not_show(
    terminal: Terminal, tmp_path: Path
) -> None:
    known = [{NUMBER: f"{at}", HOLDER: f"L{at}", ENDED: "01/12/2026"} for at in (100, 101)]
    path = lagon_exports.contracts(tmp_path / SITE, known[:1])
    _, before, errors = terminal.run("importer", path, "--au", "2026-11-23")
    assert [each for each in LOOKED_AT if each in before] == []
    assert errors == ""
    rows = [{NUMBER: f"{at}", HOLDER: f"L{at}", ENDED: "31/02/2026"} for at in range(200, 222)]
    rows += [{NUMBER: f"{at}", EFFECT: ""} for at in range(300, 322)]
    lagon_exports.contracts(path, [*known, known[0] | {"Fractionnement": "mensuel"}])
    terminal.run("importer", path, "--au", "2026-11-23")
    lagon_exports.contracts(path, [known[0] | {ENDED: "", "Fractionnement": "mensuel"}, *rows])
    for simulated, done in (("--simuler", 1), ("--au=2026-11-23", 0)):
        _, out, err = terminal.run("importer", path, "--au", "2026-11-23", simulated)
        assert ("Simulation" in out) == done
        assert "Nouveaux dossiers : 22" in out
    assert [each for each in LOOKED_AT if each not in out] == []
    assert (err.count("À vérifier : "), "… et 2 autres remarques" in err) == (20, True)
    assert (err.count("Rejeté : "), "… et 2 autres lignes rejetées." in err) == (20, True)
    assert (err.count("À corriger puis importer"), "Mêmes lignes" in err) == (1, False)
    assert "Mêmes lignes" in terminal.run("importer", path, "--au", "2026-11-23")[2]


def test_a_refused_file_stops_the_command_and_writes_nothing(
    terminal: Terminal, export: Path, tmp_path: Path
) -> None:
    other = tmp_path / "autre.csv"
    other.write_text("a;b\n1;2\n")
    code, _, err = terminal.run("importer", export, other)
    assert code == 1
    assert "autre.csv" in err
    assert "Colonnes attendues" in err
    assert not terminal.folder.exists()


FILE = Path("fichier")
TAKING_A_FILE = (
    ("importer", FILE),
    ("verifier", "--classeur", FILE),
    ("base", "sauvegarder", FILE),
    ("base", "restaurer", FILE),
    ("classeur", "--sortie", FILE),
    ("file", "--csv", "--sortie", FILE),
    ("exporter", "--mois", "2026-10", "--sortie", FILE),
    ("rgpd", "extrait", "L1", "--sortie", FILE),
)


@pytest.mark.parametrize("command", TAKING_A_FILE)
def test_a_file_that_may_not_be_read_is_a_refusal_and_no_misuse(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: tuple[Any, ...]
) -> None:
    path = tmp_path / "fichier.xlsx"
    path.write_bytes(b"PK")
    monkeypatch.setattr(os, "access", lambda *_: False)  # an administrator may read everything
    code, _, err = terminal.run(*(path if each is FILE else each for each in command))
    assert (code, "Erreur" in err) == (1, False)


@pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")
@pytest.mark.parametrize("most", [0, 4_096, 40_000, 350_000])
def test_a_first_import_that_a_full_disk_refuses_is_done_by_the_next_try(
    terminal: Terminal, export: Path, most: int
) -> None:
    with full_beyond(most):
        code, out, err = terminal.run("importer", export, "--au", "2026-11-23")
    assert (code, out, "plein" in err or "large" in err) == (1, "", True)
    assert terminal.run("importer", export, "--au", "2026-11-23")[0] == 0
    assert len(terminal.json("file", "--au", "2026-11-23")) == 1


def test_all_the_refused_files_of_a_command_are_named(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "vide.csv").touch()
    code, _, err = terminal.run("importer", tmp_path / "vide.csv", tmp_path / "absent.xlsx")
    assert code == 1
    assert "vide.csv" in err
    assert "absent.xlsx" in err


def test_a_named_header_is_taken_and_remembered(terminal: Terminal, tmp_path: Path) -> None:
    path = lagon_exports.contracts(tmp_path / SITE, [{}])
    path.write_bytes(path.read_bytes().replace(b"Date d'effet", b"Prise d'effet"))
    code, _, err = terminal.run("importer", path, "--au", "2026-11-23")
    assert code == 1
    assert '--colonne "date_effet=Prise d\'effet"' in err
    named = ("importer", path, "--au", "2026-11-23", "--colonne", "date_effet=prise d'EFFET")
    assert terminal.run(*named)[0] == 0
    assert load(terminal.folder).columns["contrats"] == {"date_effet": "prise d'EFFET"}
    assert terminal.run("importer", path, "--au", "2026-11-23")[0] == 0


def test_a_named_header_is_remembered_of_the_export_that_has_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    contracts = lagon_exports.contracts(tmp_path / SITE, [{}])
    people = lagon_exports.clients(tmp_path / "H90001 CLIENTS.csv", [{"Suivi par": "Léa Robin"}])
    named = ("--colonne", "charge=Suivi par", "--au", "2026-11-23")
    assert terminal.run("importer", contracts, people, *named)[0] == 0
    assert load(terminal.folder).columns == {"clients": {"charge": "Suivi par"}}


def test_a_named_header_that_no_file_has_is_refused(terminal: Terminal, export: Path) -> None:
    code, _, err = terminal.run("importer", export, "--colonne", "vendeur=Commercial")
    assert (code, "Commercial" in err) == (1, True)


def test_the_queue_answers_every_field_in_order(terminal: Terminal, export: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    rows = terminal.json("file", "--au", "2026-11-23", "--tout")
    assert set(KEYS) <= set(rows[0])
    assert [(row["rang"], row["client"], row["phase"]) for row in rows] == [
        (1, "L1", "fenetre"),
        (2, "L2", "trop_tot"),
    ]
    assert rows[0]["tags"] == {"appel": None, "lagon": None, "bilan": None, "sms_mail": None}
    assert rows[0]["prochain_creneau"] == "2026-11-23T10:00"
    assert rows[0]["statut"] == "À faire"


@pytest.mark.parametrize(
    ("options", "clients"),
    [
        ((), ["L1"]),
        (("--tout",), ["L1", "L2"]),
        (("--phase", "trop_tot"), ["L2"]),
        (("--phase", "dans la fenêtre"), ["L1"]),
        (("--phase", "Trop tôt", "--phase", "fenetre"), ["L1", "L2"]),
        (("--agence", "kennedy"), ["L1"]),
        (("--agence", "Rouvière"), []),
        (("--charge", "hugo MAZIN"), ["L1"]),
    ],
)
def test_the_queue_is_filtered(
    terminal: Terminal, export: Path, options: tuple[str, ...], clients: list[str]
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    rows = terminal.json("file", "--au", "2026-11-23", *options)
    assert [row["client"] for row in rows] == clients


def test_an_unknown_agency_is_refused_with_the_known_ones(terminal: Terminal, export: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    code, _, err = terminal.run("file", "--agence", "Zorro")
    assert (code, "Corniche" in err) == (1, True)


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b""])
def test_a_file_with_nothing_but_a_mark_is_empty(
    terminal: Terminal, tmp_path: Path, mark: bytes
) -> None:
    (tmp_path / "vide.csv").write_bytes(mark)
    code, _, err = terminal.run("importer", tmp_path / "vide.csv")
    assert (code, "vide.csv" in err, "vide" in err) == (1, True, True)


def test_an_unknown_account_manager_is_refused_with_the_known_ones(
    terminal: Terminal, export: Path
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    code, _, err = terminal.run("file", "--charge", "Personne")
    assert (code, "Hugo Mazin" in err) == (1, True)


def test_the_csv_is_for_excel_and_its_texts_stay_texts(terminal: Terminal, tmp_path: Path) -> None:
    path = lagon_exports.contracts(tmp_path / SITE, [{"Nom du client": "=1+1"}])
    terminal.run("importer", path, "--au", "2026-11-23")
    _, out, _ = terminal.run("file", "--au", "2026-11-23", "--csv")
    assert out.startswith("\ufeffRang;Client;Nom;")
    assert ";'=1+1;" in out


def test_the_csv_has_one_end_a_line_where_a_stream_ends_each_as_windows_does(
    terminal: Terminal, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    as_windows = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
    monkeypatch.setattr(sys, "stdout", as_windows)
    assert main(["file", "--au", "2026-11-23", "--csv", "--espace", str(terminal.folder)]) == 0
    as_windows.buffer.seek(0)
    written = as_windows.buffer.read()
    assert [written.count(end) for end in (b"\r\n", b"\r", b"\n")] == [2, 2, 2]


@pytest.mark.parametrize("form", ["--csv", "--json"])
def test_the_queue_is_written_in_a_file_as_it_is_answered(
    terminal: Terminal, export: Path, tmp_path: Path, form: str
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    asked, path = ("file", "--au", "2026-11-23", form), tmp_path / "neuf" / "file"
    _, answer, _ = terminal.run(*asked)
    code, out, _ = terminal.run(*asked, "--sortie", path)
    assert (code, str(path) in out, path.read_bytes()) == (0, True, answer.encode())
    path.write_text("celle d’hier", encoding="utf-8")
    assert terminal.run(*asked, "--sortie", path)[0] == 0
    assert (path.read_bytes(), list(path.parent.iterdir())) == (answer.encode(), [path])


@pytest.mark.parametrize("name", ["MPlus3.xlsm", "mplus3.sqlite", "mplus3.toml"])
def test_the_queue_takes_the_place_of_no_workbook_nor_store(
    terminal: Terminal, export: Path, name: str
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    (terminal.folder / "MPlus3.xlsm").touch()
    before = {path: path.read_bytes() for path in terminal.folder.glob("*.*")}
    code, _, err = terminal.run("file", "--csv", "--sortie", terminal.folder / name)
    assert (code, ".csv, .json ou .txt" in err) == (1, True)
    assert {path: path.read_bytes() for path in terminal.folder.glob("*.*")} == before


def test_a_queue_that_cannot_be_written_is_refused_and_leaves_nothing(
    terminal: Terminal, export: Path, tmp_path: Path
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    (tmp_path / "dossier").mkdir()
    code, _, err = terminal.run("file", "--csv", "--sortie", tmp_path / "dossier")
    assert (code, "c’est un dossier" in err, "--sortie" in err) == (1, True, True)
    assert not list(tmp_path.glob(".*"))


def test_a_missing_store_is_refused(terminal: Terminal) -> None:
    code, out, err = terminal.run("file")
    assert (code, out) == (1, "")
    assert "mplus3 importer" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fichier",), "La commande « fichier » n’existe pas."),
        (("base", "sauver"), "La commande « sauver » n’existe pas."),
        (("file", "--couleur"), "L’option --couleur n’existe pas."),
        (("file", "--agense", "x"), "L’option --agense n’existe pas. Proche : --agence, "),
        (("file", "--au", "hier"), "« hier » n’est pas une date"),
        (("file", "--phase", "tard"), "n’est pas une phase"),
        (("file", "--json", "--csv"), "pas les deux"),
        (("file", "--sortie", "file.csv"), "ajoutez --csv ou --json"),
        (("fenetre",), "Il manque DATE_EFFET"),
        (("fenetre", "2025-02-30"), "« 2025-02-30 » n’est pas une date"),
        (("fenetre", "9999-12-31"), "entre le 01/01/1950 et le 31/12/2199"),
        (("file", "--au", "1949-12-31"), "entre le 01/01/1950 et le 31/12/2199"),
        (("fenetre", "2025-01-15", "en", "trop"), "En trop sur la ligne : en trop"),
        (("importer",), "Il manque FICHIER"),
        (("importer", "x.csv", "--colonne", "effet"), "écrivez --colonne"),
        (("importer", "x.csv", "--colonne", "date_effet="), "écrivez --colonne"),
        (("importer", "x.csv", "--colonne", "zorro=Effet"), "écrivez --colonne"),
        (("file", "--au"), "L’option --au attend une valeur."),
    ],
)
def test_misuse_is_told_in_french(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(list(arguments)) == 2
    assert said in capsys.readouterr().err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"mplus3 {__version__}\n"


@pytest.mark.parametrize("option", ["--aide", "--help"])
@pytest.mark.parametrize("command", [[], ["file"], ["base"], ["base", "creer"], ["importer"]])
def test_help_is_french(
    capsys: pytest.CaptureFixture[str], command: list[str], option: str
) -> None:
    assert main([*command, option]) == 0
    out = capsys.readouterr().out
    assert "Montrer cette aide." in out
    assert "--aide,--help" in out
    assert not {"Show", "Commands", "default:", "required"} & set(out.split())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["importer"], "Exports de Lagon"),
        (["fenetre"], "La date d’effet"),
        (["base", "sauvegarder"], "Où écrire la copie"),
        (["base", "restaurer"], "La copie à remettre"),
    ],
)
def test_the_help_says_in_french_what_an_argument_is(
    capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    main([*command, "--aide"])
    out = capsys.readouterr().out
    assert said in out
    assert "<" not in out  # the name of a type of Python
    assert "[[" not in out


def test_classeur_writes_the_workbook(terminal: Terminal, export: Path, tmp_path: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    target = tmp_path / "ailleurs" / "M.xlsx"
    code, out, _ = terminal.run("classeur", "--au", "2026-11-23", "--sortie", target)
    assert (code, target.exists(), str(target) in out) == (0, True, True)


def test_the_store_is_made_said_saved_and_restored(terminal: Terminal, export: Path) -> None:
    assert terminal.run("base", "creer")[1] == "Base créée.\n"
    assert "existe déjà" in terminal.run("base", "creer")[1]
    assert terminal.run("base", "sauvegarder", terminal.folder / "vide.sqlite")[0] == 0
    terminal.run("importer", export, "--au", "2026-11-23")
    assert "Contrats : 2" in terminal.run("base", "etat")[1]
    assert terminal.run("base", "restaurer", terminal.folder / "vide.sqlite")[0] == 0
    assert "Contrats : 0" in terminal.run("base", "etat")[1]
    assert terminal.run("base", "migrer")[0] == 0


def test_a_backup_goes_among_the_copies_unless_a_file_is_named(
    terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal.run("base", "sauvegarder")[0] == 1  # nothing to copy, and nothing is made
    assert not terminal.folder.exists()
    terminal.run("base", "creer")
    assert terminal.run("base", "sauvegarder", tmp_path / "copie.sqlite")[0] == 0
    assert (tmp_path / "copie.sqlite").exists()
    assert terminal.run("base", "sauvegarder")[0] == 0
    assert len(list((terminal.folder / "sauvegardes").glob("mplus3-*.sqlite"))) == 1


@pytest.mark.parametrize(
    ("restored", "told", "untold"),
    [
        (Restored(None, Carried()), ["pas de base"], ["ancienne base", "pas repris"]),
        (
            Restored(Path("avant.sqlite"), Carried(1, 2, 3, 4)),
            ["avant.sqlite", "1 opposition, 2 retraits de consentement, 3 effacements", ": 4"],
            ["PAS repris"],
        ),
        (Restored(Path("avant.sqlite"), Carried(unmatched=1)), ["pas repris : 1"], []),
        (Restored(Path("avant.sqlite"), None), ["avant.sqlite", "PAS repris"], ["Repris"]),
    ],
)
def test_what_was_carried_over_is_said_and_what_a_person_must_do_again(
    capsys: pytest.CaptureFixture[str], restored: Restored, told: list[str], untold: list[str]
) -> None:
    show_restored(restored)
    said = " ".join(capsys.readouterr().out.split())
    assert [each for each in told if each not in said] == []
    assert [each for each in untold if each in said] == []


def test_updating_a_store_that_is_not_there_makes_none_and_says_where_it_looked(
    terminal: Terminal, tmp_path: Path
) -> None:
    code, _, said = terminal.run("base", "migrer")
    assert (code, f"pour l’espace « {terminal.folder} »" in said) == (1, True)
    assert not (terminal.folder / "mplus3.sqlite").exists()
    elsewhere = tmp_path / "ailleurs" / "mplus3.sqlite"
    code, _, said = terminal.run("base", "migrer", "--base", f"sqlite:///{elsewhere}")
    assert (code, f"à l’adresse « {elsewhere} »" in said) == (1, True)


def test_restoring_over_a_store_says_what_its_clients_asked_for(
    terminal: Terminal, export: Path
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    terminal.run("base", "sauvegarder", terminal.folder / "copie.sqlite")
    oppose(SqlStore(open_engine(own_store(terminal.folder))), 1, "alice", NOW)
    said = terminal.run("base", "restaurer", terminal.folder / "copie.sqlite")[1]
    assert "Repris de l’ancienne base : 1 opposition, 0 retrait" in said
    (terminal.folder / "mplus3.sqlite").write_text("pas une base" * 500)
    said = terminal.run("base", "restaurer", terminal.folder / "copie.sqlite")[1]
    assert "n’a pas pu être lue" in said


def test_verifier_says_what_is_sound(terminal: Terminal, export: Path) -> None:
    assert terminal.run("verifier")[0] == 0
    terminal.run("importer", export, "--au", "2026-11-23")
    code, out, _ = terminal.run("verifier")
    assert (code, "aucune anomalie" in out) == (0, True)


def test_verifier_says_that_a_folder_cannot_be_made(terminal: Terminal) -> None:
    file = terminal.folder
    file.write_text("un fichier")
    for terminal.folder in (file, file / "espace"):
        code, out, _ = terminal.run("verifier")
        assert (code, "ne peut pas être créé" in out, "--espace" in out) == (1, True, True)
    assert file.read_text() == "un fichier"


def test_verifier_makes_no_folder(terminal: Terminal) -> None:
    assert "sera créé au premier import" in terminal.run("verifier")[1]
    assert not terminal.folder.exists()


def test_verifier_says_that_a_store_is_gone_where_its_copies_are(terminal: Terminal) -> None:
    terminal.run("base", "creer")
    terminal.run("base", "sauvegarder")
    (terminal.folder / "mplus3.sqlite").unlink()
    code, out, _ = terminal.run("verifier")
    assert (code, "mplus3 base restaurer" in out) == (1, True)


def test_an_import_makes_no_new_store_where_copies_of_one_that_is_gone_are(
    terminal: Terminal, export: Path
) -> None:
    terminal.run("base", "creer")
    terminal.run("base", "sauvegarder")
    (terminal.folder / "mplus3.sqlite").unlink()
    for options in ((), ("--simuler",)):
        code, _, err = terminal.run("importer", export, *options)
        assert (code, "mplus3 base restaurer" in err) == (1, True)
    assert not (terminal.folder / "mplus3.sqlite").exists()
    terminal.run("base", "creer")
    assert terminal.run("importer", export)[0] == 0


def test_verifier_says_the_cure_of_a_damaged_store(terminal: Terminal) -> None:
    terminal.folder.mkdir()
    (terminal.folder / "mplus3.sqlite").write_text("pas une base" * 500)
    code, out, _ = terminal.run("verifier")
    assert (code, "base restaurer" in out) == (1, True)


def test_verifier_says_of_each_inconsistency_what_it_is_and_its_own_cure(
    terminal: Terminal, export: Path
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    with sqlite3.connect(terminal.folder / "mplus3.sqlite") as connection:
        connection.execute("UPDATE contracts SET dossier_id = NULL")
        connection.execute(
            "INSERT INTO manual_entries VALUES (99, 'city', 'x', 'y', '2026-11-23 09:30:00')"
        )
    connection.close()
    code, out, _ = terminal.run("verifier")
    said = " ".join(out.split())
    assert code == 1
    assert "Lignes dont le client ou le dossier manque (1) : Saisie à la main (1)." in said
    assert "Seul remède : remettez la dernière sauvegarde" in said
    assert "Dossiers ouverts sans contrat (" in said
    assert "puis « Clore le dossier » ; sinon, remettez" in said
    assert "aucune anomalie" not in said


def test_the_demo_is_full_and_says_its_day_everywhere(terminal: Terminal) -> None:
    code, out, err = terminal.run("demo")
    assert (code, "jour figé au 23/11/2026" in err) == (0, True)
    assert "Dans la fenêtre" in out
    assert (terminal.folder / "MPlus3.xlsm").exists()
    dates = ["fenetre", "2026-08-25"]
    for command in (["file"], ["verifier"], ["base", "etat"], ["classeur"], dates):
        code, _, err = terminal.run(*command)
        assert (code, "jour figé au 23/11/2026" in err) == (0, True)
    assert terminal.run("demo")[0] == 0


@pytest.mark.parametrize("day", ["2026-03-01", "2027-06-15"])
def test_the_demo_of_another_day_is_full_too(terminal: Terminal, day: str) -> None:
    assert terminal.run("demo", "--au", day)[0] == 0
    rows = terminal.json("file")
    assert sum(row["phase"] == "fenetre" for row in rows) > 10


def test_the_demo_never_replaces_a_real_folder(terminal: Terminal, export: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    code, _, err = terminal.run("demo")
    assert (code, "autre chose" in err) == (1, True)


def test_unreadable_settings_are_refused(terminal: Terminal) -> None:
    terminal.folder.mkdir()
    for content in WRONG_SETTINGS:
        (terminal.folder / "mplus3.toml").write_text(content)
        code, _, err = terminal.run("file")
        assert (code, "mplus3.toml" in err) == (1, True)
        assert not re.search(r"object|Expected|Invalid|values|literal|datetime", err), content


def test_settings_that_no_text_editor_should_have_saved_so_are_refused_in_french(
    terminal: Terminal,
) -> None:
    terminal.folder.mkdir()
    (terminal.folder / "mplus3.toml").write_bytes("# é\n[base\n".encode("cp1252"))
    assert "UTF-8" in terminal.run("file")[2]
    (terminal.folder / "mplus3.toml").write_text("\n[base]\nadresse = x\n", encoding="utf-8")
    assert "(ligne 3 :" in terminal.run("file")[2]


def test_a_folder_may_name_its_own_sites(terminal: Terminal, tmp_path: Path) -> None:
    terminal.folder.mkdir()
    (terminal.folder / "mplus3.toml").write_text(
        '[[agence]]\nnom = "Prado"\nalias = ["Corniche"]\n[agence.horaires]\n1 = ["09:00-12:00"]\n',
        encoding="utf-8",
    )
    terminal.run("importer", lagon_exports.contracts(tmp_path / SITE, [{}]), "--au", "2026-11-23")
    (row,) = terminal.json("file", "--au", "2026-11-24")
    assert (row["agence"], row["prochain_creneau"]) == ("Prado", "2026-11-30T10:00")


def test_the_folder_is_found_by_its_variable_or_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder_of(None) == tmp_path / "data" / "MPlus3"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mplus3.toml").touch()
    assert folder_of(None) == tmp_path
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path / "variable"))
    assert folder_of(None) == tmp_path / "variable"
    assert folder_of(tmp_path / "option") == tmp_path / "option"


def test_a_folder_may_begin_with_a_tilde_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder_of(Path("~archives/m3")) == Path("~archives/m3")
    monkeypatch.setenv("HOME", "/home/hugo")
    assert folder_of(Path("~/m3")) == Path("/home/hugo/m3")


@pytest.mark.parametrize("typed", ['"{}"', '{}"'])
def test_the_quotes_that_windows_leaves_are_no_part_of_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    place, store = typed.format(tmp_path), own_store(tmp_path / "commune")
    assert folder_of(Path(place)) == tmp_path
    monkeypatch.setenv("MPLUS3_ESPACE", place)
    assert folder_of(None) == tmp_path
    monkeypatch.setenv("MPLUS3_BASE", typed.format(store))
    assert load(tmp_path).store_address == store


def test_the_store_is_the_one_asked_for_else_of_the_variable_else_of_the_file(
    terminal: Terminal, export: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked, of_variable, of_file = (tmp_path / f"{name}.sqlite" for name in "abc")
    terminal.folder.mkdir(exist_ok=True)
    settings = f'[base]\nadresse = "sqlite:///{of_file.as_posix()}"\n'
    (terminal.folder / "mplus3.toml").write_text(settings, encoding="utf-8")
    importing = ("importer", export, "--au", "2026-11-23")
    assert terminal.run(*importing)[0] == 0
    assert [each.exists() for each in (asked, of_variable, of_file)] == [False, False, True]
    monkeypatch.setenv("MPLUS3_BASE", f"sqlite:///{of_variable}")
    assert terminal.run(*importing)[0] == 0
    assert [each.exists() for each in (asked, of_variable)] == [False, True]
    assert terminal.run(*importing, "--base", f"sqlite:///{asked}")[0] == 0
    assert asked.exists()
    assert not (terminal.folder / "mplus3.sqlite").exists()


def test_a_bug_is_logged_and_named_without_its_traceback(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("imprévu")

    monkeypatch.setattr("mplus3_xl.bootstrap.open_workspace", break_down)
    code, _, err = terminal.run("file")
    assert (code, "RuntimeError" in err, "Traceback" in err) == (70, True, False)
    (log,) = (tmp_path / "state").rglob("mplus3.log")
    assert "imprévu" in log.read_text(encoding="utf-8")


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    command = [sys.executable, "-X", "importtime", "-c", "import mplus3_xl.cli"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = {line.rsplit("|", 1)[-1].strip() for line in said.splitlines()}
    heavy = {"pandas", "openpyxl", "xlsxwriter", "sqlalchemy", "alembic", "xlwings"}
    assert not heavy & loaded
    assert "typer" in loaded


def test_an_answer_is_utf_8_whatever_the_console_speaks(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mplus3_xl",
        "fenetre",
        "2025-01-15",
        "--espace",
        str(tmp_path),
    ]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    out = subprocess.run(command, capture_output=True, check=True, env=environment).stdout
    assert "Fenêtre" in out.decode("utf-8")


def test_today_is_the_day_when_none_is_given(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime

    from mplus3_xl.clock import PARIS

    monkeypatch.setattr("mplus3_xl.clock.now", lambda: datetime(2025, 4, 10, 9, tzinfo=PARIS))
    assert terminal.json("fenetre", "2025-01-15")["phase"] == "fenetre"


def test_a_contract_that_ended_is_no_longer_to_call(terminal: Terminal, tmp_path: Path) -> None:
    path = lagon_exports.contracts(tmp_path / SITE, [{STATE: "Résilié"}])
    terminal.run("importer", path, "--au", "2026-11-23")
    _, out, _ = terminal.run("file", "--au", "2026-11-23")
    assert "Aucun dossier à appeler. (--tout montre aussi les autres.)" in out


@pytest.mark.parametrize("option", ["--agence", "--charge"])
def test_an_empty_store_has_no_dossier_to_show_nor_a_name_to_choose(
    terminal: Terminal, option: str
) -> None:
    terminal.run("base", "creer")
    _, out, _ = terminal.run("file", "--tout")
    assert out.strip() == "Aucun dossier."
    code, _, err = terminal.run("file", option, "Personne")
    assert (code, "importez d’abord un export" in err) == (1, True)


def test_the_released_workbook_is_made_without_a_store(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "MPlus3.xlsm"
    assert terminal.run("classeur", "--vierge", "--sortie", target)[0] == 0
    code, out, _ = terminal.run("verifier", "--classeur", target)
    assert (code, "rien qu’Excel aurait à réparer" in out) == (0, True)


def test_the_released_workbook_takes_the_place_of_none(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert terminal.run("classeur", "--vierge")[0] == 0
    made = (tmp_path / "MPlus3.xlsm").stat()
    code, _, err = terminal.run("classeur", "--vierge")
    assert (code, "MPlus3.xlsm" in err, "--sortie" in err) == (1, True, True)
    assert (tmp_path / "MPlus3.xlsm").stat().st_mtime_ns == made.st_mtime_ns
    assert terminal.run("classeur", "--vierge", "--sortie", tmp_path / "autre.xlsm")[0] == 0


def test_verifier_names_what_excel_would_repair(terminal: Terminal, tmp_path: Path) -> None:
    target = tmp_path / "MPlus3.xlsm"
    terminal.run("classeur", "--vierge", "--sortie", target)
    target.write_bytes(target.read_bytes()[:2000])
    code, out, _ = terminal.run("verifier", "--classeur", target)
    assert (code, "à corriger" in out, "mplus3 classeur" in out) == (1, True, True)


@pytest.mark.parametrize("name", ["absent.xlsm"])
def test_a_missing_workbook_is_refused(terminal: Terminal, tmp_path: Path, name: str) -> None:
    assert terminal.run("verifier", "--classeur", tmp_path / name)[0] == 1


def test_a_workbook_has_the_ending_of_one(terminal: Terminal, export: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    code, _, err = terminal.run("classeur", "--sortie", terminal.folder / "file.ods")
    assert (code, ".xlsm" in err) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="limits files as Unix does")
def test_a_workbook_on_a_full_disk_says_to_free_some_room(terminal: Terminal, export: Path) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    with full_beyond(20_000):
        code, _, err = terminal.run("classeur", "--sortie", terminal.folder / "file.xlsx")
    assert (code, "Libérez de la place" in " ".join(err.split())) == (1, True)


@pytest.mark.parametrize("command", [["demo"], ["base", "creer"]])
def test_a_folder_that_cannot_be_made_is_refused_with_its_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    taken = tmp_path / "fichier"
    taken.touch()
    code, _, said = Terminal(taken, capsys).run(*command)
    assert code == 1
    assert f"« {taken} » ne peut pas être écrit" in " ".join(said.split())


@pytest.mark.parametrize(
    ("trouble", "code", "said"),
    [
        (OSError(28, "No space left on device"), 1, "Le disque est plein"),
        (PermissionError(13, "Permission denied", "Z:/MPlus3"), 1, "« Z:/MPlus3 » (accès refusé)"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "a" * 300), 1, "nom trop long : « aaa"),
        (FileNotFoundError(2, "No such file", "table.toml"), 70, "Erreur du programme"),
    ],
)
def test_what_the_system_forbids_is_a_refusal_and_the_rest_a_bug(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, trouble: OSError, code: int, said: str
) -> None:
    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("mplus3_xl.demo.make_demo", fail)
    found, _, err = terminal.run("demo")
    assert (found, said in err) == (code, True)


def test_what_the_system_says_is_told_in_french(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    code = main(["base", "creer", "--espace", str(tmp_path / "fichier")])
    assert code == 1
    code, _, err = terminal.run("classeur", "--vierge", "--sortie", tmp_path / "fichier" / "a.xlsx")
    assert (code, "un fichier porte le nom du dossier" in err) == (1, True)


def test_a_workbook_that_cannot_be_written_is_a_refusal_that_leaves_nothing(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.workbook.Workbook._store_workbook", full)
    code, _, err = terminal.run("classeur", "--vierge", "--sortie", tmp_path / "a.xlsx")
    assert (code, "le disque est plein" in err) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there, a file's name is always text")
def test_a_file_whose_name_is_no_text_is_refused_by_what_can_be_read_of_it(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.csv")
    (tmp_path / name).write_text("bonjour", encoding="utf-8")
    answer = _run_apart(tmp_path, "importer", name)
    assert (answer.returncode, "caf?.csv" in answer.stderr.decode()) == (1, True)


@pytest.mark.skipif(sys.platform == "win32", reason="closes its streams as a shell does")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_task_without_a_window_is_no_bug(terminal: Terminal, export: Path, closed: str) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    command = f"{sys.executable} -m mplus3_xl rgpd effacer L1 --espace '{terminal.folder}' {closed}"
    answer = subprocess.run(command, shell=True, check=False, capture_output=True)
    assert answer.returncode == 1  # nobody is there to say yes


@pytest.mark.skipif(sys.platform != "linux", reason="a file that refuses any text")
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_answer_that_its_reader_takes_no_more_of_is_no_bug(
    tmp_path: Path, form: list[str]
) -> None:
    command = [sys.executable, "-m", "mplus3_xl", "fenetre", "2025-01-15", *form]
    with Path("/proc/self/oom_score_adj").open("wb") as left:  # "invalid argument", as Windows says
        answer = subprocess.run(
            [*command, "--espace", str(tmp_path)],
            stdout=left,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (answer.returncode, answer.stderr) == (0, b"")


def _run_apart(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "mplus3_xl", *arguments, "--espace", str(folder)]
    return subprocess.run(command, check=False, capture_output=True, cwd=folder)


def test_the_store_of_a_folder_is_said_as_the_folder_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "agence d'été"
    assert main(["base", "creer", "--espace", str(folder)]) == 0
    answer = _run_apart(folder, "base", "etat").stdout.decode()
    assert answer.splitlines() == [
        f"Base : {folder / 'mplus3.sqlite'}",
        "Clients : 0",
        "Contrats : 0",
        "Dossiers : 0",
        "Essais d’appel : 0",
        "Imports : 0",
        "Lignes du journal : 0",
        "Différences à trancher : 0",
        "Doubles probables : 0",
        "Absents du dernier export : 0",
    ]


def test_the_queue_of_a_narrow_terminal_loses_no_column(
    terminal: Terminal, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal.run("importer", export, "--au", "2026-11-23")
    monkeypatch.setattr("mplus3_xl.cli.show._PIPE_WIDTH", 60)
    _, out, _ = terminal.run("file", "--au", "2026-11-23")
    assert "1. Essai Anne (Hugo Mazin) : Dans la fenêtre" in out
    assert "appeler le 23/11 10:00" in out
