"""Dossiers given to somebody: by a manager, as a whole, told and taken back."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from mplus3_xl.domain.contact.calls import ActionDraft
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import ActionKind, Closing
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.agency.people import charges_in_service
from mplus3_xl.services.changes.batches import UndoneBatch
from mplus3_xl.services.lists.figures import pilotage
from mplus3_xl.services.queue.assigning import Assigned, assign_dossiers
from mplus3_xl.services.queue.queue import charge_named
from mplus3_xl.services.records import QueueFilter
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import client, contract, contract_file, contract_row, dossier
from tests.services.calls import CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, LATER, fill, form, held, journal_of, take

OWNER, OTHER, COLLEAGUE = "Hugo Mazin", "Inès Morvan", "Noé Barthas"
CHIEF = "chef"
TODAY = NOW.date()
LAST = TODAY + timedelta(days=7)
AFTER = LAST + timedelta(days=1)


@pytest.fixture
def desk(store: Units) -> Units:
    """Three dossiers of one owner, and a manager."""
    ids = (1, 2, 3)
    fill(
        store,
        [client(id=at, number=f"L{at}") for at in ids],
        [dossier(id=at, client_id=at, charge_clientele=OWNER) for at in ids],
        [contract(id=at, client_id=at, number=f"C{at}", dossier_id=at) for at in ids],
    )
    name_logins(store, [Naming(CHIEF, None, True), Naming("ines", OTHER, False)], CHIEF, NOW)
    return store


def give(desk: Units, *ids: int, to: str = OTHER, until: date | None = LAST) -> Assigned:
    return assign_dossiers(desk, ids, to, until, CHIEF, NOW)


def taken_back(desk: Units) -> UndoneBatch:
    batch = undo_last(desk, CHIEF, LATER).batch
    assert batch is not None
    return batch


def of(desk: Units, charge: str, day: date = TODAY, *, everything: bool = False) -> list[int]:
    """The dossiers of a person on a day, as the queue has them."""
    now = NOW + (day - TODAY)
    with desk.read() as unit:
        cases = unit.cases(QueueFilter(None, charge, everything), now, day)
    return sorted(cases["dossier"])


@pytest.mark.parametrize("everything", [False, True])
def test_the_queue_of_each_follows_the_assignment_and_its_end(
    desk: Units, *, everything: bool
) -> None:
    assert give(desk, 1, 2) == Assigned(OTHER, LAST, 2, 0, 0, 0)
    for day, owner, other in ((TODAY, [3], [1, 2]), (LAST, [3], [1, 2]), (AFTER, [1, 2, 3], [])):
        assert of(desk, OWNER, day, everything=everything) == owner
        assert of(desk, OTHER, day, everything=everything) == other


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_given_without_a_last_day_stays_given(desk: Units, *, everything: bool) -> None:
    give(desk, 1, until=None)
    assert of(desk, OWNER, AFTER, everything=everything) == [2, 3]
    assert of(desk, OTHER, AFTER, everything=everything) == [1]


def test_one_who_owns_nothing_may_be_given_dossiers_and_filtered(desk: Units) -> None:
    assert charges_in_service(desk) == [OWNER, OTHER]
    give(desk, 1, to=" ines  MORVAN")
    assert charge_named(desk, "inès morvan") == OTHER


def test_only_a_manager_gives_dossiers(desk: Units) -> None:
    with pytest.raises(UserError, match="Seul un responsable affecte") as refusal:
        assign_dossiers(desk, [1], OTHER, None, ALICE, NOW)
    assert refusal.value.code == "reserve_au_manager"
    assert held(desk).assigned_to is None


def test_anybody_gives_dossiers_as_long_as_there_is_no_manager(store: Units) -> None:
    fill(
        store, [client()], [dossier(charge_clientele=OWNER), dossier(id=2, charge_clientele=OTHER)]
    )
    assert assign_dossiers(store, [1], OTHER, None, ALICE, NOW).given == 1


def test_an_unknown_name_is_refused_with_those_that_are_known(desk: Units) -> None:
    with pytest.raises(UserError, match=f"{OWNER}, {OTHER}") as refusal:
        give(desk, 1, to="Personne")
    assert refusal.value.code == "charge_inconnu"


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, False)])
def test_a_last_day_that_is_past_is_refused(desk: Units, days: int, *, refused: bool) -> None:
    until = TODAY + timedelta(days=days)
    if not refused:
        assert give(desk, 1, until=until).given == 1
        return
    with pytest.raises(UserError, match=r"22/11/2026 est passé.*23/11/2026") as refusal:
        give(desk, 1, until=until)
    assert refusal.value.code == "affectation_passee"


def test_what_stays_is_counted_by_its_reason(desk: Units) -> None:
    give(desk, 1)
    with desk.write() as unit:
        old = unit.dossiers_by_ids([2])[2]
        unit.change("dossiers", [(old, old._replace(closing=Closing.DOUBLON))])
    assert give(desk, 1, 2, 3, 9) == Assigned(OTHER, LAST, 1, 1, 1, 1)


def test_a_call_that_was_open_is_still_saved(desk: Units) -> None:
    give(desk, 1)
    saved(desk, form("f1", "KO", version=1), ALICE, LATER)
    assert (held(desk).appel, held(desk).assigned_to) == ("KO", OTHER)


def test_the_journal_tells_each_dossier(desk: Units) -> None:
    give(desk, 1, 2)
    lines = [(line.author, line.field, line.old, line.new) for line in journal_of(desk, 9, 1)]
    assert lines == [
        (CHIEF, "assigned_until", None, LAST.isoformat()),
        (CHIEF, "assigned_to", None, OTHER),
    ]


def test_what_was_given_at_once_is_taken_back_at_once(desk: Units) -> None:
    give(desk, 1, 2)
    told = last_change(desk, CHIEF)
    assert told is not None
    assert told.said == "2 dossiers – chef, le 23/11/2026 à 09:30 : affectation."
    assert (told.of_bilan, told.only_attempt) == (False, False)
    undone = taken_back(desk)
    assert (undone.given_back, undone.left) == (2, 0)
    assert of(desk, OWNER) == [1, 2, 3]
    assert held(desk).assigned_until is None
    assert last_change(desk, CHIEF) is None
    assert [line.undo for line in journal_of(desk, 4)] == [True] * 4


def test_an_end_that_alone_changed_is_told_and_taken_back(desk: Units) -> None:
    give(desk, 1)
    give(desk, 1, until=AFTER)
    told = last_change(desk, CHIEF)
    assert told is not None
    assert told.said == "1 dossier – chef, le 23/11/2026 à 09:30 : affectation."
    taken_back(desk)
    assert (held(desk).assigned_to, held(desk).assigned_until) == (OTHER, LAST)


def test_a_dossier_given_on_since_is_left_when_the_first_is_taken_back(desk: Units) -> None:
    name_logins(desk, [Naming("chef2", None, True)], CHIEF, NOW)
    give(desk, 3)
    give(desk, 1, 2)
    assign_dossiers(desk, [2], OTHER, None, "chef2", LATER)
    undone = taken_back(desk)
    assert (undone.given_back, undone.left) == (1, 1)
    assert (of(desk, OTHER), held(desk, 2).assigned_until) == ([2, 3], None)
    assert taken_back(desk)[1:] == (1, 0)  # the action before: dossier 3
    assert of(desk, OTHER) == [2]
    assert last_change(desk, CHIEF) is None


def test_one_of_the_dossiers_of_a_client_is_given_and_taken_back_alone(desk: Units) -> None:
    with desk.write() as unit:
        unit.add_all("dossiers", [dossier(id=4, charge_clientele=OWNER)])
        unit.add_all("contracts", [contract(id=4, number="C4", dossier_id=4)])
    give(desk, 1)
    assert taken_back(desk)[1:] == (1, 0)
    assert of(desk, OWNER) == [1, 2, 3, 4]


def test_what_was_given_already_is_no_change_to_take_back(desk: Units) -> None:
    give(desk, 1)
    assert give(desk, 1).unchanged == 1
    taken_back(desk)
    assert last_change(desk, CHIEF) is None


def test_what_was_given_on_since_as_a_whole_is_not_taken_back(desk: Units) -> None:
    name_logins(desk, [Naming("chef2", None, True)], CHIEF, NOW)
    give(desk, 1, 2)
    assign_dossiers(desk, [1, 2], OTHER, None, "chef2", LATER)
    with pytest.raises(UserError, match=r"dossiers de cette action \(2\) ont") as refusal:
        undo_last(desk, CHIEF, LATER)
    assert refusal.value.code == "annulation_depassee"


def test_what_was_given_together_is_taken_back_alone(desk: Units) -> None:
    give(desk, 1, 2)
    give(desk, 3)
    for given_back, left in ((1, [1, 2]), (2, [])):
        assert taken_back(desk)[1:] == (given_back, 0)
        assert of(desk, OTHER) == left


def test_a_call_saved_since_does_not_keep_the_dossier_from_its_owner(desk: Units) -> None:
    give(desk, 1)
    saved(desk, form("f1", "KO"), ALICE, LATER)
    undo_last(desk, CHIEF, LATER)
    assert (held(desk).appel, held(desk).assigned_to) == ("KO", None)


def _take(store: Units, *rows: tuple[str, date], charge: str = OWNER) -> None:
    made: list[DraftFile] = [
        contract_file(
            *(
                contract_row(line=at, number=number, effect_date=day, charge_clientele=charge)
                for at, (number, day) in enumerate(rows, 2)
            )
        )
    ]
    take(store, *made)


def test_no_import_takes_an_assignment_back(store: Units) -> None:
    first = date(2026, 8, 25)
    _take(store, ("C1", first))
    name_logins(store, [Naming("ines", OTHER, False)], CHIEF, NOW)
    give(store, 1)
    moved, late = first + timedelta(days=1), first + timedelta(days=3)
    for rows, charge in (
        ([("C1", first)], OWNER),
        ([("C1", moved)], OWNER),
        ([("C1", moved), ("C2", late)], OWNER),
        ([("C1", moved), ("C2", late)], "Noé Barthas"),
    ):
        _take(store, *rows, charge=charge)
        kept = held(store)
        assert (kept.assigned_to, kept.assigned_until) == (OTHER, LAST)
        assert kept.charge_clientele == charge
        with store.read() as unit:
            assert [worked for _, worked in unit.dossiers_of([1])] == [False]
    assert [each.id for each in _all(store)] == [1]


def test_an_assigned_dossier_that_another_takes_in_leaves_it_its_assignment(
    store: Units,
) -> None:
    early, late = date(2026, 8, 1), date(2026, 8, 25)
    _take(store, ("C1", early), ("C2", late))
    name_logins(store, [Naming("ines", OTHER, False)], CHIEF, NOW)
    give(store, 2)
    _take(store, ("C1", late), ("C2", late))
    (left,) = _all(store)
    assert (left.id, left.assigned_to) == (1, OTHER)


def _all(store: Units) -> list[Dossier]:
    with store.read() as unit:
        return unit.dossiers_by_client([1])[1]


def test_the_acte_the_actions_and_the_figures_are_of_who_was_in_charge_that_day(
    store: Units,
) -> None:
    ready(store, charge_clientele=OTHER)
    name_logins(store, [Naming("noe", COLLEAGUE, False)], CHIEF, NOW)
    give(store, 1, to=COLLEAGUE, until=CALL.date())
    quote = ActionDraft(ActionKind.DEVIS, "Devis habitation", LAST)
    acte = saved(store, filled_form(prepared(store), actions=(quote,)), ALICE).acte
    assert acte is not None
    assert (acte.charge_clientele, acte.author) == (COLLEAGUE, ALICE)
    with store.read() as unit:
        assert [each.owner for each in unit.actions_of(1)] == [COLLEAGUE]
    done = pilotage(store, AFTER).by_charge
    assert list(done) == [COLLEAGUE]
    assert held(store).charge_clientele == OTHER


def test_the_figures_of_what_is_to_do_follow_the_day(desk: Units) -> None:
    give(desk, 1)
    for day, counted in ((LAST, {OTHER: 1, OWNER: 2}), (AFTER, {OWNER: 3})):
        found = pilotage(desk, day).by_charge
        assert {charge: each["a_appeler"] for charge, each in found.items()} == counted


@pytest.mark.usefixtures("desk")
def test_a_batch_makes_as_many_statements_whatever_its_size(engine: Engine) -> None:
    said: list[str] = []
    desk = SqlStore(engine)
    event.listen(engine, "before_cursor_execute", lambda *heard: said.append(heard[2]))
    counted = []
    for ids in ((1,), (1, 2, 3)):
        said.clear()
        give(desk, *ids)
        undo_last(desk, CHIEF, LATER)
        counted.append(len(said))
    assert counted[0] == counted[1] > 0


# PostgreSQL scans a table of three rows.
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("desk")
def test_the_dossiers_that_a_person_was_given_are_found_by_index(engine: Engine) -> None:
    said: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *heard: said.append((heard[2], heard[3])))
    of(SqlStore(engine), OTHER)
    query, values = next(each for each in said if "UNION" in each[0])
    with engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
    steps = [str(row[-1]) for row in plan]
    assert any("ix_dossiers_assigned_to_latest" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN dossiers")] == []
