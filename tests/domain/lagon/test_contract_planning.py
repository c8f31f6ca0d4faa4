"""What a contract export changes, and whose each row is (R1, R2, R9, R11)."""

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Any

import pytest

from mplus3_xl.domain.lagon.contract_plan import ContractPlan, Known
from mplus3_xl.domain.lagon.contract_planning import plan_contracts
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.lagon.holders import find_holders
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.vocabulary import ContractState, Movement
from tests.domain.invented import EFFECT, client, contract_file, contract_row

Plan = tuple[ContractPlan, Verdicts]
NAME_ONLY: dict[str, Any] = {"client_number": None}


def _plan(
    *files: DraftFile, clients: Sequence[Client] = (), contracts: Sequence[Contract] = ()
) -> Plan:
    verdicts = Verdicts()
    rows = find_holders(files, clients, {}, verdicts)
    known = Known({each.key: each for each in contracts}, {each.id: each for each in clients})
    plan = plan_contracts(files, rows, known, (count(100), count(10)), 7, verdicts)
    return plan, verdicts


def _counts(verdicts: Verdicts, file: int = 0) -> dict[str, int]:
    return dict(verdicts.counts[file])


def _refused(verdicts: Verdicts, file: int = 0) -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in verdicts.refused.get(file, [])]


@pytest.mark.parametrize(
    ("movement", "key"),
    [
        (Movement.AN, "C1"),
        (Movement.AVENANT, "C1|avenant|2026-08-25"),
        (Movement.REMPLACEMENT, "C1|remplacement|2026-08-25"),
    ],
)
def test_the_key_is_the_number_for_an_affaire_nouvelle_only(movement: Movement, key: str) -> None:
    assert contract_row(movement=movement).key == key


def test_a_new_number_makes_a_contract_and_its_client() -> None:
    plan, verdicts = _plan(contract_file(contract_row(branch="AUTO"), scope="H90001"))
    (made,) = plan.created
    (holder,) = plan.new_clients.values()
    assert (made.id, made.client_id, made.scope, made.family) == (100, 10, "H90001", "auto")
    assert (holder.id, holder.number, holder.last_name) == (10, "L1", "MARTIN Zoé")
    assert (holder.name_only, holder.from_file, holder.seen_agency) == (False, False, "Corniche")
    assert _counts(verdicts) == {"created": 1}


def test_two_contracts_of_one_number_have_one_client() -> None:
    plan, _ = _plan(contract_file(contract_row(), contract_row(number="C2")))
    assert [each.client_id for each in plan.created] == [10, 10]
    assert len(plan.new_clients) == 1


def test_the_same_file_again_changes_nothing() -> None:
    file = contract_file(contract_row(), contract_row(number="C2", line=3))
    first, _ = _plan(file)
    plan, verdicts = _plan(file, clients=list(first.new_clients.values()), contracts=first.created)
    assert (plan.created, plan.changed, plan.new_clients, plan.renamed) == ([], [], {}, {})
    assert _counts(verdicts) == {"unchanged": 2}


def test_an_avenant_stands_beside_the_contract_of_its_number() -> None:
    plan, verdicts = _plan(
        contract_file(
            contract_row(),
            contract_row(line=3, movement=Movement.AVENANT, effect_date=date(2026, 9, 1)),
            contract_row(line=4, movement=Movement.AVENANT, effect_date=date(2026, 10, 1)),
        )
    )
    assert len(plan.created) == 3
    assert verdicts.refused == {}


@pytest.mark.parametrize(
    "other",
    [
        {"client_number": "L2"},
        {"effect_date": date(2026, 8, 26)},
        {"state": ContractState.RESILIE},
        {"client_number": None, "client_name": "DUPUIS Anne"},
    ],
)
def test_contradictory_copies_are_all_refused_and_name_each_other(other: dict[str, Any]) -> None:
    files = (
        contract_file(contract_row(line=4), name="a.xlsx"),
        contract_file(contract_row(line=9, **other), contract_row(line=12), name="b.csv"),
    )
    plan, verdicts = _plan(*files)
    assert plan.created == []
    assert _refused(verdicts, 0) == [(4, "doublon_contradictoire")]
    assert _refused(verdicts, 1) == [(9, "doublon_contradictoire"), (12, "doublon_contradictoire")]
    message = verdicts.refused[1][0].message
    assert "ligne 4 de « a.xlsx », ligne 12 de « b.csv »" in message
    assert "ligne 9" not in message


def test_an_identical_copy_counts_as_unchanged() -> None:
    files = (
        contract_file(contract_row(), contract_row(line=3)),
        contract_file(contract_row(formula="F2")),
    )
    plan, verdicts = _plan(*files)
    (made,) = plan.created
    assert made.formula == "F2"  # what the copies say together
    assert (_counts(verdicts, 0), _counts(verdicts, 1)) == (
        {"created": 1, "unchanged": 1},
        {"unchanged": 1},
    )


def test_a_copy_that_gives_the_name_instead_of_the_number_is_the_same_client() -> None:
    rows = (contract_row(), contract_row(line=3, **NAME_ONLY))
    plan, verdicts = _plan(contract_file(*rows))
    assert len(plan.created) == 1
    assert verdicts.refused == {}


