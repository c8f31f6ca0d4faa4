from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.agency.charges import ChargeLine
from mplus3_xl.domain.client.clients import derived
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.errors import UserError
from mplus3_xl.intake import Intake, take_in
from mplus3_xl.live.queue.import_words import import_lines
from mplus3_xl.services.call.opposing import oppose
from mplus3_xl.services.client.privacy import erase_client
from mplus3_xl.services.lists.listed import report_rows
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.store import lookups
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.calls import drafts
from mplus3_xl.store.tables.history import journal, manual_entries
from mplus3_xl.store.tables.lagon import contracts, dossiers
from tests import lagon_exports
from tests.lagon_exports import EFFECT, ENDED, HOLDER, MOVEMENT, NAME, NUMBER, STATE, Cells

SITE = "H90001 CONTRATS.csv"
PEOPLE = "H90001 CLIENTS.csv"


class Agency:
    """A folder into which invented exports are imported, one command at a time."""

    def __init__(self, workspace: Workspace, inbox: Path) -> None:
        self.workspace, self.inbox = workspace, inbox

    def take(self, *files: tuple[str, list[Cells]]) -> Intake:
        return take_in(self.workspace, [self._path(*file) for file in files], {}, _quiet)

    def simulate(self, *files: tuple[str, list[Cells]]) -> Intake:
        paths = [self._path(*file) for file in files]
        return take_in(self.workspace, paths, {}, _quiet, simulated=True)

    def _path(self, name: str, rows: list[Cells]) -> Path:
        write = lagon_exports.clients if "CLIENTS" in name else lagon_exports.contracts
        return write(self.inbox / name, rows)

    def queue(self) -> list[QueueRow]:
        return self.workspace.queue(everything=True)

    def engine(self) -> Engine:
        return self.workspace.engine()


def _quiet(_step: str) -> None:
    pass


def _counts(intake: Intake) -> list[tuple[int, int, int, int]]:
    return [
        (each.created, each.modified, each.unchanged, each.refused) for each in intake.report.files
    ]


def _codes(intake: Intake) -> list[tuple[int, str]]:
    return [
        (problem.line, problem.code) for file in intake.report.files for problem in file.problems
    ]


@pytest.fixture(params=["sqlite", "postgresql"])
def agency(request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path) -> Agency:
    if request.param == "postgresql":
        address = request.getfixturevalue("postgresql_address")
        from dataclasses import replace

        workspace = replace(workspace, settings=workspace.settings._replace(store_address=address))
    return Agency(workspace, tmp_path / "reçus")


