from datetime import date, datetime, timedelta

import pytest

from mplus3_xl.domain.agencies import Agencies
from mplus3_xl.domain.call_warnings import callback_warnings, shut_callback_warnings
from mplus3_xl.domain.calls import Attempted, callback_problems
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.outcomes import outcome_named
from mplus3_xl.domain.vocabulary import Tag

LAST = date(2026, 12, 17)
MOMENT = datetime(2026, 12, 17, 15, 30)
NEXT_DAY = MOMENT + timedelta(days=1)


def test_a_callback_after_the_last_day_to_call_is_told() -> None:
    (told,) = callback_warnings(NEXT_DAY, None, LAST)
    assert "18/12/2026" in told
    assert "17/12/2026" in told


@pytest.mark.parametrize(
    ("at", "appel"), [(None, None), (MOMENT, None), (MOMENT, Tag.KO), (NEXT_DAY, Tag.OK)]
)
def test_a_callback_in_time_or_of_a_contact_once_made_is_not(
    at: datetime | None, appel: Tag | None
) -> None:
    assert not list(callback_warnings(at, appel, LAST))


@pytest.mark.parametrize(
    ("appel", "last", "cure"),
    [
        (
            Tag.OK,
            date(2026, 12, 22),
            "Convenez d’un jour à partir du 23/12/2026, ou laissez le client vous appeler.",
        ),
        (None, date(2026, 12, 23), "Convenez d’un jour à partir du 23/12/2026, ou laissez"),
        (
            None,
            date(2026, 12, 22),
            "C’est après le dernier jour pour appeler, le 22/12/2026 : laissez",
        ),
    ],
)
def test_no_day_is_proposed_past_the_last_one_to_call(
    appel: Tag | None, last: date, cure: str
) -> None:
    shut = date(2026, 12, 23)
    (told,) = shut_callback_warnings(MOMENT, shut, appel, last, default_limits())
    assert cure in told


CORNICHE = Agencies.default().by_name()["Corniche"]
MORNING = datetime(2026, 11, 23, 10, 0)


@pytest.mark.parametrize(
    ("at", "agreed", "said"),
    [
        (datetime(2026, 11, 24, 18, 30), False, "l’agence est fermée"),
        (datetime(2026, 11, 24, 18, 30), True, None),
        (datetime(2026, 11, 24, 20, 30), False, "L223-1"),
        (datetime(2026, 11, 24, 20, 30), True, "L223-1"),
    ],
)
def test_a_callback_when_the_agency_is_shut_breaks_no_law_and_is_the_agencys_to_agree_to(
    at: datetime, agreed: bool, said: str | None
) -> None:
    outcome = outcome_named("rdv")
    assert outcome is not None
    attempted = Attempted("rdv", callback_at=at, callback_agreed=agreed)
    limits = {**default_limits(), "rdv_hors_plage": False}
    found = list(callback_problems(outcome, attempted, CORNICHE, MORNING, limits))
    assert [said is not None and said in each.message for each in found] == [True] * bool(said)