def test_a_name_is_joined_to_the_one_client_of_the_site_who_bears_it() -> None:
    known = client(id=5, agency="Corniche")
    row = contract_row(client_name="martin  ZOE", **NAME_ONLY)
    plan, _ = _plan(contract_file(row), clients=[known])
    assert plan.created[0].client_id == 5
    assert plan.new_clients == {}


def test_a_name_is_joined_to_a_client_that_a_later_row_makes() -> None:
    rows = (contract_row(**NAME_ONLY), contract_row(number="C2", line=3))
    plan, _ = _plan(contract_file(*rows))
    assert [each.client_id for each in plan.created] == [10, 10]
    assert [each.number for each in plan.new_clients.values()] == ["L1"]


def test_a_name_of_the_other_site_makes_a_new_client_that_is_flagged() -> None:
    known = client(id=5, agency="Rouvière")
    plan, _ = _plan(contract_file(contract_row(**NAME_ONLY)), clients=[known])
    (made,) = plan.new_clients.values()
    assert (made.name_only, made.number, made.seen_agency) == (True, None, "Corniche")


def test_the_same_name_on_two_sites_is_two_clients() -> None:
    rows = (
        contract_row(**NAME_ONLY),
        contract_row(number="C2", line=3, agency="Rouvière", **NAME_ONLY),
        contract_row(number="C3", line=4, agency="Rouvière", **NAME_ONLY),
    )
    plan, _ = _plan(contract_file(*rows))
    assert [each.client_id for each in plan.created] == [10, 11, 11]


def test_a_name_that_two_clients_of_the_site_bear_is_refused() -> None:
    known = [client(id=number, number=f"L{number}", agency="Corniche") for number in (5, 6)]
    plan, verdicts = _plan(contract_file(contract_row(line=8, **NAME_ONLY)), clients=known)
    assert plan.created == []
    assert _refused(verdicts) == [(8, "client_ambigu")]
    assert "2 clients de l’agence Corniche" in verdicts.refused[0][0].message


def test_a_number_decides_whatever_the_name() -> None:
    known = [client(id=number, number=f"L{number}", agency="Corniche") for number in (5, 6)]
    plan, _ = _plan(contract_file(contract_row(client_number="L6")), clients=known)
    assert plan.created[0].client_id == 6


def test_a_changed_state_modifies_the_contract() -> None:
    file = contract_file(contract_row())
    first, _ = _plan(file)
    changed = contract_file(contract_row(state=ContractState.SUSPENDU))
    plan, verdicts = _plan(
        changed, clients=list(first.new_clients.values()), contracts=first.created
    )
    ((old, new),) = plan.changed
    assert (old.state, new.state, new.id) == (
        ContractState.EN_COURS, ContractState.SUSPENDU, old.id,
    )  # fmt: skip
    assert _counts(verdicts) == {"modified": 1}


def test_what_a_contract_file_has_no_column_for_stays() -> None:
    first, _ = _plan(contract_file(contract_row(formula="F2", branch="AUTO")))
    fields = ("number", "client_number", "movement", "state", "effect_date", "branch")
    changed = contract_file(contract_row(branch="MOTO"), fields=fields)
    plan, _ = _plan(changed, clients=list(first.new_clients.values()), contracts=first.created)
    ((_, new),) = plan.changed
    assert (new.formula, new.branch, new.family) == ("F2", "MOTO", "moto")


def test_a_contract_that_comes_back_is_no_longer_absent() -> None:
    first, _ = _plan(contract_file(contract_row()))
    absent = [each._replace(absent_since=EFFECT) for each in first.created]
    plan, verdicts = _plan(
        contract_file(contract_row()), clients=list(first.new_clients.values()), contracts=absent
    )
    assert [new.absent_since for _, new in plan.changed] == [None]
    assert _counts(verdicts) == {"unchanged": 1}


@pytest.mark.parametrize(("partial", "rescoped"), [(False, [(100, "H90002")]), (True, [])])
def test_a_contract_belongs_to_the_last_whole_export_that_lists_it(
    partial: bool, rescoped: list[tuple[int, str]]
) -> None:
    first, _ = _plan(contract_file(contract_row(), scope="H90001"))
    again = contract_file(contract_row(), scope="H90002", partial=partial)
    plan, _ = _plan(again, clients=list(first.new_clients.values()), contracts=first.created)
    assert plan.rescoped == rescoped


@pytest.mark.parametrize(("from_file", "renamed"), [(False, ["MARTIN-DURAND Zoé"]), (True, [])])
def test_a_client_without_a_client_file_follows_the_name_of_his_contracts(
    from_file: bool, renamed: list[str]
) -> None:
    known = client(id=5, last_name="MARTIN Zoé", first_name=None, from_file=from_file)
    row = contract_row(client_name="MARTIN-DURAND Zoé")
    plan, _ = _plan(contract_file(row), clients=[known])
    assert [each.last_name for each in plan.renamed.values()] == renamed


@pytest.mark.parametrize(("name_only", "renamed"), [(False, []), (True, ["Martin Zoe"])])
def test_a_row_that_finds_its_client_by_name_spells_it_only_of_whom_nothing_else_names(
    name_only: bool, renamed: list[str]
) -> None:
    known = client(
        id=5, last_name="MARTIN Zoé", first_name=None, agency="Corniche", name_only=name_only
    )
    row = contract_row(client_name="Martin Zoe", **NAME_ONLY)
    plan, _ = _plan(contract_file(row), clients=[known])
    assert [each.last_name for each in plan.renamed.values()] == renamed
