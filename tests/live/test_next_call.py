"""Who « Suivant » brings: a callback that falls due comes before what follows in the queue."""

from datetime import datetime
from pathlib import Path

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of
from mplus3_xl.domain.queue.queue import QueueRow, rank
from mplus3_xl.live.queue.next_call import FILE, Brought, Turn, brought_today, in_turn, note_brought
from tests.domain.invented import dossier

TWO, HALF_PAST, THREE = (datetime(2026, 11, 23, *at) for at in ((14, 0), (14, 30), (15, 0)))
EFFECT = datetime(2026, 8, 25).date()


def queue(now: datetime, **callbacks: datetime) -> list[QueueRow]:
    """Three in their window, and callbacks agreed with the clients of these names."""
    cases = [_case(number, f"L{number}") for number in (1, 2, 3)]
    agreed = [
        _case(10 + at, name, callback_at=moment, callback_agreed_at=TWO)
        for at, (name, moment) in enumerate(callbacks.items())
    ]
    return rank([*cases, *agreed], Agencies.default().by_name(), now, default_limits())


def _case(number: int, name: str, **known: datetime) -> Case:
    card = ClientCard(name, name, None, None, None, None)
    held = dossier(EFFECT, **known)._replace(id=number)
    return case_of(held, card, ("C1",), TWO.date())


def names(turns: list[Turn]) -> str:
    return " ".join(turn.row.nom for turn in turns)


def whys(turns: list[Turn]) -> dict[str, str]:
    return {turn.row.nom: turn.why for turn in turns if turn.why}


NONE: Brought = frozenset()
A: Brought = frozenset({(10, HALF_PAST.isoformat())})
"""The callback of the first client of `queue`, at half past two, was brought."""


def test_a_callback_that_falls_due_comes_before_what_follows() -> None:
    assert names(in_turn(queue(TWO, A=HALF_PAST), 1, NONE, TWO)).startswith("L2 L3")
    assert names(in_turn(queue(HALF_PAST, A=HALF_PAST), 1, NONE, HALF_PAST)) == "A L2 L3"


def test_one_that_was_brought_and_passed_over_lets_the_queue_go_on() -> None:
    rows = queue(THREE, A=HALF_PAST)
    assert names(in_turn(rows, 10, A, THREE)) == "L1 L2 L3"
    assert names(in_turn(rows, 1, A, THREE)) == "L2 L3 A"
    later = queue(THREE, A=HALF_PAST, B=THREE)
    assert names(in_turn(later, 1, A, THREE)) == "B L2 L3 A"


def test_two_due_at_one_moment_both_come_first() -> None:
    rows = queue(THREE, A=HALF_PAST, B=HALF_PAST)
    assert names(in_turn(rows, 1, NONE, THREE)) == "A B L2 L3"
    assert names(in_turn(rows, 1, A, THREE)) == "B L2 L3 A"


def test_an_older_one_that_was_not_brought_still_comes_first() -> None:
    rows = queue(THREE, A=HALF_PAST, B=TWO)
    assert names(in_turn(rows, 1, A, THREE)) == "B L2 L3 A"


def test_another_one_agreed_with_the_same_client_comes_first_again() -> None:
    assert names(in_turn(queue(THREE, A=THREE), 1, A, THREE)) == "A L2 L3"


def test_one_that_may_not_be_made_now_waits_for_its_turn() -> None:
    early = datetime(2026, 11, 23, 9, 0)
    now = datetime(2026, 11, 23, 9, 45)  # the hour agreed to is past, the law's are to come
    assert names(in_turn(queue(now, A=early), 1, NONE, now)) == "L2 L3 A"


def test_a_callback_says_why_it_comes() -> None:
    rows = queue(THREE, A=HALF_PAST)
    due = "Rappel attendu depuis le 23/11/2026 à 14:30."
    assert whys(in_turn(rows, 1, NONE, THREE)) == {
        "A": f"{due} Il passe avant la suite de la file."
    }
    assert whys(in_turn(rows, None, NONE, THREE)) == {"A": due}
    assert whys(in_turn(rows, 1, A, THREE)) == {"A": due}


def test_what_was_brought_is_kept_for_the_day_and_each_of_his_own(tmp_path: Path) -> None:
    rows = queue(THREE, A=HALF_PAST, B=HALF_PAST)
    note_brought(tmp_path, "alice", THREE, rows[2:], NONE)
    assert not (tmp_path / FILE).exists()
    note_brought(tmp_path, "alice", THREE, rows[:1], NONE)
    assert brought_today(tmp_path, "alice", THREE) == A
    note_brought(tmp_path, "alice", THREE, rows[1:], A)
    assert brought_today(tmp_path, "alice", THREE) == A | {(11, HALF_PAST.isoformat())}
    assert brought_today(tmp_path, "bruno", THREE) == NONE
    assert brought_today(tmp_path, "alice", THREE.replace(day=24)) == NONE
    (tmp_path / FILE).write_text('{"alice": "14:30"}', encoding="utf-8")
    assert brought_today(tmp_path, "alice", THREE) == NONE
