"""What the hour is asked about a dossier: what was agreed, put off, refused."""

from datetime import date, datetime
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.queue.asked import Asked, asked_of
from mplus3_xl.domain.queue.cases import ClientCard, case_of
from tests.domain.invented import dossier

AGENCIES = Agencies.default().by_name()
CARD = ClientCard("L1", "MARTIN Zoé", None, None, None, None)
DAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 19)


def _asked(day: date = DAY, refused_on: date | None = None, **known: Any) -> Asked:
    case = case_of(dossier(**known), CARD, ("C1",), day, refused_on=refused_on)
    return asked_of(case.profile, AGENCIES, day)


@pytest.mark.parametrize(("noted", "agreed"), [(AT, AT), (None, None)])
def test_a_time_is_agreed_only_if_somebody_noted_it(
    noted: datetime | None, agreed: datetime | None
) -> None:
    asked = _asked(callback_at=AT, callback_agreed_at=noted)
    assert (asked.callback_at, asked.approach.agreed_at) == (AT, agreed)


@pytest.mark.parametrize(
    ("day", "waits"), [(date(2026, 11, 29), True), (date(2026, 11, 30), False)]
)
def test_why_a_dossier_is_put_off_is_known_as_long_as_it_waits(day: date, waits: bool) -> None:
    until = date(2026, 11, 30)
    asked = _asked(day, postponed_until=until, postponed_reason="Absent")
    expected = (until, "Absent") if waits else (None, None)
    assert (asked.postponed_until, asked.postponed_reason) == expected


@pytest.mark.parametrize("refused_on", [DAY, None])
def test_the_day_on_which_the_bilan_was_refused_is_known(refused_on: date | None) -> None:
    assert _asked(refused_on=refused_on).approach.refused_on == refused_on
