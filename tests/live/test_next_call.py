"""Who « Suivant » brings: a callback that falls due comes before what follows in the queue."""

from datetime import datetime
from pathlib import Path

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of
from mplus3_xl.domain.queue.queue import QueueRow, rank
from mplus3_xl.live.queue.next_call import FILE, brought_today, in_turn, note_brought, why
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


def names(rows: list[QueueRow]) -> str:
    return " ".join(row.nom for row in rows)


def test_a_callback_that_falls_due_comes_before_what_follows() -> None:
    assert names(in_turn(queue(TWO, A=HALF_PAST), 1, None, TWO)).startswith("L2 L3")
    assert names(in_turn(queue(HALF_PAST, A=HALF_PAST), 1, None, HALF_PAST)) == "A L2 L3"


def test_one_that_was_brought_and_passed_over_lets_the_queue_go_on() -> None:
    rows = queue(THREE, A=HALF_PAST)
    assert names(in_turn(rows, 10, HALF_PAST, THREE)) == "L1 L2 L3"
    assert names(in_turn(rows, 1, HALF_PAST, THREE)) == "L2 L3 A"
    later = queue(THREE, A=HALF_PAST, B=THREE)
    assert names(in_turn(later, 1, HALF_PAST, THREE)) == "B L2 L3 A"


def test_one_that_may_not_be_made_now_waits_for_its_turn() -> None:
    early = datetime(2026, 11, 23, 9, 0)
    now = datetime(2026, 11, 23, 9, 45)  # the hour agreed to is past, the law's are to come
    assert names(in_turn(queue(now, A=early), 1, None, now)) == "L2 L3 A"


def test_a_callback_says_why_it_comes() -> None:
    rows = queue(THREE, A=HALF_PAST)
    due = "Rappel attendu depuis le 23/11/2026 à 14:30."
    assert why(rows[0], rows, 1, THREE) == f"{due} Il passe avant la suite de la file."
    assert why(rows[0], rows, None, THREE) == due
    assert why(rows[1], rows, 10, THREE) == ""


def test_what_was_brought_is_kept_for_the_day_and_each_of_his_own(tmp_path: Path) -> None:
    rows = queue(THREE, A=HALF_PAST, B=TWO)
    note_brought(tmp_path, "alice", THREE, rows[2:], None)
    assert not (tmp_path / FILE).exists()
    note_brought(tmp_path, "alice", THREE, rows, None)
    assert brought_today(tmp_path, "alice", THREE) == HALF_PAST
    note_brought(tmp_path, "alice", THREE, rows[:1], HALF_PAST)  # an older one
    assert brought_today(tmp_path, "alice", THREE) == HALF_PAST
    assert brought_today(tmp_path, "bruno", THREE) is None
    assert brought_today(tmp_path, "alice", THREE.replace(day=24)) is None
    (tmp_path / FILE).write_text('{"alice": "14:30"}', encoding="utf-8")
    assert brought_today(tmp_path, "alice", THREE) is None