def test_a_contract_makes_a_dossier_with_its_window(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    (row,) = agency.queue()
    assert (row.client, row.nom, row.contrats) == ("L1", "Essai Anne", ("100",))
    assert (row.fenetre_debut, row.fenetre_fin) == (date(2026, 11, 13), date(2026, 11, 27))


def test_a_re_import_changes_nothing(agency: Agency) -> None:
    files: list[tuple[str, list[Cells]]] = [
        (PEOPLE, [{}]),
        (SITE, [{}, {NUMBER: "101", HOLDER: "L2"}]),
    ]
    agency.take(*files)
    before = agency.queue()
    assert _counts(agency.take(*files)) == [(0, 0, 1, 0), (0, 0, 2, 0)]
    assert agency.queue() == before
    with agency.engine().begin() as connection:
        assert connection.execute(select(journal)).all() == []


def test_the_order_of_the_files_does_not_matter(agency: Agency) -> None:
    intake = agency.take((SITE, [{NAME: "Autre nom"}]), (PEOPLE, [{}]))
    assert _counts(intake) == [(1, 0, 0, 0), (1, 0, 0, 0)]
    assert agency.queue()[0].nom == "Essai Anne"


def test_a_cell_that_cannot_be_read_takes_back_nothing_that_is_known(agency: Agency) -> None:
    agency.take((PEOPLE, [{}]), (SITE, [{ENDED: "01/12/2026"}]))
    bad: Cells = {"Téléphone": "3,3E+10", "Type de client": "Martien"}
    again = agency.take((PEOPLE, [bad]), (SITE, [{ENDED: "bientôt"}]))
    assert _counts(again) == [(0, 0, 1, 0), (0, 0, 1, 0)]
    assert [len(each.file.warnings) for each in again.report.files] == [2, 1]
    assert _counts(agency.take((PEOPLE, [{"Téléphone": ""}]))) == [(0, 1, 0, 0)]


def test_a_blank_copy_of_a_row_takes_back_nothing_that_the_other_has_unread(agency: Agency) -> None:
    agency.take((PEOPLE, [{}]))
    for copies in (("3,3E+10", ""), ("", "3,3E+10")):
        rows: list[Cells] = [{"Téléphone": phone} for phone in copies]
        assert _counts(agency.take((PEOPLE, rows))) == [(0, 0, 2, 0)]
    rows = [{"Téléphone": "3,3E+10"}, {"Téléphone": "01 99 00 00 02"}]
    assert _counts(agency.take((PEOPLE, rows))) == [(0, 1, 1, 0)]


@pytest.mark.parametrize("copies", [("bientôt", ""), ("", "bientôt")])
def test_a_blank_copy_of_a_contract_takes_back_nothing_either(
    agency: Agency, copies: tuple[str, str]
) -> None:
    agency.take((SITE, [{ENDED: "01/12/2026"}]))
    rows: list[Cells] = [{ENDED: ended} for ended in copies]
    assert _counts(agency.take((SITE, rows))) == [(0, 0, 2, 0)]
    other = ("H90001 CONTRATS suite.csv", [rows[1]])
    assert _counts(agency.take((SITE, rows[:1]), other)) == [(0, 0, 1, 0), (0, 0, 1, 0)]
    assert _counts(agency.take((SITE, [{ENDED: ""}, {ENDED: ""}]))) == [(0, 1, 1, 0)]


def test_what_empty_cells_take_back_is_counted_by_field(agency: Agency) -> None:
    people: list[Cells] = [{HOLDER: f"L{number}", NAME: f"Essai {number}"} for number in range(3)]
    agency.take((PEOPLE, people))
    assert agency.take((PEOPLE, people)).report.emptied == {}
    without = [{**each, "Téléphone": ""} for each in people]
    without[0]["E-mail"] = ""
    again = agency.take((PEOPLE, without))
    assert again.report.emptied == {"Téléphone": 3, "E-mail": 1}
    said = "Valeurs effacées, car leurs cases sont vides : Téléphone (3), E-mail (1)."
    assert said in import_lines(again)
    assert agency.take((PEOPLE, without)).report.emptied == {}


def test_the_new_dossiers_of_who_left_are_told_until_lagon_names_another(agency: Agency) -> None:
    assert agency.take((SITE, [{}])).report.out_of_service == {}
    workspace = agency.workspace
    left = [ChargeLine("Hugo Mazin", "Non")]
    save_reglages(workspace.store(), 0, Proposed(charges=left), "chef", workspace.now)
    news = [{NUMBER: "C2", HOLDER: "L2", NAME: "Essai Zoé"}]
    again = agency.take((SITE, [{}, *news]))
    said = "1 nouveau dossier au nom de qui n’est plus en service (Hugo Mazin : 1)"
    given = " : « Affecter », dans File, dès qu’ils y sont (Accueil les compte)."
    assert f"{said}{given}" in import_lines(again)
    other = {NUMBER: "C3", HOLDER: "L3", NAME: "Essai Léa", "Chargé de clientèle": "Nadia"}
    assert agency.take((SITE, [{}, *news, other])).report.out_of_service == {}


def test_a_contract_that_is_back_lost_nothing(agency: Agency) -> None:
    both: list[Cells] = [{}, {NUMBER: "C2"}]
    for rows in (both, both[:1]):
        agency.take((SITE, rows))
    assert agency.take((SITE, both)).report.emptied == {}


def test_a_number_that_lost_its_zeros_is_the_one_that_is_known(agency: Agency) -> None:
    agency.take((SITE, [{NUMBER: "00100", HOLDER: "0007"}]), (PEOPLE, [{HOLDER: "0007"}]))
    lost = agency.take((SITE, [{NUMBER: "100", HOLDER: "7"}]), (PEOPLE, [{HOLDER: "7"}]))
    assert _counts(lost) == [(0, 0, 1, 0), (0, 0, 1, 0)]
    assert lost.report.absent == 0
    warnings = [each for file in lost.report.files for each in file.file.warnings]
    assert [each.code for each in warnings] == ["zeros_perdus"] * 3
    assert "« 100 » est lu comme « 00100 »" in warnings[1].message
    assert [(row.client, row.contrats) for row in agency.queue()] == [("0007", ("00100",))]


def test_a_client_of_the_same_command_is_known_whatever_its_zeros(agency: Agency) -> None:
    agency.take((SITE, [{HOLDER: "7"}]), (PEOPLE, [{HOLDER: "0007"}]))
    assert [(row.client, row.nom) for row in agency.queue()] == [("0007", "Essai Anne")]


def test_numbers_that_only_their_zeros_part_stay_apart_when_both_are_known(agency: Agency) -> None:
    both: list[Cells] = [{NUMBER: "0100"}, {NUMBER: "100", HOLDER: "L2", NAME: "Autre Zoé"}]
    agency.take((SITE, both))
    assert _counts(agency.take((SITE, both))) == [(0, 0, 2, 0)]
    assert _counts(agency.take((SITE, [*both, {NUMBER: "00100", HOLDER: "L3"}])))[0][0] == 1


def test_a_client_whose_contract_goes_to_another_lost_no_cell(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    assert agency.take((SITE, [{HOLDER: "L2", NAME: "Autre Zoé"}])).report.emptied == {}


def test_two_spellings_in_one_file_are_two_numbers(agency: Agency) -> None:
    agency.take((SITE, [{NUMBER: "0100", HOLDER: "007"}]))
    other: Cells = {NUMBER: "100", HOLDER: "7", NAME: "Autre Zoé"}
    both = agency.take((SITE, [{NUMBER: "0100", HOLDER: "007"}, other]))
    assert _counts(both) == [(1, 0, 1, 0)]
    assert both.report.files[0].file.warnings == []
    third = {**other, NUMBER: "00100", HOLDER: "0007"}
    assert _counts(agency.take((SITE, [other, third])))[0][3] == 0


def test_the_warning_of_lost_zeros_counts_the_other_lines(agency: Agency) -> None:
    numbers = ("0100", "0101", "0102")
    agency.take((SITE, [{NUMBER: number} for number in numbers]))
    said = []
    for lost in (2, 3):
        again = agency.take((SITE, [{NUMBER: number.lstrip("0")} for number in numbers[:lost]]))
        (warning,) = again.report.files[0].file.warnings
        said.append(warning.message.rpartition(". ")[2])
    assert said == ["De même pour une autre ligne.", "De même pour 2 autres lignes."]


def test_the_number_of_an_opposed_client_who_was_erased_is_known_without_its_zeros(
    agency: Agency,
) -> None:
    agency.take((SITE, [{HOLDER: "0007"}]))
    store, now = agency.workspace.store(), agency.workspace.now
    oppose(store, 1, "Inès", now)
    erase_client(store, 1, "Inès", now, force="Demande écrite")
    agency.take((SITE, [{NUMBER: "200", HOLDER: "7"}]))
    with store.read() as unit:
        (again,) = unit.clients_by_number(["0007"]).values()
        assert again.id in unit.opposed([again.id])


def test_an_identical_copy_counts_as_unchanged(agency: Agency) -> None:
    assert _counts(agency.take((SITE, [{}, {}]))) == [(1, 0, 1, 0)]


def test_contradictory_copies_are_all_refused_even_across_files(agency: Agency) -> None:
    other = "H90002 CONTRATS.csv"
    intake = agency.take((SITE, [{}]), (other, [{EFFECT: "21/08/2026"}]))
    assert _codes(intake) == [(2, "doublon_contradictoire"), (2, "doublon_contradictoire")]
    assert other in intake.report.files[0].problems[0].message
    assert agency.queue() == []


def test_what_is_known_is_found_however_many_are_looked_for(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "_MANY", 0)
    assert _counts(agency.take((SITE, [{}]))) == [(1, 0, 0, 0)]
    assert _counts(agency.take((SITE, [{}]))) == [(0, 0, 1, 0)]


def test_the_refused_rows_to_look_at_are_those_of_the_last_import(agency: Agency) -> None:
    wrong: list[Cells] = [{NUMBER: number, EFFECT: "?"} for number in ("C2", "C3")]
    files: list[list[Cells]] = [[{}, *wrong], [{}]]
    counted = []
    for rows in files:
        agency.take((SITE, rows))
        with agency.workspace.store().read() as unit:
            counted.append(unit.attention(date(2026, 11, 23)).refused)
    assert counted == [2, 0]


def test_refused_rows_come_in_the_order_of_the_file(agency: Agency) -> None:
    rows = [{}, {NUMBER: "101", EFFECT: "31/02/2026"}, {EFFECT: "21/08/2026"}]
    assert [line for line, _ in _codes(agency.take((SITE, rows)))] == [2, 3, 4]


def test_an_avenant_repeats_its_contract_number_without_being_a_copy(agency: Agency) -> None:
    rows = [{}, {MOVEMENT: "Avenant", EFFECT: "01/10/2026"}]
    assert _counts(agency.take((SITE, rows))) == [(2, 0, 0, 0)]
    assert agency.queue()[0].contrats == ("100",)


def test_a_name_only_contract_joins_the_client_of_that_name_and_site(agency: Agency) -> None:
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "", NAME: "ESSAI  Anné"}]))
    assert [row.contrats for row in agency.queue()] == [("100", "101")]


