"""What `mplus3 verifier` looks at, what it says of it, and the cure of what is not sound."""

import sys
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

import pytest

from mplus3_xl import checkup, rules
from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.checkup import Finding, look, look_at_workbook
from mplus3_xl.cli import main
from mplus3_xl.domain.agency.sites import Sites, lines_of
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.errors import UserError
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.settings import FILE, own_store
from mplus3_xl.workbook import blank_content, write_workbook
from tests.conftest import AU, NOW
from tests.domain.invented import client, contract, dossier
from tests.services.desk import fill
from tests.stores import made_in

AGENCY = '[[agence]]\nnom = "Prado"\n[agence.horaires]\n1 = ["09:00-12:00"]\n'
KNOWN = """
[demo]
jour = 2026-11-23
heure = 09:30:00
[base]
adresse = "sqlite:///commune.sqlite"
[[agence]]
nom = "Prado"
alias = ["Castellane"]
codes = ["H90001"]
telephone = "04 65 71 12 30"
email = "prado@exemple.fr"
assureur = "Essai"
[agence.horaires]
1 = ["09:00-12:00"]
[colonnes.contrats]
date_effet = "Prise d’effet"
[colonnes.clients]
nom = "Nom de famille"
"""
TABLES = sorted(Path(rules.__file__).parent.glob("*.toml"))
READ = Finding("Tables de règles", True, f"{len(TABLES)} tables lues")
SOUND = Finding("Cohérence de la base", True, "aucune anomalie")


def _held(workspace: Workspace) -> list[Finding]:
    """What is said of the store."""
    return [each for each in look(workspace) if each.subject == "Base"]


def test_where_nothing_was_made_yet_it_is_said_what_will_be(workspace: Workspace) -> None:
    assert list(look(workspace)) == [
        READ,
        Finding("Dossier de travail", True, f"{workspace.folder} : sera créé au premier import"),
        Finding("Base", True, "pas encore créée : elle le sera au premier import"),
    ]


def test_a_store_is_told_by_what_it_holds(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, own_store(tmp_path), AU)
    store = made_in(workspace)
    assert list(look(workspace)) == [
        READ,
        Finding("Dossier de travail", True, f"{tmp_path} : lecture et écriture permises"),
        Finding("Base", True, "0 client, 0 contrat, 0 dossier"),
        SOUND,
    ]
    contracts = [contract(id=at, number=f"C{at}", dossier_id=1) for at in (1, 2)]
    fill(store, [client()], [dossier()], contracts)
    assert _held(workspace) == [Finding("Base", True, "1 client, 2 contrats, 1 dossier")]


def test_a_seat_without_pandas_is_sound_and_told_what_it_does_without(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    (found,) = [each for each in look(workspace) if each.subject == "Export du mois"]
    assert (found.sound, found.to_know) == (True, True)
    assert "pip install pandas" in found.cure
    assert main(["verifier", "--espace", str(workspace.folder)]) == 0
    said = capsys.readouterr().out
    assert f"à savoir · Export du mois : {found.seen}\n    À faire : {found.cure}" in said


def test_a_folder_where_nothing_may_be_written_is_told_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "trouble_writing", lambda _: "accès refusé")
    (_, folder, *_) = look(open_workspace(tmp_path, own_store(tmp_path), AU))
    assert (folder.subject, folder.sound) == ("Dossier de travail", False)
    assert folder.seen == f"{tmp_path} : accès refusé"
    assert "--espace" in folder.cure


def test_a_folder_is_not_made_where_nothing_may_be_written(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "trouble_writing", lambda _: "accès refusé")
    (_, folder, *_) = look(workspace)
    above = workspace.folder.parent
    seen = f"{workspace.folder} : ne peut pas être créé ({above} : accès refusé)"
    assert (folder.subject, folder.sound, folder.seen) == ("Dossier de travail", False, seen)


def test_a_folder_of_a_drive_that_is_not_there_is_told_with_its_cure(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: False)
    monkeypatch.setattr(checkup, "trouble_writing", lambda _: "introuvable")
    _, folder = islice(look(workspace), 2)
    drive = workspace.folder.anchor
    assert not folder.sound
    assert folder.seen == f"{workspace.folder} : ne peut pas être créé ({drive} : introuvable)"
    assert "disque" in folder.cure


