"""What a first import brought too late is closed at once, counted apart, and taken back at once."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from mplus3_xl.domain.vocabulary import Closing, ContractState
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.lists.figures import pilotage
from mplus3_xl.services.queue.backlog import Backlog, backlog_of, close_backlog
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.conftest import NOW
from tests.domain.invented import contract_file, contract_row
from tests.services.desk import ALICE, LATER, attempted, take

CHIEF = "chef"
WHY = "avant notre arrivée"
TODAY = NOW.date()
LAST_DAY = date(2026, 7, 23)  # its last day to call is TODAY
EFFECTS = (date(2025, 3, 12), date(2026, 5, 4), date(2026, 7, 22), LAST_DAY, date(2026, 8, 25))
LATE = frozenset({1, 2, 3})


def take_five(store: Units) -> None:
    rows = [
        contract_row(line=at, number=f"C{at}", client_number=f"L{at}", effect_date=effect)
        for at, effect in enumerate(EFFECTS, 1)
    ]
    take(store, contract_file(*rows))


@pytest.fixture
def desk(store: Units) -> Units:
    """Five dossiers, three of them out of time; a manager."""
    take_five(store)
    name_logins(store, [Naming(CHIEF, None, True)], CHIEF, NOW)
    return store


def closings(desk: Units) -> dict[int, str | None]:
    with desk.read() as unit:
        return {at: each.closing for at, each in unit.dossiers_by_ids(range(1, 6)).items()}


def test_the_backlog_is_what_is_out_of_time_and_nobody_worked_on(
    desk: Units, engine: Engine
) -> None:
    assert backlog_of(desk, TODAY) == Backlog(LATE, date(2025, 6, 12), 0)
    attempted(engine)
    assert backlog_of(desk, TODAY) == Backlog(LATE - {1}, date(2026, 8, 4), 1)
    assert 4 in backlog_of(desk, TODAY + timedelta(days=1)).dossier_ids


def test_what_ended_meanwhile_is_not_opened_again(desk: Units) -> None:
    close_backlog(desk, LATE, WHY, CHIEF, NOW)
    ended = contract_row(
        number="C1", client_number="L1", effect_date=EFFECTS[0], state=ContractState.RESILIE
    )
    take(desk, contract_file(ended))
    undo_last(desk, CHIEF, LATER)
    closed = closings(desk)
    assert (closed[1], closed[2], closed[3]) == (Closing.CONTRAT_TERMINE, None, None)


def test_it_is_closed_at_once_and_counted_apart(desk: Units) -> None:
    before = pilotage(desk, TODAY).total
    assert close_backlog(desk, LATE, WHY, CHIEF, NOW) == 3
    closed = {at for at, closing in closings(desk).items() if closing == Closing.HORS_DELAI}
    assert closed == LATE
    after = pilotage(desk, TODAY).total
    assert (before["hors_delai"], before["clos"]) == (3, 0)
    assert (after["hors_delai"], after["clos"]) == (0, 3)
    assert (before["a_appeler"], before["taux_de_contact"]) == (2, None)
    assert (after["a_appeler"], after["taux_de_contact"]) == (2, None)


def test_of_the_dossiers_asked_for_only_those_in_the_backlog_are_closed(desk: Units) -> None:
    assert close_backlog(desk, [2, 4, 5, 99], WHY, CHIEF, NOW) == 1
    assert [at for at, closing in closings(desk).items() if closing] == [2]
    with pytest.raises(UserError) as refusal:
        close_backlog(desk, [4], WHY, CHIEF, NOW)
    assert refusal.value.code == "rien_a_clore"


def test_the_same_import_again_opens_nothing(desk: Units) -> None:
    close_backlog(desk, LATE, WHY, CHIEF, NOW)
    before = closings(desk)
    take_five(desk)
    assert closings(desk) == before


def test_it_is_taken_back_at_once_and_is_untouched_again(desk: Units) -> None:
    close_backlog(desk, LATE, WHY, CHIEF, NOW)
    told = last_change(desk, CHIEF)
    assert told is not None
    assert told.said == "3 dossiers – chef, le 23/11/2026 à 09:30 : clôture."
    batch = undo_last(desk, CHIEF, LATER).batch
    assert batch is not None
    assert (batch.given_back, batch.left) == (3, 0)
    assert backlog_of(desk, TODAY).dossier_ids == LATE


@pytest.mark.parametrize(
    ("author", "reason", "code"), [(ALICE, WHY, "reserve_au_manager"), (CHIEF, " ", "motif_absent")]
)
def test_a_manager_closes_it_for_a_reason(desk: Units, author: str, reason: str, code: str) -> None:
    with pytest.raises(UserError) as refusal:
        close_backlog(desk, LATE, reason, author, NOW)
    assert refusal.value.code == code
    assert set(closings(desk).values()) == {None}