def test_a_name_only_contract_without_a_namesake_makes_a_flagged_client(agency: Agency) -> None:
    agency.take((SITE, [{HOLDER: "", NAME: "Inconnue Zoé"}]))
    (row,) = agency.queue()
    assert (row.client, row.nom, row.nom_seul) == (None, "Inconnue Zoé", True)


def test_a_name_that_two_clients_of_the_site_bear_is_ambiguous(agency: Agency) -> None:
    rows = [{}, {NUMBER: "101", HOLDER: "L2"}, {NUMBER: "102", HOLDER: ""}]
    assert _codes(agency.take((SITE, rows))) == [(4, "client_ambigu")]


@pytest.mark.parametrize("again", [False, True])
def test_a_namesake_is_of_each_site_where_he_has_a_contract(agency: Agency, again: bool) -> None:
    elsewhere = {NUMBER: "101", "Agence": "Rouvière"}
    agency.take((SITE, [{HOLDER: "L2", NUMBER: "200", "Agence": "Rouvière"}, {}, elsewhere]))
    lone = {NUMBER: "102", HOLDER: "", "Agence": "Rouvière"}
    rows = [{NUMBER: "103", "Agence": "Rouvière"}, lone] if again else [lone]
    assert [code for _, code in _codes(agency.take((SITE, rows)))] == ["client_ambigu"]


