"""Dossiers put off: where they stand meanwhile, what comes before, what is refused."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.collection import side_by_side
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import Case, ClientCard, case_of
from mplus3_xl.domain.queue.postponing import plan_postponing
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.queue.ranking import rank
from mplus3_xl.domain.vocabulary import Closing
from tests.domain.invented import dossier

TODAY = date(2026, 11, 23)
UNTIL = date(2026, 11, 30)  # a Monday; the window of the dossier is 18/11 – 02/12, until 25/12
WHY = "client en congés"
PUT_OFF: dict[str, Any] = {"postponed_until": UNTIL, "postponed_reason": WHY}


def row(day: date, **known: Any) -> QueueRow:
    """The row of a dossier put off, in the morning of a day."""
    card = ClientCard("L1", "MARTIN Zoé", None, None, None, None)
    case = case_of(dossier(**(PUT_OFF | known)), card, ("C1",), day)
    now = start_of_day(day) + timedelta(hours=10, minutes=30)
    return rank(
        side_by_side(Case._fields, [case]), Agencies.default().by_name(), now, default_limits()
    )[0]


@pytest.mark.parametrize("days", [0, 6])
def test_a_dossier_put_off_says_until_when_and_why_and_is_not_to_be_called(days: int) -> None:
    shown = row(TODAY + timedelta(days=days))
    assert shown.raison == "Différé au 30/11/2026 : client en congés."
    assert shown.prochain_creneau == datetime(2026, 11, 30, 10)


def test_the_day_come_it_is_back_by_itself() -> None:
    shown = row(UNTIL)
    assert shown.raison.startswith("Dans la fenêtre")
    assert shown.prochain_creneau == datetime(2026, 11, 30, 10, 30)


def test_what_the_client_agreed_to_comes_first() -> None:
    agreed = datetime(2026, 11, 26, 15, 15)
    assert row(TODAY, callback_at=agreed).prochain_creneau == agreed
    due = row(TODAY, callback_at=datetime(2026, 11, 23, 9))
    assert due.raison.startswith("Rappel attendu")
    assert due.prochain_creneau == datetime(2026, 11, 23, 10, 30)


def plan(*dossiers: Dossier, until: date = UNTIL) -> Any:
    return plan_postponing(dossiers, until, f" {WHY} ", TODAY)


def test_dossiers_are_put_off_with_the_reason() -> None:
    ((_, new),) = plan(dossier()).pairs
    assert (new.postponed_until, new.postponed_reason) == (UNTIL, WHY)
    assert plan(new).unchanged == 1


@pytest.mark.parametrize(
    ("until", "too_late", "missed"),
    [
        (date(2026, 12, 2), [], []),
        (date(2026, 12, 3), [], [date(2026, 12, 2)]),
        (date(2026, 12, 25), [], [date(2026, 12, 2)]),
        (date(2026, 12, 26), [date(2026, 12, 25)], []),
    ],
)
def test_a_window_that_would_be_missed_is_told_and_the_last_day_is_a_limit(
    until: date, too_late: list[date], missed: list[date]
) -> None:
    made = plan(dossier(), until=until)
    assert (made.too_late, made.missed, len(made.pairs)) == (too_late, missed, 1 - len(too_late))


def test_a_window_that_ends_today_would_be_missed() -> None:
    assert plan(dossier(date(2026, 8, 16))).missed == [TODAY]


def test_a_window_that_is_over_already_is_not_missed_once_more() -> None:
    late = dossier(date(2026, 8, 10))
    assert plan(late).missed == []


def test_what_is_closed_is_counted_and_left() -> None:
    made = plan(dossier(closing=Closing.DOUBLON))
    assert (made.pairs, made.done) == ([], 1)
