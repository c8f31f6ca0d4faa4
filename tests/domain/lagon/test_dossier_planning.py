"""Which dossiers follow from a client's contracts (D3, R3, R4, R20, R21)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from mplus3_xl.domain.lagon.dossier_planning import DossierPlan, first_effects, plan_dossiers
from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.domain.vocabulary import Closing, ContractState, Movement, Tag
from mplus3_xl.domain.windows import DEFAULT_SPANS
from tests.domain.invented import EFFECT, client, contract, dossier

TODAY = date(2026, 11, 23)
ENDED, SUSPENDED = ContractState.RESILIE, ContractState.SUSPENDU


def _plan(
    contracts: Sequence[Contract],
    untouched: Sequence[Dossier] = (),
    worked: Sequence[Dossier] = (),
    **owner: Any,
) -> DossierPlan:
    plan = DossierPlan()
    dossiers = [(each, False) for each in untouched] + [(each, True) for each in worked]
    plan_dossiers(plan, client(**owner), contracts, dossiers, count(50), TODAY, DEFAULT_SPANS)
    return plan


@pytest.mark.parametrize("movement", list(Movement))
@pytest.mark.parametrize("state", list(ContractState))
def test_only_a_running_affaire_nouvelle_makes_a_dossier(
    movement: Movement, state: ContractState
) -> None:
    plan = _plan([contract(movement=movement, state=state)])
    expected = movement is Movement.AN and state is ContractState.EN_COURS
    assert bool(plan.created) is expected
    assert plan.dossier_of == {1: 50 if expected else None}


def test_contracts_whose_windows_meet_make_one_dossier() -> None:
    plan = _plan([contract(), contract(id=2, effect_date=EFFECT + timedelta(days=3))])
    (made,) = plan.created
    assert (made.effect_date, made.target) == (EFFECT, date(2026, 11, 25))
    assert (made.window_start, made.window_end) == (date(2026, 11, 21), date(2026, 12, 2))
    assert plan.dossier_of == {1: 50, 2: 50}


def test_contracts_far_apart_make_two_dossiers() -> None:
    plan = _plan([contract(), contract(id=2, effect_date=date(2026, 10, 1))])
    assert plan.dossier_of == {1: 50, 2: 51}


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ({}, ("Corniche", "Hugo Mazin")),
        ({"agency": "Rouvière"}, ("Rouvière", "Hugo Mazin")),
        ({"charge_clientele": "Noé Barthas"}, ("Corniche", "Noé Barthas")),
    ],
)
def test_a_dossier_is_of_the_clients_site_else_of_its_earliest_contracts(
    owner: dict[str, Any], expected: tuple[str, str]
) -> None:
    later = contract(id=2, effect_date=EFFECT + timedelta(days=1), agency="Autre")
    plan = _plan([later, contract(charge_clientele="Hugo Mazin")], **owner)
    assert (plan.created[0].agency, plan.created[0].charge_clientele) == expected


def test_an_untouched_dossier_that_is_still_right_is_left_alone() -> None:
    plan = _plan([contract(dossier_id=1)], [dossier(version=3)])
    assert (plan.created, plan.changed, plan.removed) == ([], [], [])


def test_an_untouched_dossier_is_regrouped_and_keeps_its_id() -> None:
    late = contract(id=2, effect_date=EFFECT + timedelta(days=3))
    plan = _plan([contract(dossier_id=1), late], [dossier()])
    ((old, new),) = plan.changed
    assert (old.id, new.id, new.version) == (1, 1, old.version + 1)
    assert plan.dossier_of == {1: 1, 2: 1}


def test_an_untouched_dossier_follows_a_moved_effect_date() -> None:
    plan = _plan([contract(dossier_id=1, effect_date=date(2026, 9, 1))], [dossier()])
    assert [new.target for _, new in plan.changed] == [date(2026, 12, 1)]
    assert plan.moved == []


def test_two_untouched_dossiers_that_became_one_leave_no_orphan() -> None:
    contracts = [contract(dossier_id=1), contract(id=2, dossier_id=2)]
    plan = _plan(contracts, [dossier(), dossier(id=2)])
    assert [each.id for each in plan.removed] == [2]
    assert plan.dossier_of == {1: 1, 2: 1}


def test_what_one_was_given_stays_his_when_it_is_regrouped_and_nothing_else_becomes_his() -> None:
    given = dossier(id=2, assigned_to="Inès Morvan", assigned_until=TODAY)
    far = contract(id=3, effect_date=date(2026, 10, 1))
    plan = _plan([contract(dossier_id=1), contract(id=2, dossier_id=2), far], [dossier(), given])
    ((_, new),) = plan.changed
    assert (new.id, new.assigned_to, new.assigned_until) == (1, "Inès Morvan", TODAY)
    assert [each.assigned_to for each in plan.created] == [None]


@pytest.mark.parametrize("state", [ENDED, SUSPENDED, ContractState.SANS_EFFET])
def test_an_untouched_dossier_disappears_with_its_contract(state: ContractState) -> None:
    plan = _plan([contract(dossier_id=1, state=state)], [dossier()])
    assert [each.id for each in plan.removed] == [1]
    assert plan.dossier_of == {1: None}


def test_a_suspended_contract_that_resumes_has_a_dossier_again() -> None:
    assert _plan([contract(state=SUSPENDED)]).created == []
    assert len(_plan([contract()]).created) == 1


def test_a_worked_dossier_is_not_regrouped() -> None:
    late = contract(id=2, effect_date=EFFECT + timedelta(days=3))
    plan = _plan([contract(dossier_id=1), late], worked=[dossier()])
    assert plan.changed == []
    assert [each.effect_date for each in plan.created] == [late.effect_date]
    assert plan.dossier_of == {2: 50}


def test_a_moved_effect_date_of_a_worked_dossier_is_asked_about() -> None:
    moved = date(2026, 9, 1)
    plan = _plan([contract(dossier_id=1, effect_date=moved)], worked=[dossier()])
    assert (plan.moved, plan.unmoved) == ([(1, EFFECT, moved)], [])
    assert plan.changed == []


def test_a_worked_dossier_follows_the_earliest_of_its_own_contracts() -> None:
    later = contract(dossier_id=1, effect_date=EFFECT + timedelta(days=1), agency="Autre")
    first = contract(id=2, dossier_id=1, number="C9")
    older = contract(id=3, effect_date=date(2026, 1, 1), agency="Autre", state=ENDED)
    plan = _plan([later, first, older], worked=[dossier()])
    assert (plan.changed, plan.moved, plan.unmoved) == ([], [], [1])


def test_a_worked_dossier_follows_its_owner_until_it_is_done() -> None:
    ((_, new),) = _plan(
        [contract(dossier_id=1)], worked=[dossier()], agency="Rouvière", charge_clientele="Noé"
    ).changed
    assert (new.agency, new.charge_clientele) == ("Rouvière", "Noé")
    finished = dossier(appel=Tag.OK, lagon=Tag.OK, bilan=Tag.OK, sms_mail=Tag.SANS_OBJET)
    plan = _plan([contract(dossier_id=1)], worked=[finished], charge_clientele="Noé")
    assert plan.changed == []


@pytest.mark.parametrize(
    ("states", "closing"),
    [
        ([ENDED], Closing.CONTRAT_TERMINE),
        ([ContractState.SANS_EFFET], Closing.CONTRAT_TERMINE),
        ([SUSPENDED], Closing.CONTRAT_SUSPENDU),
        ([ENDED, SUSPENDED], Closing.CONTRAT_SUSPENDU),
    ],
)
def test_a_worked_dossier_is_closed_by_the_program_once_nothing_runs(
    states: list[ContractState], closing: Closing
) -> None:
    contracts = [contract(id=at, dossier_id=1, state=state) for at, state in enumerate(states, 1)]
    plan = _plan(contracts, worked=[dossier()])
    ((_, new),) = plan.changed
    assert (new.closing, new.closed_on, new.closed_by_program) == (closing, TODAY, True)
    assert plan.removed == []


def test_a_worked_dossier_lives_on_while_one_contract_runs() -> None:
    contracts = [contract(dossier_id=1, state=ENDED), contract(id=2, dossier_id=1)]
    assert _plan(contracts, worked=[dossier()]).changed == []


def test_a_worked_dossier_ends_with_its_own_contracts_whatever_the_others() -> None:
    contracts = [contract(dossier_id=1, state=ENDED), contract(id=2)]
    ((_, new),) = _plan(contracts, worked=[dossier()]).changed
    assert new.closing is Closing.CONTRAT_TERMINE


def test_what_the_program_closed_is_opened_again() -> None:
    closed = dossier(closing=Closing.CONTRAT_SUSPENDU, closed_on=TODAY, closed_by_program=True)
    plan = _plan([contract(dossier_id=1)], worked=[closed])
    ((_, new),) = plan.changed
    assert (new.closing, new.closed_on, new.closed_by_program) == (None, None, False)


def test_a_suspended_contract_that_ends_says_so() -> None:
    closed = dossier(closing=Closing.CONTRAT_SUSPENDU, closed_on=TODAY, closed_by_program=True)
    ((_, new),) = _plan([contract(dossier_id=1, state=ENDED)], worked=[closed]).changed
    assert new == closed._replace(closing=Closing.CONTRAT_TERMINE, version=closed.version + 1)
    assert _plan([contract(dossier_id=1, state=SUSPENDED)], worked=[closed]).changed == []


def test_what_a_person_closed_stays_closed() -> None:
    closed = dossier(closing=Closing.BILAN_REFUSE, closed_on=TODAY)
    assert _plan([contract(dossier_id=1)], worked=[closed]).changed == []


def test_a_finished_dossier_stays_finished_when_its_contract_ends() -> None:
    finished = dossier(appel=Tag.OK, lagon=Tag.OK, bilan=Tag.OK, sms_mail=Tag.SANS_OBJET)
    moved = contract(dossier_id=1, state=ENDED, effect_date=date(2026, 9, 1))
    plan = _plan([moved], worked=[finished])
    assert (plan.changed, plan.moved) == ([], [])


@pytest.mark.parametrize(
    ("days_before", "family", "flagged"),
    [
        (0, "auto", True),
        (30, "auto", True),
        (31, "auto", False),
        (-1, "auto", False),
        (30, "moto", False),
        (30, None, False),
    ],
)
def test_a_contract_of_the_family_ended_at_most_thirty_days_before_is_probably_replaced(
    days_before: int, family: str | None, flagged: bool
) -> None:
    ended_on = EFFECT - timedelta(days=days_before)
    old = contract(
        id=2, state=ENDED, effect_date=date(2020, 1, 1), ended_on=ended_on, family=family
    )
    other = old._replace(id=3, ended_on=date(2021, 1, 1))
    plan = _plan([contract(family="auto"), old, other])
    assert plan.replacements == {1: flagged}
    assert len(plan.created) == 1  # never an exclusion


def test_two_contracts_of_no_known_family_are_not_taken_for_each_other() -> None:
    old = contract(id=2, state=ENDED, effect_date=date(2020, 1, 1), ended_on=EFFECT)
    assert _plan([contract(), old]).replacements == {1: False}


def test_a_contract_does_not_replace_itself() -> None:
    plan = _plan([contract(family="auto", ended_on=EFFECT)])
    assert plan.replacements == {1: False}


def test_the_first_effect_is_that_of_any_contract_of_the_client() -> None:
    contracts = [
        contract(),
        contract(id=2, movement=Movement.AVENANT, state=ENDED, effect_date=date(2019, 5, 1)),
        contract(id=3, client_id=2),
        contract(id=4),
    ]
    assert first_effects(contracts) == {1: date(2019, 5, 1), 2: EFFECT}