@pytest.mark.parametrize("again", [False, True])
def test_so_is_one_who_is_known_by_his_name_only(agency: Agency, again: bool) -> None:
    lone = {HOLDER: "", "Agence": "Rouvière"}
    moved = lone | {NUMBER: "101"}
    agency.take(
        (SITE, [{HOLDER: "L2", NUMBER: "200", "Agence": "Rouvière"}, {HOLDER: "", NUMBER: "101"}])
    )
    if not again:
        agency.take((SITE, [moved]))
    rows = [lone | {NUMBER: "102"}, *([moved] if again else [])]
    assert [code for _, code in _codes(agency.take((SITE, rows)))] == ["client_ambigu"]


def test_a_name_only_contract_stays_with_its_client_when_a_namesake_appears(agency: Agency) -> None:
    rows = [{HOLDER: "", NAME: "Essai Anne"}]
    agency.take((SITE, rows))
    agency.take((PEOPLE, [{}]))
    again = agency.take((SITE, rows))
    assert _counts(again) == [(0, 0, 1, 0)]
    assert [row.client for row in agency.queue()] == [None]


def test_a_name_only_contract_joins_the_client_of_an_earlier_import(agency: Agency) -> None:
    agency.take((PEOPLE, [{}]))
    agency.take((SITE, [{HOLDER: ""}]))
    assert [row.client for row in agency.queue()] == ["L1"]


def test_a_name_only_contract_stays_with_its_client_whose_name_was_corrected(
    agency: Agency,
) -> None:
    agency.take((SITE, [{HOLDER: ""}]))
    with agency.workspace.store().write() as unit:
        (old,) = unit.clients_by_id([1]).values()
        unit.change("clients", [(old, derived(old._replace(last_name="Durand Anne")))])
    assert _counts(agency.take((SITE, [{HOLDER: ""}]))) == [(0, 0, 1, 0)]
    assert [row.nom for row in agency.queue()] == ["Durand Anne"]


def test_a_client_of_no_client_file_follows_the_name_of_his_contracts(agency: Agency) -> None:
    for name in ("Essai Anne", "Essai-Durand Anne"):
        agency.take((SITE, [{NAME: name}]))
        assert [row.nom for row in agency.queue()] == [name]


def test_a_namesake_of_another_site_is_another_person(agency: Agency) -> None:
    rows = [{"Agence": "Rouvière"}, {NUMBER: "101", HOLDER: ""}]
    agency.take((SITE, rows))
    assert sorted(row.client or "-" for row in agency.queue()) == ["-", "L1"]


def test_a_simulation_says_the_same_and_writes_nothing(agency: Agency) -> None:
    intake = agency.simulate((SITE, [{}, {EFFECT: ""}]))
    assert _counts(intake) == [(1, 0, 0, 1)]
    assert not agency.workspace.has_store()


def test_a_simulation_on_a_store_leaves_it_as_it_was(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    before = agency.queue()
    assert _counts(agency.simulate((SITE, [{STATE: "Résilié"}]))) == [(0, 1, 0, 0)]
    assert agency.queue() == before


def test_what_a_person_entered_stays_and_the_difference_is_kept(agency: Agency) -> None:
    agency.take((PEOPLE, [{}]), (SITE, [{}]))
    entry = {
        "field": "phone",
        "value": "01 99 00 00 09",
        "author": "anne",
        "at": datetime(2026, 11, 1),
    }
    with agency.engine().begin() as connection:
        connection.execute(insert(manual_entries).values(client_id=1, **entry))
        connection.exec_driver_sql("UPDATE clients SET phone = '01 99 00 00 09' WHERE id = 1")
    for _ in range(2):
        agency.take((PEOPLE, [{"Téléphone": "01 99 00 00 02"}]))
    assert agency.queue()[0].telephone == "01 99 00 00 09"
    with agency.workspace.store().read() as unit:
        assert unit.attention(date(2026, 11, 23)).conflicts == 1


def test_a_contract_that_the_next_export_lacks_is_marked_and_stays(agency: Agency) -> None:
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "L2"}]))
    assert [agency.take((SITE, [{}])).report.absent for _ in range(2)] == [1, 0]
    marks = {row.contrats[0]: row.absent_dernier_export for row in agency.queue()}
    assert marks == {"100": False, "101": True}
    assert ("contracts", "absent_since", None, "2026-11-23") in _told(agency)
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "L2"}]))
    assert not any(row.absent_dernier_export for row in agency.queue())


@pytest.mark.parametrize("name", ["H90002 CONTRATS.csv", "rejets_2026-11-23_H90001 CONTRATS.csv"])
def test_another_site_or_a_reject_file_marks_nobody_absent(agency: Agency, name: str) -> None:
    agency.take((SITE, [{}]))
    agency.take((name, [{NUMBER: "101", HOLDER: "L2"}]))
    assert not any(row.absent_dernier_export for row in agency.queue())


