from datetime import datetime

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.contact.calling_hours import may_call_at
from mplus3_xl.domain.contact.effects import OutcomeEffect, after, appel_after, todo_after
from mplus3_xl.domain.contact.outcomes import outcome_named, outcomes
from mplus3_xl.domain.queue.cases import owes_details
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.domain.windows import window_of
from tests.domain.invented import EFFECT, dossier

CORNICHE = Agencies.default().by_name()["Corniche"]
MORNING = datetime(2026, 11, 23, 10, 30)  # a Monday
AFTERNOON = datetime(2026, 11, 23, 15, 0)


def _after(
    code: str,
    at: datetime = MORNING,
    callback: datetime | None = None,
    *,
    reached: bool = False,
) -> OutcomeEffect:
    return after(outcomes()[code], at, CORNICHE, window_of(EFFECT), callback, reached=reached)


@pytest.mark.parametrize(
    ("code", "appel", "bilan", "counts", "sms"),
    [
        ("joint", Tag.OK, None, True, False),
        ("rdv", Tag.OK, None, True, False),
        ("rappel", None, None, True, False),
        ("nrp", Tag.KO, None, True, True),
        ("rep", Tag.KO, None, True, True),
        ("occ", Tag.KO, None, True, True),
        ("tiers", Tag.KO, None, True, True),
        ("faux", Tag.KO, None, True, True),
        ("refus", Tag.OK, Tag.KO, True, False),
        ("oppo", None, None, True, False),
        ("entrant", Tag.OK, None, False, False),
        ("hc", None, None, False, False),
    ],
)
def test_an_outcome_sets_its_tags_counts_and_asks_for_the_sms(
    code: str, appel: Tag | None, bilan: Tag | None, counts: bool, sms: bool
) -> None:
    effect = _after(code)
    assert (effect.appel, effect.bilan, effect.counts) == (appel, bilan, counts)
    owed = owes_details(dossier(appel=effect.appel))
    assert owed is sms
    assert ("coordonnées" in (todo_after(effect.todo, owed=owed) or "")) is sms


@pytest.mark.parametrize(
    ("code", "at", "expected"),
    [
        # No answer: two working days later, the other half-day.
        ("nrp", MORNING, datetime(2026, 11, 25, 14, 0)),
        ("nrp", AFTERNOON, datetime(2026, 11, 25, 10, 0)),
        # A Thursday: Friday and Monday are the two working days.
        ("nrp", datetime(2026, 11, 19, 10, 30), datetime(2026, 11, 23, 14, 0)),
        # Neither a Saturday nor a holiday (11/11) is a working day.
        ("nrp", datetime(2026, 11, 20, 10, 30), datetime(2026, 11, 24, 14, 0)),
        ("nrp", datetime(2026, 11, 10, 10, 30), datetime(2026, 11, 13, 14, 0)),
        # Answering machine: three days later, whatever days: a Sunday here, so the Monday after.
        ("rep", MORNING, datetime(2026, 11, 26, 10, 0)),
        ("rep", datetime(2026, 11, 26, 11, 0), datetime(2026, 11, 30, 10, 0)),
        # Busy: the same day, another hour; the evening, the next day.
        ("occ", MORNING, datetime(2026, 11, 23, 11, 30)),
        ("occ", datetime(2026, 11, 23, 12, 0), datetime(2026, 11, 23, 14, 0)),
        ("occ", datetime(2026, 11, 23, 17, 0), datetime(2026, 11, 24, 10, 0)),
        ("tiers", MORNING, datetime(2026, 11, 24, 10, 0)),
        ("faux", MORNING, None),
        ("joint", MORNING, None),
    ],
)
def test_the_next_try_is_on_a_callable_slot_at_another_time(
    code: str, at: datetime, expected: datetime | None
) -> None:
    assert _after(code, at).next_try_at == expected


