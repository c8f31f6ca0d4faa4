"""Who « Suivant » brings: a callback that falls due comes before what follows in the queue."""

from datetime import date, datetime
from pathlib import Path

import pytest

from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of
from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.live.queue.next_call import FILE, Brought, brought_today, in_turn, note_brought
from tests.domain.invented import dossier

TWO, HALF_PAST, THREE = (datetime(2026, 11, 23, *at) for at in ((14, 0), (14, 30), (15, 0)))
EFFECT = date(2026, 8, 25)


def queue(now: datetime, **callbacks: datetime) -> Queue:
    """Three in their window, and callbacks agreed with the clients of these names."""
    cases = [_case(number, f"L{number}") for number in (1, 2, 3)]
    agreed = [
        _case(10 + at, name, callback_at=moment, callback_agreed_at=TWO)
        for at, (name, moment) in enumerate(callbacks.items())
    ]
    return ranked([*cases, *agreed], now)


def ranked(cases: list[Case], now: datetime) -> Queue:
    return rank(
        side_by_side(Case._fields, cases), Agencies.default().by_name(), now, default_limits()
    )


def _case(number: int, name: str, effect: date = EFFECT, **known: datetime) -> Case:
    card = ClientCard(name, name, None, None, None, None)
    held = dossier(effect, **known)._replace(id=number)
    return case_of(held, card, ("C1",), TWO.date())


def names(rows: Queue, current: int | None, brought: Brought, now: datetime) -> str:
    """The names of whom to call after `current`, in turn."""
    named = {row.dossier: row.nom for row in rows}
    return " ".join(named[each] for each in in_turn(rows, current, brought, now).dossiers)


def whys(
    rows: Queue, current: int | None, brought: Brought, now: datetime = THREE
) -> dict[str, str]:
    """Why those come of whom a callback is due, by name."""
    named = {row.dossier: row.nom for row in rows}
    why = in_turn(rows, current, brought, now).why
    return {named[dossier]: said for dossier, said in why.items()}


NONE: Brought = frozenset()
A: Brought = frozenset({(10, HALF_PAST.isoformat())})
"""The callback of the first client of `queue`, at half past two, was brought."""


def test_a_callback_that_falls_due_comes_before_what_follows() -> None:
    assert names(queue(TWO, A=HALF_PAST), 1, NONE, TWO).startswith("L2 L3")
    assert names(queue(HALF_PAST, A=HALF_PAST), 1, NONE, HALF_PAST) == "A L2 L3"


def test_one_that_was_brought_and_passed_over_lets_the_queue_go_on() -> None:
    rows = queue(THREE, A=HALF_PAST)
    assert names(rows, 10, A, THREE) == "L1 L2 L3"
    assert names(rows, 1, A, THREE) == "L2 L3 A"
    later = queue(THREE, A=HALF_PAST, B=THREE)
    assert names(later, 1, A, THREE) == "B L2 L3 A"


def test_two_due_at_one_moment_both_come_first() -> None:
    rows = queue(THREE, A=HALF_PAST, B=HALF_PAST)
    assert names(rows, 1, NONE, THREE) == "A B L2 L3"
    assert names(rows, 1, A, THREE) == "B L2 L3 A"


def test_an_older_one_that_was_not_brought_still_comes_first() -> None:
    rows = queue(THREE, A=HALF_PAST, B=TWO)
    assert names(rows, 1, A, THREE) == "B L2 L3 A"


def test_another_one_agreed_with_the_same_client_comes_first_again() -> None:
    assert names(queue(THREE, A=THREE), 1, A, THREE) == "A L2 L3"


def test_one_that_may_not_be_made_now_waits_for_its_turn() -> None:
    early = datetime(2026, 11, 23, 9, 0)
    now = datetime(2026, 11, 23, 9, 45)  # the hour agreed to is past, the law's are to come
    assert names(queue(now, A=early), 1, NONE, now) == "L2 L3 A"


def test_one_that_is_refused_by_now_waits_for_its_turn() -> None:
    late = _case(10, "A", effect=date(2026, 6, 1), callback_at=TWO, callback_agreed_at=TWO)
    rows = ranked([*(_case(number, f"L{number}") for number in (1, 2)), late], THREE)
    assert " ".join(row.nom for row in rows) == "A L1 L2"
    assert names(rows, 1, NONE, THREE) == "L2 A"


def test_who_is_to_be_tried_on_another_day_is_not_brought() -> None:
    tomorrow = _case(2, "L2", next_try_at=THREE.replace(day=24))
    rows = ranked([_case(1, "L1"), tomorrow, _case(3, "L3")], THREE)
    assert names(rows, 1, NONE, THREE) == "L3"


def test_a_callback_says_why_it_comes() -> None:
    rows = queue(THREE, A=HALF_PAST)
    due = "Rappel attendu depuis le 23/11/2026 à 14:30."
    assert whys(rows, 1, NONE) == {"A": f"{due} Il passe avant la suite de la file."}
    assert whys(rows, None, NONE) == {"A": due}
    assert whys(rows, 1, A) == {"A": due}
    again = whys(queue(THREE, A=HALF_PAST, B=HALF_PAST), 1, A)
    assert again == {"A": due, "B": f"{due} Il passe avant la suite de la file."}


def test_what_was_brought_is_kept_for_the_day_and_each_of_his_own(tmp_path: Path) -> None:
    rows = [*queue(THREE, A=HALF_PAST, B=HALF_PAST)]
    note_brought(tmp_path, "alice", THREE, rows[2:], NONE)
    assert not (tmp_path / FILE).exists()
    note_brought(tmp_path, "alice", THREE, rows[:1], NONE)
    assert brought_today(tmp_path, "alice", THREE) == A
    note_brought(tmp_path, "alice", THREE, rows[1:], A)
    assert brought_today(tmp_path, "alice", THREE) == A | {(11, HALF_PAST.isoformat())}
    assert brought_today(tmp_path, "bruno", THREE) == NONE
    assert brought_today(tmp_path, "alice", THREE.replace(day=24)) == NONE


@pytest.mark.parametrize(
    "left",
    ['"14:30"', "{}", '{"jour": "2026-11-23", "rappels": [["A", "B"]]}'],
)
def test_what_cannot_be_read_of_it_is_as_none(tmp_path: Path, left: str) -> None:
    (tmp_path / FILE).write_text(f'{{"alice": {left}}}', encoding="utf-8")
    assert brought_today(tmp_path, "alice", THREE) == NONE


def test_a_callback_to_a_wrong_number_that_is_in_front_is_not_brought(tmp_path: Path) -> None:
    row = queue(THREE, A=HALF_PAST)[0]
    note_brought(tmp_path, "alice", THREE, [row._replace(prochain_creneau=None)], NONE)
    assert brought_today(tmp_path, "alice", THREE) == NONE