def test_a_contract_is_absent_from_the_exports_of_the_last_site_that_listed_it(
    agency: Agency,
) -> None:
    moved, other = "H90002 CONTRATS.csv", {NUMBER: "101", HOLDER: "L2"}
    listed: list[tuple[str, Cells]] = [(SITE, {}), (moved, {}), (SITE, other), (moved, other)]
    for (name, row), absent in zip(listed, (False, False, False, True), strict=True):
        agency.take((name, [row]))
        marks = {row.contrats[0]: row.absent_dernier_export for row in agency.queue()}
        assert marks["100"] is absent


def test_an_avenant_whose_contract_another_site_lists_of_another_day_is_not_absent(
    agency: Agency,
) -> None:
    """Its old row has another key (R1), and yet its contract is listed: as in one command."""
    old, new = {MOVEMENT: "Avenant"}, {MOVEMENT: "Avenant", EFFECT: "27/08/2026"}
    for name, rows in (
        (SITE, [old, {NUMBER: "101"}]),
        (SITE, [{NUMBER: "101"}]),
        ("H90002 CONTRATS.csv", [new]),
    ):
        agency.take((name, rows))
    with agency.workspace.store().read() as unit:
        held = unit.contracts_of([1])
    assert [each.effect_date.day for each in held if each.absent_since] == []
    assert ("contracts", "absent_since", "2026-11-23", None) in _told(agency)


def test_a_contract_that_an_avenant_lists_again_is_not_absent_though_its_family_changes_with_it(
    agency: Agency,
) -> None:
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "L2"}]))
    agency.take((SITE, [{NUMBER: "101", HOLDER: "L2"}]))
    avenant = {MOVEMENT: "Avenant", EFFECT: "27/08/2026"}
    agency.take((PEOPLE, [{"Type de client": "Entreprise"}]), (SITE, [avenant]))
    assert ("contracts", "family", "auto", "auto_pro") in _told(agency)
    marks = {row.contrats[0]: row.absent_dernier_export for row in agency.queue()}
    assert marks == {"100": False, "101": True}


def test_a_refused_row_is_not_absent(agency: Agency) -> None:
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "L2"}]))
    agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "L2", EFFECT: "bientôt"}]))
    assert not any(row.absent_dernier_export for row in agency.queue())


def test_an_ended_contract_leaves_the_queue_while_nobody_worked_on_it(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    agency.take((SITE, [{STATE: "Résilié", ENDED: "01/11/2026"}]))
    assert agency.queue() == []
    assert ("dossiers", "client_id", "1", None) in _told(agency)


def test_a_suspended_contract_is_hidden_and_comes_back(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    agency.take((SITE, [{STATE: "Suspendu"}]))
    assert agency.queue() == []
    agency.take((SITE, [{}]))
    assert [row.contrats for row in agency.queue()] == [("100",)]


def test_a_worked_dossier_is_closed_with_its_reason_and_opened_again(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{STATE: "Suspendu"}]))
    assert [row.cloture for row in agency.queue()] == ["contrat_suspendu"]
    agency.take((SITE, [{}]))
    assert [row.cloture for row in agency.queue()] == [None]


def test_a_worked_dossier_is_not_regrouped(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{}, {NUMBER: "101"}]))
    assert sorted(row.contrats for row in agency.queue()) == [("100",), ("101",)]


def test_an_untouched_dossier_is_regrouped_and_keeps_its_id(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    before = agency.queue()[0].dossier
    agency.take((SITE, [{}, {NUMBER: "101"}]))
    assert [(row.dossier, row.contrats) for row in agency.queue()] == [(before, ("100", "101"))]


def test_a_worked_dossier_follows_its_account_manager(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{"Chargé de clientèle": "Zoé Nouvelle"}]))
    assert [row.charge for row in agency.queue()] == ["Zoé Nouvelle"]


def test_the_site_code_fills_what_a_file_without_agencies_left_empty(agency: Agency) -> None:
    agency.take(("CONTRATS.csv", [{"Agence": ""}]))
    assert [row.agence for row in agency.queue()] == [None]
    agency.take(("H90002 CONTRATS.csv", [{"Agence": ""}]))
    assert [row.agence for row in agency.queue()] == ["Rouvière"]


def test_files_without_a_site_code_are_told_apart_by_their_agency(agency: Agency) -> None:
    agency.take(("corniche.csv", [{}]))
    agency.take(("rouviere.csv", [{NUMBER: "101", HOLDER: "L2", "Agence": "Rouvière"}]))
    assert not any(row.absent_dernier_export for row in agency.queue())


def test_two_files_of_one_name_have_a_reject_file_each(agency: Agency) -> None:
    rows: list[Cells] = [{EFFECT: ""}]
    paths = [
        lagon_exports.contracts(agency.inbox / folder / SITE, [{NUMBER: folder, **rows[0]}])
        for folder in ("un", "deux")
    ]
    intake = take_in(agency.workspace, paths, {}, _quiet)
    assert len(set(intake.rejects.values())) == 2


