from datetime import date, datetime, timedelta

import pytest

from mplus3_xl.domain.calls import callback_warnings
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
