"""Who is in charge of a dossier, before, on and after the last day of an assignment."""

from datetime import date, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.assigning import plan_assignment
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.vocabulary import Closing, Tag
from tests.domain.invented import dossier

OWNER, OTHER = "Hugo Mazin", "Inès Morvan"
LAST = date(2026, 11, 30)


def given(**known: Any) -> Dossier:
    return dossier(charge_clientele=OWNER, assigned_to=OTHER, **known)


@pytest.mark.parametrize(
    ("days", "charge"), [(-30, OTHER), (-1, OTHER), (0, OTHER), (1, OWNER), (90, OWNER)]
)
def test_an_assignment_lasts_until_its_last_day_included(days: int, charge: str) -> None:
    assert charge_on(given(assigned_until=LAST), LAST + timedelta(days=days)) == charge


def test_an_assignment_without_a_last_day_lasts() -> None:
    assert charge_on(given(), date(2036, 1, 1)) == OTHER


def test_a_dossier_that_nobody_was_given_is_its_owners() -> None:
    assert charge_on(dossier(charge_clientele=OWNER), LAST) == OWNER
    assert charge_on(dossier(), LAST) is None


def test_dossiers_are_given_and_the_owner_stays_written() -> None:
    plan = plan_assignment([dossier(charge_clientele=OWNER)], OTHER, LAST)
    ((_, new),) = plan.pairs
    assert (new.charge_clientele, new.assigned_to, new.assigned_until) == (OWNER, OTHER, LAST)
    assert (plan.unchanged, plan.done) == (0, 0)


@pytest.mark.parametrize("until", [None, LAST])
def test_a_dossier_given_to_its_owner_is_his_again(until: date | None) -> None:
    ((_, new),) = plan_assignment([given(assigned_until=LAST)], OWNER, until).pairs
    assert (new.assigned_to, new.assigned_until) == (None, None)


def test_what_is_so_already_is_counted_and_left() -> None:
    plan = plan_assignment([given(assigned_until=LAST), given()], OTHER, LAST)
    assert (len(plan.pairs), plan.unchanged) == (1, 1)
    assert plan_assignment([dossier(charge_clientele=OWNER)], OWNER, None).unchanged == 1


def test_what_is_closed_or_finished_is_counted_and_left() -> None:
    finished = dossier(appel=Tag.OK, lagon=Tag.OK, bilan=Tag.OK, sms_mail=Tag.SANS_OBJET)
    plan = plan_assignment([finished, dossier(closing=Closing.DOUBLON)], OTHER, None)
    assert (plan.pairs, plan.done) == ([], 2)