def test_a_newer_difference_replaces_the_older_one(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    for day in ("25/08/2026", "26/08/2026"):
        agency.take((SITE, [{EFFECT: day}]))
    with agency.workspace.store().read() as unit:
        assert unit.attention(date(2026, 11, 23)).conflicts == 1


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_done(
    agency: Agency, tmp_path: Path
) -> None:
    from dataclasses import replace

    (tmp_path / "fichier").touch()
    settings = agency.workspace.settings._replace(folder=tmp_path / "fichier" / "espace")
    agency.workspace = replace(agency.workspace, settings=settings)
    with pytest.raises(UserError) as refusal:
        agency.take((SITE, [{}]))
    assert refusal.value.code == "espace_lecture_seule"


def test_a_moved_effect_date_asks_when_somebody_worked_on_the_dossier(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{EFFECT: "25/08/2026"}]))
    assert agency.queue()[0].date_effet == date(2026, 8, 20)
    with agency.workspace.store().read() as unit:
        assert unit.attention(date(2026, 11, 23)).conflicts == 1


def _differences(agency: Agency) -> int:
    with agency.workspace.store().read() as unit:
        return unit.attention(date(2026, 11, 23)).conflicts


def test_an_effect_date_that_comes_back_is_no_difference_any_more(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{EFFECT: "25/08/2026"}]))
    agency.take((SITE, [{}]))
    assert _differences(agency) == 0


@pytest.mark.parametrize(
    "end",
    ["closing = 'injoignable'", "appel = 'OK', lagon = 'OK', bilan = 'OK', sms_mail = 'S.O.'"],
)
def test_nobody_asks_about_the_date_of_a_dossier_that_is_finished_or_closed(
    agency: Agency, end: str
) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{EFFECT: "25/08/2026"}]))
    with agency.engine().begin() as connection:
        connection.exec_driver_sql(f"UPDATE dossiers SET {end} WHERE id = 1")
    assert _differences(agency) == 0
    assert agency.take((SITE, [{EFFECT: "26/08/2026"}])).report.conflicts == 0


def _told(agency: Agency) -> list[tuple[object, ...]]:
    columns = (journal.c.subject, journal.c.field, journal.c.old, journal.c.new)
    with agency.engine().begin() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_a_change_is_told_in_the_journal_with_old_and_new(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    agency.take((SITE, [{"Chargé de clientèle": "Inès Carbonel"}]))
    assert ("contracts", "charge_clientele", "Hugo Mazin", "Inès Carbonel") in _told(agency)
    assert agency.queue()[0].charge == "Inès Carbonel"
    for phone in ("01 99 00 00 02", "01 99 00 00 03"):
        agency.take((PEOPLE, [{"Téléphone": phone}]))
    assert ("clients", "phone", "01 99 00 00 02", "01 99 00 00 03") in _told(agency)


def test_a_client_known_by_an_older_contract_is_an_existing_one(agency: Agency) -> None:
    older = {NUMBER: "90", MOVEMENT: "Terme", EFFECT: "19/08/2026", STATE: "Résilié"}
    agency.take((SITE, [{}]))
    assert not agency.queue()[0].client_existant
    agency.take((SITE, [{}, older]))
    assert agency.queue()[0].client_existant


def test_a_contract_whose_date_is_corrected_makes_nobody_an_existing_client(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{EFFECT: "10/08/2026"}]))
    (row,) = agency.queue()
    assert (row.date_effet, row.client_existant) == (date(2026, 8, 20), False)


@pytest.mark.parametrize(("days", "flagged"), [(30, True), (31, False), (-1, False)])
def test_a_contract_that_follows_another_of_its_family_is_a_probable_replacement(
    agency: Agency, days: int, *, flagged: bool
) -> None:
    ended = f"{date(2026, 8, 20) - timedelta(days=days):%d/%m/%Y}"
    old = {NUMBER: "90", EFFECT: "20/08/2025", STATE: "Résilié", ENDED: ended}
    agency.take((SITE, [{}, old]))
    assert agency.queue()[0].remplacement_probable is flagged


