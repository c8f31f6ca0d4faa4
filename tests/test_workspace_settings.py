"""What a manager set is what the folder works with, whichever way one comes in."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mplus3_xl.bootstrap import Workspace, author, open_workspace
from mplus3_xl.cli import app
from mplus3_xl.domain.agency.charges import ChargeLine
from mplus3_xl.domain.agency.sites import Sites, lines_of
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.reglages.set_values import Typed
from mplus3_xl.errors import UserError
from mplus3_xl.layout.reglages import scripts
from mplus3_xl.services.queue.assigning import assign_dossiers
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.settings import FILE, load, own_store, remember_columns
from mplus3_xl.store.engine import place_of
from mplus3_xl.workbook_content import content_of, whole
from tests.conftest import AU, NOW
from tests.live.filled import CHARGE, filled


def test_a_folder_without_a_store_has_the_rule_tables(workspace: Workspace) -> None:
    assert workspace.limits == default_limits()
    assert not workspace.has_store()
    with pytest.raises(UserError, match="rouvrez le sien") as refusal:
        workspace.store()
    assert f"« {workspace.folder} »" in refusal.value.what


def test_ranges_that_overlap_in_the_file_are_both_named(tmp_path: Path) -> None:
    hours = '[[agence]]\nnom = "Prado"\n[agence.horaires]\n1 = ["09:00-12:30", "12:00-17:00"]\n'
    (tmp_path / FILE).write_text(hours, encoding="utf-8")
    said = "« 12:00 – 17:00 » commence avant la fin de « 09:00 – 12:30 »"
    with pytest.raises(UserError, match=said):
        open_workspace(tmp_path, None, AU)


@pytest.mark.parametrize("absolute", [False, True])
def test_the_store_that_a_folder_names_is_one_wherever_one_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, absolute: bool
) -> None:
    store = tmp_path / "commune.sqlite"
    named = store if absolute else store.name
    (tmp_path / FILE).write_text(f'[base]\nadresse = "sqlite:///{named}"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path.parent)
    assert place_of(open_workspace(Path(tmp_path.name), None, AU).engine()) == str(store)


def test_a_server_that_a_folder_names_is_named_as_it_is(tmp_path: Path) -> None:
    server = "postgresql://ines@serveur/mplus3"
    (tmp_path / FILE).write_text(f'[base]\nadresse = "{server}"\n', encoding="utf-8")
    assert load(tmp_path).store_address == server


@pytest.mark.parametrize(
    "known",
    [
        "",
        '\ufeff# Réglages de l’été\n[base]\nadresse = "sqlite:///x.sqlite"\n',
        '[colonnes.contrats]\nvendeur = "V"\n[base]\nadresse = "sqlite:///x.sqlite"\n',
        'colonnes = {contrats = {vendeur = "V"}}\n',
    ],
)
def test_a_header_that_is_named_is_added_to_the_file_however_it_is_written(
    tmp_path: Path, known: str
) -> None:
    (tmp_path / FILE).write_text(known, encoding="utf-8")
    before = load(tmp_path)
    remember_columns(tmp_path, {"contrats": {"date_effet": "Prise d’effet"}, "clients": {}})
    remember_columns(tmp_path, {"contrats": {}, "clients": {"nom": "Né(e)"}})
    after = load(tmp_path)
    contracts = {**before.columns.get("contrats", {}), "date_effet": "Prise d’effet"}
    assert after.columns == {"contrats": contracts, "clients": {"nom": "Né(e)"}}
    assert after.own_address == before.own_address
    assert ("Réglages de l’été" in known) is (
        "# Réglages de l’été" in (tmp_path / FILE).read_text(encoding="utf-8")
    )


def test_a_file_without_a_header_to_remember_is_not_written(tmp_path: Path) -> None:
    remember_columns(tmp_path, {"contrats": {}, "clients": {}})
    assert not (tmp_path / FILE).exists()


def test_the_limits_and_windows_of_a_folder_are_those_that_were_set(
    workspace: Workspace,
) -> None:
    typed = [Typed("fenetre_tentatives", 31), Typed("tolerance_days", 3)]
    save_reglages(workspace.store(make=True), 0, Proposed(typed), "chef", NOW)
    again = open_workspace(workspace.folder, own_store(workspace.folder), AU)
    assert again.limits["fenetre_tentatives"] == 31
    arguments = ["fenetre", "2025-01-15", "--json", "--espace", str(workspace.folder)]
    window = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert "2025-04-12" in json.dumps(window)


def test_the_agencies_that_were_set_replace_those_of_the_folder(workspace: Workspace) -> None:
    own = workspace.own_agencies.sites
    lines, hours = lines_of(own)
    typed = Sites((lines[0]._replace(aliases="Kennedy, Endoume"), *lines[1:]), hours)
    store = workspace.store(make=True)
    save_reglages(store, 0, Proposed(sites=typed), "chef", NOW, own)
    again = open_workspace(workspace.folder, own_store(workspace.folder), AU)
    assert again.agencies.named("endoume") == again.agencies.named("Corniche")
    assert workspace.own_agencies.named("endoume") is None


def test_agencies_saved_as_they_are_stay_those_of_the_folder(workspace: Workspace) -> None:
    own = workspace.own_agencies.sites
    store = workspace.store(make=True)
    typed = Proposed([Typed("tolerance_days", 3)], sites=lines_of(own))
    assert save_reglages(store, 0, typed, "chef", NOW, own).reglages.sites == ()


def test_a_workbook_that_is_made_shows_the_texts_in_force(workspace: Workspace) -> None:
    own = Proposed(texts={"opposition": "Bonne journée."})
    save_reglages(workspace.store(make=True), 0, own, "chef", NOW)
    again = open_workspace(workspace.folder, own_store(workspace.folder), AU)
    content = whole(content_of(again), again)
    line = content.blocks[scripts.TEXTS][scripts.codes().index("opposition")]
    assert line[scripts.TEXT_AT : scripts.TEXT_AT + 2] == ("Bonne journée.", "Oui")
    assert content.fields[scripts.VERSION] == 1


def test_accueil_counts_the_dossiers_of_who_left_until_they_are_given_to_another(
    tmp_path: Path,
) -> None:
    workspace = filled(tmp_path / "espace", 3)
    assert content_of(workspace).alerts.sans_charge == 0
    store = workspace.store()
    left = [ChargeLine(CHARGE, "Non"), ChargeLine("Inès Morvan")]
    save_reglages(store, 0, Proposed(charges=left), author(), NOW)
    again = open_workspace(workspace.folder, own_store(workspace.folder), None)
    assert content_of(again).alerts.sans_charge == 3
    assign_dossiers(store, [1, 2], "Inès Morvan", None, author(), NOW)
    assert content_of(again).alerts.sans_charge == 1
