from datetime import date, datetime, timedelta

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.call.warnings import (
    callback_warnings,
    no_try_warnings,
    shut_callback_warnings,
)
from mplus3_xl.domain.contact.calls import Attempted, callback_problems
from mplus3_xl.domain.contact.outcomes import outcomes
from mplus3_xl.domain.limits import default_limits
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


def test_the_only_try_that_is_permitted_is_said_of_one() -> None:
    limits = {**default_limits(), "max_tentatives": 1, "fenetre_tentatives": 1}
    (told,) = shut_callback_warnings(MOMENT, date(2026, 12, 23), None, LAST, limits)
    assert "le seul essai permis en 1 jour est pris jusqu’au 22/12/2026" in told


def test_nothing_is_said_of_a_callback_that_the_attempts_allow() -> None:
    assert not list(shut_callback_warnings(MOMENT, None, None, LAST, default_limits()))


@pytest.mark.parametrize(
    ("outcome", "again", "appel", "told"),
    [
        ("nrp", None, Tag.KO, True),
        ("nrp", MOMENT, Tag.KO, False),
        ("nrp", None, Tag.OK, False),  # reached before: there is no last day
        ("faux", None, Tag.KO, False),  # nobody tries that number again
    ],
)
def test_it_is_told_that_nobody_will_try_again_who_would_have(
    outcome: str, again: datetime | None, appel: Tag, told: bool
) -> None:
    assert bool(list(no_try_warnings(outcomes()[outcome], again, appel, LAST))) is told


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
    attempted = Attempted("rdv", callback_at=at, callback_agreed=agreed)
    limits = {**default_limits(), "rdv_hors_plage": False}
    found = list(callback_problems(outcomes()["rdv"], attempted, CORNICHE, MORNING, limits))
    assert [said is not None and said in each.message for each in found] == [True] * bool(said)


@pytest.mark.parametrize(
    ("outcome", "at", "code"),
    [
        ("rdv", None, "rappel_absent"),
        ("rappel", None, "rappel_absent"),
        ("entrant", None, None),
        ("joint", MORNING + timedelta(hours=1), "rappel_sans_objet"),
        ("rdv", MORNING, "rappel_passe"),
        ("rdv", MORNING + timedelta(minutes=1), None),
        ("entrant", MORNING + timedelta(minutes=1), None),
    ],
)
def test_a_callback_is_given_where_the_outcome_wants_one_and_is_to_come(
    outcome: str, at: datetime | None, code: str | None
) -> None:
    attempted = Attempted(outcome, callback_at=at)
    found = callback_problems(outcomes()[outcome], attempted, CORNICHE, MORNING, default_limits())
    assert [each.code for each in found] == ([code] if code else [])
