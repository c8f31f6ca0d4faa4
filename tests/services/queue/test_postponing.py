"""Dossiers put off by a manager: kept by imports, ended by an attempt, taken back at once."""

from datetime import date, timedelta

import pytest

from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.queue.postponing import Postponed, postpone_dossiers, preview_postponing
from mplus3_xl.services.undoing.last_change import last_change
from mplus3_xl.services.undoing.undoing import undo_last
from mplus3_xl.store.units import Units
from tests.domain.invented import client, contract, contract_file, contract_row, dossier
from tests.services.calls import CALL, filled_form, prepared, ready, saved
from tests.services.desk import ALICE, fill, held, journal_of, take

CHIEF = "chef"
TODAY = CALL.date()
UNTIL = TODAY + timedelta(days=7)
WHY = "client en congés"


@pytest.fixture
def desk(store: Units) -> Units:
    """A dossier in its window, and one that is nearly out of time; a manager."""
    fill(
        store,
        [client(), client(id=2, number="L2")],
        [dossier(), dossier(date(2026, 7, 27), id=2, client_id=2)],
        [contract(dossier_id=1), contract(id=2, number="C2", client_id=2, dossier_id=2)],
    )
    name_logins(store, [Naming(CHIEF, None, True)], CHIEF, CALL)
    return store


def put_off(desk: Units, *ids: int, until: date = UNTIL, reason: str = WHY) -> Postponed:
    return postpone_dossiers(desk, ids, until, reason, CHIEF, CALL)


def test_dossiers_are_put_off_and_those_past_their_last_day_stay(desk: Units) -> None:
    expected = Postponed(UNTIL, 1, 0, None, 1, 0, 0, 1)
    assert preview_postponing(desk, [1, 2, 9], UNTIL, WHY, TODAY) == expected
    assert held(desk).postponed_until is None
    assert put_off(desk, 1, 2, 9) == expected
    assert (held(desk).postponed_until, held(desk, 2).postponed_until) == (UNTIL, None)
    lines = {(line.field, line.new) for line in journal_of(desk, 9, 1)}
    assert lines == {("postponed_until", UNTIL.isoformat()), ("postponed_reason", WHY)}


@pytest.mark.parametrize(
    ("ids", "until", "reason", "code"),
    [
        ([1], TODAY, WHY, "differe_passe"),
        ([1], UNTIL, "  ", "differe_sans_motif"),
        ([1], UNTIL, "IBAN FR76 3000 6000 0112 3456 7890 189", "texte_interdit"),
        ([2], UNTIL, WHY, "differe_trop_tard"),
    ],
)
def test_a_day_or_a_reason_that_does_not_hold_is_refused(
    desk: Units, ids: list[int], until: date, reason: str, code: str
) -> None:
    with pytest.raises(UserError) as refusal:
        put_off(desk, *ids, until=until, reason=reason)
    assert refusal.value.code == code
    if code == "differe_trop_tard":
        assert "27/11/2026" in refusal.value.what


def test_only_a_manager_puts_dossiers_off(desk: Units) -> None:
    with pytest.raises(UserError, match="Seul un responsable diffère"):
        postpone_dossiers(desk, [1], UNTIL, WHY, ALICE, CALL)


def test_it_is_taken_back_at_once(desk: Units) -> None:
    put_off(desk, 1)
    told = last_change(desk, CHIEF)
    assert told is not None
    assert told.said == "1 dossier – chef, le 23/11/2026 à 10:30 : délai avant l’appel."
    undo_last(desk, CHIEF, CALL)
    assert (held(desk).postponed_until, held(desk).postponed_reason) == (None, None)


def test_a_second_delay_taken_back_leaves_the_first(desk: Units) -> None:
    put_off(desk, 1)
    put_off(desk, 1, until=UNTIL + timedelta(days=1), reason="client à l’étranger")
    undo_last(desk, CHIEF, CALL)
    assert (held(desk).postponed_until, held(desk).postponed_reason) == (UNTIL, WHY)


def test_a_reason_that_alone_changed_is_told_and_taken_back(desk: Units) -> None:
    put_off(desk, 1)
    put_off(desk, 1, reason="client à l’étranger")
    told = last_change(desk, CHIEF)
    assert told is not None
    assert told.said == "1 dossier – chef, le 23/11/2026 à 10:30 : délai avant l’appel."
    undo_last(desk, CHIEF, CALL)
    assert held(desk).postponed_reason == WHY


def test_a_dossier_put_off_keeps_its_dates_through_imports(store: Units) -> None:
    def of(day: date) -> DraftFile:
        return contract_file(contract_row(effect_date=day))

    take(store, of(date(2026, 8, 25)), now=CALL)
    put_off(store, 1)
    take(store, of(date(2026, 8, 27)), now=CALL)
    kept = held(store)
    assert (kept.postponed_until, kept.effect_date) == (UNTIL, date(2026, 8, 25))
    undo_last(store, CHIEF, CALL)
    take(store, of(date(2026, 8, 28)), now=CALL)
    assert held(store).effect_date == date(2026, 8, 28)


def test_an_attempt_ends_it(store: Units) -> None:
    ready(store)
    put_off(store, 1)
    saved(store, filled_form(prepared(store)))
    assert (held(store).postponed_until, held(store).postponed_reason) == (None, None)
