"""The relances of a dossier: put off, closed or given on with the contract that they are about."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.contact.calls import RELANCE_OF_A_PIECE, Action
from mplus3_xl.domain.vocabulary import ActionKind
from mplus3_xl.services.lagon.relances import NOT_ASKED, close_left, follow_joined, move_relances
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change
from mplus3_xl.store.units import Units
from tests.domain.invented import client, contract, dossier
from tests.services.calls import AGENCIES, CALL
from tests.services.desk import ALICE, fill

MONDAY = CALL.date()  # the Rouvière is closed on Mondays
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def desk(store: Units) -> Units:
    """A client with three dossiers, a contract in two of them."""
    contracts = [contract(dossier_id=1), contract(id=2, number="C2", dossier_id=2)]
    fill(store, [client()], [dossier(), dossier(id=2), dossier(id=9)], contracts)
    return store


def waiting(desk: Units, **known: Any) -> None:
    """The relance of a piece of the first dossier, but for what is said."""
    piece = f"{RELANCE_OF_A_PIECE}permis"
    action = Action(
        1, 1, 1, 1, ActionKind.RELANCE, piece, ALICE, NEXT_MONDAY, None, None, CALL, ALICE
    )
    with desk.write() as unit:
        unit.add("actions", action._replace(**known))


def changed_by(
    desk: Units, work: Callable[[Writing], Iterable[Change]]
) -> tuple[Action, Action, list[Change]]:
    """The relance before and after, and what is told of it."""
    with desk.write() as unit:
        (old,) = unit.actions_of(1)
        told = [*work(unit)]
        (new,) = unit.actions_of(1)
    return old, new, told


@pytest.mark.parametrize(
    ("known", "moves"),
    [
        ({}, True),
        ({"due_on": MONDAY}, True),
        ({"due_on": MONDAY - timedelta(days=7)}, False),
        ({"due_on": MONDAY + timedelta(days=1)}, False),
        ({"done_on": MONDAY}, False),
        ({"dossier_id": 2}, False),
        ({"object": "Rappeler le garage"}, False),
    ],
)
def test_a_relance_that_waits_moves_to_a_day_of_the_new_site_and_what_a_person_planned_stays(
    desk: Units, known: Mapping[str, Any], moves: bool
) -> None:
    waiting(desk, **known)
    old, new, told = changed_by(
        desk, lambda unit: move_relances(unit, dossier(), AGENCIES["Rouvière"], MONDAY)
    )
    day = old.due_on + timedelta(days=1)
    assert new == (old._replace(due_on=day) if moves else old)
    assert [(each.field, each.old, each.new) for each in told] == (
        [("due_on", old.due_on.isoformat(), day.isoformat())] if moves else []
    )


@pytest.mark.parametrize(
    ("known", "then", "ends"),
    [
        ({}, 2, True),
        ({}, None, True),
        ({}, 1, False),
        ({"contract_id": 2, "dossier_id": 2}, 2, False),
        ({"contract_id": 2}, 2, False),
        ({"object": "Rappeler le garage"}, 2, False),
    ],
)
def test_the_relance_of_a_contract_that_left_its_dossier_is_closed(
    desk: Units, known: Mapping[str, Any], then: int | None, ends: bool
) -> None:
    waiting(desk, **known)
    old = contract(dossier_id=1)
    changed = [(old, old._replace(dossier_id=then)), (contract(id=3), contract(id=3, dossier_id=1))]
    _, action, told = changed_by(desk, lambda unit: close_left(unit, changed, MONDAY))
    end: tuple[date | None, str | None] = (MONDAY, NOT_ASKED) if ends else (None, None)
    assert (action.done_on, action.result) == end
    assert [each.field for each in told] == (["done_on", "result"] if ends else [])


@pytest.mark.parametrize(
    ("known", "follows"),
    [
        ({}, True),
        ({"done_on": MONDAY}, False),
        ({"dossier_id": 2}, False),
        ({"object": "Rappeler le garage"}, False),
    ],
)
def test_a_relance_that_waits_follows_the_contracts_of_a_dossier_into_the_one_they_join(
    desk: Units, known: Mapping[str, Any], follows: bool
) -> None:
    waiting(desk, **known)
    old, new, told = changed_by(desk, lambda unit: follow_joined(unit, dossier(), 9))
    assert new == (old._replace(dossier_id=9) if follows else old)
    assert told == ([Change("actions", 1, "dossier_id", "1", "9")] if follows else [])