def test_erasures_that_wait_for_the_copies_are_counted(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, own_store(tmp_path), AU)
    store = made_in(workspace)
    people = [client(), client(id=2, number="L2", folded_name="durand zoe")]
    fill(store, people)
    for person, count in zip(people, ("1 client effacé", "2 clients effacés"), strict=True):
        erase_client(store, person.id, "chef", NOW, force="Demande")
        (found,) = (each for each in look(workspace) if each.subject == "Effacements")
        assert (found.sound, found.seen) == (
            False,
            f"{count} de la base, pas encore des sauvegardes",
        )
        assert "mplus3 rgpd purger" in found.cure


def test_what_the_settings_hold_under_a_wrong_name_is_told(tmp_path: Path) -> None:
    wrong = (
        "couleur = 3\n[base]\nadrese = 'postgresql://serveur/m3'\n"
        "[[agence]]\nnom = 'A'\n[agence.horaire]\n[colonnes.contrat]\n"
    )
    for text, seen in (
        (wrong, ["couleur, base.adrese, agence.horaire, colonnes.contrat"]),
        ("[colonnes.clients]\ndate_efet = 'X'\nnom = 'N'\n", ["colonnes.clients.date_efet"]),
        (KNOWN, []),
    ):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        found = list(look(open_workspace(tmp_path, None, AU)))
        told = [(each.seen, each.sound) for each in found if each.subject == "Réglages du dossier"]
        assert told == [(f"mplus3.toml, pas lu : {each}", False) for each in seen]


@pytest.mark.parametrize(("in_file", "set_there"), [(True, False), (False, True), (True, True)])
def test_the_agencies_of_the_file_are_told_once_those_that_were_set_replace_them(
    tmp_path: Path, *, in_file: bool, set_there: bool
) -> None:
    (tmp_path / FILE).write_text(AGENCY if in_file else "", encoding="utf-8")
    workspace = open_workspace(tmp_path, own_store(tmp_path), AU)
    store, own = made_in(workspace), workspace.own_agencies.sites
    lines, hours = lines_of(own)
    if set_there:
        sites = Sites((lines[0]._replace(aliases="Castellane"), *lines[1:]), hours)
        save_reglages(store, 0, Proposed(sites=sites), "chef", NOW, own)
    found = [each for each in look(workspace) if each.subject == "Agences"]
    assert [each.sound for each in found] == [False] * (in_file and set_there)
    assert all("mplus3.toml ne servent plus" in each.seen for each in found)
    assert all("Paramètres" in each.cure for each in found)


def test_a_workbook_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="absent") as refusal:
        list(look_at_workbook(tmp_path / "absent.xlsm"))
    assert refusal.value.code == "fichier_introuvable"
    assert ".xlsm ou .xlsx" in refusal.value.remedy
    with pytest.raises(UserError, match="est un dossier"):
        list(look_at_workbook(tmp_path))


def test_a_file_that_is_no_workbook_is_not_said_to_be_one_to_make_again(tmp_path: Path) -> None:
    (tmp_path / "autre.xlsm").write_text("autre chose", encoding="utf-8")
    (found,) = look_at_workbook(tmp_path / "autre.xlsm")
    assert (found.sound, "Donnez un classeur M+3 entier" in found.cure) == (False, True)


def test_a_workbook_that_lost_a_sheet_is_to_be_made_again(tmp_path: Path) -> None:
    path = tmp_path / "MPlus3.xlsm"
    write_workbook(path, blank_content())
    with ZipFile(path) as whole, ZipFile(tmp_path / "moins.xlsm", "w") as less:
        for name in whole.namelist():
            if name != "xl/worksheets/sheet2.xml":
                less.writestr(name, whole.read(name))
    found = list(look_at_workbook(tmp_path / "moins.xlsm"))
    assert found
    assert all("Refaites le classeur" in each.cure for each in found)