@pytest.mark.parametrize(
    ("code", "at", "expected"),
    [
        # The window ends on 02/12, a Wednesday: two working days after Tuesday is Thursday.
        ("nrp", datetime(2026, 12, 1, 10, 30), datetime(2026, 12, 2, 14, 0)),
        ("nrp", datetime(2026, 12, 1, 15, 0), datetime(2026, 12, 2, 10, 0)),
        ("rep", datetime(2026, 12, 1, 10, 30), datetime(2026, 12, 2, 14, 0)),
        ("nrp", datetime(2026, 11, 30, 10, 30), datetime(2026, 12, 2, 14, 0)),
        # No other day of the window is left: after it.
        ("nrp", datetime(2026, 12, 2, 10, 30), datetime(2026, 12, 4, 14, 0)),
        ("tiers", datetime(2026, 12, 2, 10, 30), datetime(2026, 12, 3, 10, 0)),
        # The call may still be made until 25/12, a holiday: the day before, not Monday.
        ("nrp", datetime(2026, 12, 23, 15, 0), datetime(2026, 12, 24, 10, 0)),
        # No other day is left: the last moment of this one, an hour later at least.
        ("nrp", datetime(2026, 12, 24, 10, 30), datetime(2026, 12, 24, 14, 0)),
        ("nrp", datetime(2026, 12, 24, 15, 0), datetime(2026, 12, 24, 16, 0)),
        ("rep", datetime(2026, 12, 24, 10, 30), datetime(2026, 12, 24, 14, 0)),
    ],
)
def test_the_next_try_keeps_to_the_window_while_it_has_another_day(
    code: str, at: datetime, expected: datetime
) -> None:
    assert _after(code, at).next_try_at == expected


@pytest.mark.parametrize("code", ["nrp", "rep", "occ", "tiers"])
@pytest.mark.parametrize(
    "late", [datetime(2026, 12, 24, 17, 0), datetime(2026, 12, 28, 10, 0)]
)  # a Thursday, the day before "too late"; and past it
def test_no_first_contact_is_tried_again_after_the_last_day_but_a_client_reached_before_is(
    code: str, late: datetime
) -> None:
    assert _after(code, late).next_try_at is None
    slot = _after(code, late, reached=True).next_try_at
    assert slot is not None
    assert slot > late
    assert may_call_at(CORNICHE, slot)


@pytest.mark.parametrize(
    ("code", "at", "expected"),
    [
        ("nrp", datetime(2026, 12, 28, 10, 0), datetime(2026, 12, 30, 14, 0)),
        ("nrp", datetime(2026, 12, 28, 15, 0), datetime(2026, 12, 30, 10, 0)),
        ("rep", datetime(2026, 12, 28, 10, 0), datetime(2026, 12, 31, 10, 0)),
    ],
)
def test_a_client_reached_before_is_tried_again_after_the_usual_delay_at_another_half_day(
    code: str, at: datetime, expected: datetime
) -> None:
    assert _after(code, at, reached=True).next_try_at == expected


def test_an_appointment_and_a_callback_keep_their_exact_time_the_others_none() -> None:
    at = datetime(2026, 11, 24, 10, 15)
    assert _after("rdv", callback=at).callback_at == at
    assert _after("rappel", callback=at).callback_at == at
    assert _after("entrant", callback=at).callback_at == at
    for code in ("nrp", "joint", "faux"):
        assert _after(code, callback=at).callback_at is None


def test_a_contact_once_made_stays_made_whatever_the_later_tries() -> None:
    assert appel_after(Tag.OK, _after("nrp")) is Tag.OK
    assert appel_after(Tag.KO, _after("joint")) is Tag.OK
    assert appel_after(Tag.KO, _after("rappel")) is Tag.KO
    assert appel_after(None, _after("nrp")) is Tag.KO


def test_an_opposition_closes_at_once_and_a_refusal_only_proposes_it() -> None:
    assert (_after("oppo").closes, _after("oppo").closing) == (True, Closing.OPPOSITION)
    assert (_after("refus").closes, _after("refus").closing) == (False, Closing.BILAN_REFUSE)


def test_an_outcome_is_found_by_its_code_or_what_staff_read() -> None:
    for text in ("nrp", "NRP", "ne repond pas", "Ne répond pas"):
        found = outcome_named(text)
        assert found is not None
        assert found.code == "nrp"
    assert outcome_named("peut-être") is None
