"""What a dossier becomes when one of its attempts is struck: what the others say of it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.call.striking import dossier_without
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import Closing, Tag
from tests.domain.invented import dossier

CORNICHE = Agencies.default().by_name()["Corniche"]
CALL = datetime(2026, 11, 23, 10, 30)  # a Monday in the window
HOUR = timedelta(hours=1)
AGREED = CALL + timedelta(days=1)
REACHED: dict[str, Any] = {"appel": Tag.OK, "appel_ok_on": CALL.date(), "sms_mail": Tag.SANS_OBJET}


def _attempt(outcome: str, at: datetime = CALL, **known: Any) -> Attempt:
    return Attempt(1, 1, at, outcome, True, "alice", **known)


def _without(before: Dossier, struck: Attempt, *others: Attempt, agreed: bool = False) -> Dossier:
    noted = {each.at for each in others} if agreed else ()
    return dossier_without(before, struck, others, CORNICHE, noted, lambda last, _left: last)


@pytest.mark.parametrize(
    ("tag", "left"), [(Tag.OK, None), (Tag.KO, Tag.KO), (None, None)]
)  # a KO needs no contact
def test_without_a_contact_the_objectives_that_it_opened_are_no_longer_ok(
    tag: Tag | None, left: Tag | None
) -> None:
    new = _without(dossier(lagon=tag, bilan=tag, **REACHED), _attempt("joint"))
    assert (new.appel, new.lagon, new.bilan, new.sms_mail) == (None, left, left, None)
    assert new.appel_ok_on is None


def test_a_contact_that_another_attempt_made_keeps_its_objectives() -> None:
    before = dossier(lagon=Tag.OK, **REACHED)
    new = _without(before, _attempt("nrp", CALL + HOUR), _attempt("joint"))
    assert new == before


def test_a_bilan_that_was_refused_by_mistake_is_refused_no_more() -> None:
    before = dossier(bilan=Tag.KO, **REACHED)
    new = _without(before, _attempt("refus", CALL + HOUR), _attempt("joint"))
    assert (new.appel, new.bilan) == (Tag.OK, None)


def test_an_attempt_that_set_no_tag_takes_none_away() -> None:
    new = _without(dossier(appel=Tag.KO, callback_at=AGREED), _attempt("rappel"))
    assert (new.appel, new.callback_at) == (Tag.KO, None)


def test_what_is_planned_is_that_of_the_last_one_that_stands() -> None:
    first, last = _attempt("rdv", callback_at=AGREED), _attempt("nrp", CALL + HOUR)
    new = _without(dossier(**REACHED), _attempt("nrp", CALL + 2 * HOUR), first, last)
    assert (new.callback_at, new.next_try_at) == (None, datetime(2026, 11, 25, 14, 0))
    new = _without(dossier(**REACHED), last, first)
    assert (new.callback_at, new.callback_agreed_by, new.next_try_at) == (AGREED, None, None)
    new = _without(dossier(**REACHED), last, first, agreed=True)
    assert (new.callback_agreed_by, new.callback_agreed_at) == ("alice", CALL)


def test_no_agreement_is_given_back_without_a_time() -> None:
    new = _without(dossier(), _attempt("nrp", CALL + HOUR), _attempt("nrp"), agreed=True)
    assert (new.callback_agreed_by, new.callback_agreed_at) == (None, None)


@pytest.mark.parametrize("known", [{"closing": Closing.DOUBLON}, {}])
def test_nothing_is_planned_again_of_a_closed_dossier_nor_by_an_earlier_attempt(
    known: dict[str, Any],
) -> None:
    before = dossier(appel=Tag.KO, callback_at=AGREED, **known)
    later = CALL + HOUR if not known else CALL - HOUR
    new = _without(before, _attempt("nrp"), _attempt("nrp", later))
    assert (new.callback_at, new.next_try_at) == (AGREED, None)