def test_the_clients_file_gives_the_site_and_the_account_manager(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    agency.take((PEOPLE, [{"Agence": "Rouvière", "Chargé de clientèle": "Noé Barthas"}]))
    assert [(row.agence, row.charge) for row in agency.queue()] == [("Rouvière", "Noé Barthas")]


def test_probable_doubles_are_listed_and_never_merged(agency: Agency) -> None:
    intake = agency.take((PEOPLE, [{}, {HOLDER: "L2", "Nom": "Autre", "E-mail": "x@exemple.fr"}]))
    (group,) = intake.report.doubles
    assert [card.number for card in group] == ["L1", "L2"]
    other: Cells = {HOLDER: "L3", "Nom": "Seul", "Téléphone": "", "E-mail": ""}
    assert agency.take((PEOPLE, [other])).report.doubles == []  # said when they come, once


def test_attempts_of_thirty_days_are_counted(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    days = (date(2026, 11, 23), date(2026, 10, 25), date(2026, 10, 24))
    with agency.engine().begin() as connection:
        for day in days:
            at = datetime(day.year, day.month, day.day, 11)
            values = {"dossier_id": 1, "at": at, "outcome": "nrp", "counts": True, "author": "x"}
            connection.execute(insert(attempts).values(values))
    assert agency.queue()[0].tentatives_30j == 2


def test_refused_rows_come_back_as_a_file_to_correct(agency: Agency) -> None:
    intake = agency.take((SITE, [{}, {NUMBER: "101", HOLDER: "=1+1", EFFECT: "31/02/2026"}]))
    (path,) = intake.rejects.values()
    assert path.name == "rejets_2026-11-23_H90001 CONTRATS.xlsx"
    from openpyxl import load_workbook

    book = load_workbook(path)
    titles, row = list(book.active.values)  # type: ignore[union-attr]
    cells = dict(zip(titles, row, strict=True))
    assert "31/02/2026" in str(cells["Motif du rejet"])
    assert cells["Ligne d’origine"] == 3
    assert cells[HOLDER] == "=1+1"
    assert book.properties.created == datetime(2000, 1, 1)  # the same rows, the same bytes
    sheet = book.active
    sheet.cell(2, list(titles).index(EFFECT) + 1).value = "20/08/2026"  # type: ignore[union-attr]
    book.save(path)
    again = take_in(agency.workspace, [path], {}, _quiet)
    assert _counts(again) == [(1, 0, 0, 0)]
    assert again.report.files[0].file.set_aside == ()


def test_a_reject_file_that_is_refused_again_makes_one_of_the_same_name(agency: Agency) -> None:
    bad: Cells = {NUMBER: "101", EFFECT: "31/02/2026"}
    (path,) = agency.take((SITE, [{}, bad])).rejects.values()
    (again,) = take_in(agency.workspace, [path], {}, _quiet).rejects.values()
    assert again.name == "rejets_2026-11-23_H90001 CONTRATS (2).xlsx"


def _rejects(agency: Agency) -> set[str]:
    return {path.name for path in agency.workspace.folder.glob("rejets_*")}


def test_a_file_of_refused_rows_that_cannot_be_read_is_left_alone(agency: Agency) -> None:
    left = agency.workspace.folder / "rejets_2026-11-23_H90001 CONTRATS.xlsx"
    left.mkdir(parents=True)  # which nobody reads, as what a spreadsheet keeps for itself
    intake = agency.take((SITE, [{}, {NUMBER: "101", EFFECT: "31/02/2026"}]))
    assert [path.name for path in intake.rejects.values()] == [
        "rejets_2026-11-23_H90001 CONTRATS (2).xlsx"
    ]


def test_the_same_rows_refused_again_keep_their_one_file(agency: Agency) -> None:
    bad: Cells = {NUMBER: "101", EFFECT: "31/02/2026"}
    first = agency.take((SITE, [{}, bad]))
    again = agency.take((SITE, [{}, bad]))
    assert (sorted(first.again), sorted(again.again)) == ([], [0])
    assert again.rejects == first.rejects
    assert "Mêmes lignes refusées que la fois d’avant" in import_lines(again)
    assert "la fois d’avant" not in import_lines(first)
    other = agency.take((SITE, [{}, bad | {EFFECT: "32/02/2026"}]))
    assert (sorted(other.again), len(_rejects(agency))) == ([], 2)


def test_a_reject_file_that_somebody_began_to_correct_is_left_as_it_is(agency: Agency) -> None:
    from openpyxl import load_workbook

    bad: list[Cells] = [{NUMBER: "101", EFFECT: "31/02/2026"}]
    (path,) = agency.take((SITE, bad)).rejects.values()
    book = load_workbook(path)
    book.active.cell(2, 1).value = "vu"  # type: ignore[union-attr]
    book.save(path)
    begun = path.read_bytes()
    (other,) = agency.take((SITE, bad)).rejects.values()
    assert (other != path, path.read_bytes() == begun, len(_rejects(agency))) == (True, True, 2)


def _draft(agency: Agency) -> None:
    with agency.engine().begin() as connection:
        (dossier_id,) = connection.scalars(select(dossiers.c.id))
        values = {
            "dossier_id": dossier_id,
            "content": "{}",
            "author": "x",
            "at": datetime(2026, 11, 1),
        }
        connection.execute(insert(drafts).values(values))
        assert connection.scalar(select(contracts.c.dossier_id)) == dossier_id


@pytest.mark.parametrize("said", ["", "Particulier"])
def test_the_family_of_a_contract_is_that_of_its_client_s_type(agency: Agency, said: str) -> None:
    kind = "Type de client"
    agency.take((PEOPLE, [{kind: "Entreprise"}]), (SITE, [{kind: said}]))
    assert _families(agency) == ["auto_pro"]
    agency.take((PEOPLE, [{kind: "Particulier"}]))
    assert _families(agency) == ["auto"]


def _families(agency: Agency) -> list[str | None]:
    with agency.engine().connect() as connection:
        return list(connection.execute(select(contracts.c.family)).scalars())


def test_a_contract_file_does_not_take_back_a_type_that_a_person_entered(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    with agency.engine().begin() as connection:
        entered = {"client_id": 1, "field": "client_type", "value": "tns", "author": "anne"}
        connection.execute(insert(manual_entries).values(at=datetime(2026, 11, 1), **entered))
        connection.exec_driver_sql("UPDATE clients SET client_type = 'tns' WHERE id = 1")
    agency.take((SITE, [{EFFECT: "21/08/2026"}]))
    assert agency.queue()[0].type_client is ClientType.TNS


def _listed(agency: Agency) -> list[tuple[object, ...]]:
    rows = report_rows(agency.workspace.store(), date(2026, 11, 23))
    return [tuple(row[key] for key in ("client", "champ", "lagon", "nouveau")) for row in rows]


def test_a_client_of_two_sites_stays_and_the_manager_reads_the_other_claim(agency: Agency) -> None:
    other = {"Agence": "Rouvière", "Chargé de clientèle": "Inès Carbonel"}
    agency.take((SITE, [{}]), (PEOPLE, [{}]))
    for _ in range(2):
        agency.take(("H90002 CLIENTS.csv", [other]))
        (row,) = agency.queue()
        assert (row.agence, row.charge) == ("Corniche", "Hugo Mazin")
        assert _differences(agency) == 2
        assert _listed(agency) == [
            ("Essai Anne", "Agence", "Rouvière", "Corniche"),
            ("Essai Anne", "Chargé de clientèle", "Inès Carbonel", "Hugo Mazin"),
        ]


def test_whom_the_export_of_another_site_changes_is_told(agency: Agency) -> None:
    agency.take((SITE, [{}]), (PEOPLE, [{"Téléphone": "01 99 00 00 01"}]))
    row: Cells = {"Agence": "Corniche", "Téléphone": "01 99 00 00 02"}
    said = import_lines(agency.take(("H90002 CLIENTS.csv", [row])))
    told = "1 client modifié par l’export d’une autre agence que la sienne (Essai Anne, Corniche)"
    assert f"{told} : à vérifier dans Lagon." in said
    assert "autre agence" not in import_lines(agency.take(("H90002 CLIENTS.csv", [row])))
    assert "autre agence" not in import_lines(agency.take((PEOPLE, [{}])))


def test_who_changes_site_is_told(agency: Agency) -> None:
    agency.take((SITE, [{}]), (PEOPLE, [{}]))
    said = import_lines(agency.take((PEOPLE, [{"Agence": "Rouvière"}])))
    assert "1 client change d’agence (Essai Anne, Corniche → Rouvière) : à vérifier" in said


def test_what_a_contract_says_otherwise_than_a_person_is_a_difference(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    entered = {"client_id": 1, "author": "anne", "at": datetime(2026, 11, 1)}
    said = [("client_type", "tns"), ("charge_clientele", "Inès Carbonel")]
    with agency.engine().begin() as connection:
        for name, value in said:
            connection.execute(insert(manual_entries).values(field=name, value=value, **entered))
            connection.exec_driver_sql(f"UPDATE clients SET {name} = '{value}' WHERE id = 1")
    for _ in range(2):
        assert agency.take((SITE, [{}])).report.conflicts == 2
        assert _listed(agency) == [
            ("Essai Anne", "Type de client", "Particulier", "Professionnel (TNS)"),
            ("Essai Anne", "Chargé de clientèle", "Hugo Mazin", "Inès Carbonel"),
        ]
    agency.take((SITE, [{"Type de client": "TNS", "Chargé de clientèle": "Inès Carbonel"}]))
    assert (_differences(agency), _listed(agency)) == (0, [])


def test_a_moved_effect_date_is_listed_while_the_dossier_is_open(agency: Agency) -> None:
    agency.take((SITE, [{}]))
    _draft(agency)
    agency.take((SITE, [{EFFECT: "25/08/2026"}]))
    assert _listed(agency) == [("Essai Anne", "Date d’effet", "25/08/2026", "20/08/2026")]
    with agency.engine().begin() as connection:
        connection.exec_driver_sql("UPDATE dossiers SET closing = 'injoignable' WHERE id = 1")
    assert _listed(agency) == []


def test_one_column_set_aside_more_is_said_of_one(agency: Agency) -> None:
    said = import_lines(agency.take((SITE, [{"Prime": "1", "Fractionnement": "an", "Zone": "2"}])))
    assert any(each.endswith(" et 1 autre.") for each in said.splitlines()), said


def test_the_button_says_all_that_is_to_be_looked_at_shortly(agency: Agency) -> None:
    rows: list[Cells] = [{}, {NUMBER: "101", HOLDER: "L2"}, {NUMBER: "102", HOLDER: "L3"}]
    said = import_lines(agency.take(("H90003 CONTRATS.csv", [
        row | {ENDED: "31/02/2026", "Agence": "", "Fractionnement": "mensuel"} for row in rows
    ])))  # fmt: skip
    assert "3 nouveaux dossiers." in said
    assert "Colonnes mises de côté : « Fractionnement »." in said
    assert "À vérifier : ligne 2, Date de résiliation : " in said
    assert "autres remarques ; pour tout lire : mplus3 importer --simuler" in said
    assert said.count("À vérifier : ") == 2
    gone = import_lines(agency.take(("H90003 CONTRATS.csv", rows[:1])))
    assert "2 contrats absents du dernier export" in gone
