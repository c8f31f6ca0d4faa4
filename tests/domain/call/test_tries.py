"""What an attempt leaves of a dossier: what is planned, who agreed, what closes it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.call.facts import CallFacts
from mplus3_xl.domain.call.tries import CallSetting, Try, dossier_after, is_talked, shut_after
from mplus3_xl.domain.contact.approach import Contacts
from mplus3_xl.domain.contact.calls import Attempted
from mplus3_xl.domain.contact.effects import OutcomeEffect, after
from mplus3_xl.domain.contact.gate import Permission, Verdict
from mplus3_xl.domain.contact.outcomes import outcomes
from mplus3_xl.domain.limits import default_limits
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import Tags
from mplus3_xl.domain.vocabulary import Closing, Tag
from mplus3_xl.domain.windows import window_of
from tests.domain.invented import EFFECT, client, dossier

AGENCIES = Agencies.default().by_name()
CALL = datetime(2026, 11, 23, 10, 30)  # a Monday in the window
TOMORROW = CALL + timedelta(days=1)
SETTING = CallSetting("alice", CALL, AGENCIES, default_limits())
REACHED = Tags(appel=Tag.OK, sms_mail=Tag.SANS_OBJET)
WAITING: dict[str, Any] = {
    "callback_at": TOMORROW, "callback_agreed_by": "bruno", "callback_agreed_at": CALL,
    "next_try_at": TOMORROW, "postponed_until": TOMORROW.date(), "postponed_reason": "Absent",
    "calling_since": CALL, "calling_by": "alice",
}  # fmt: skip


def _tried(code: str, **typed: Any) -> Try:
    outcome, attempted = outcomes()[code], Attempted(code, **typed)
    window, at = window_of(EFFECT), attempted.callback_at
    effect = after(outcome, CALL, AGENCIES["Corniche"], window, at)
    return Try(outcome, effect, Verdict(Permission.PERMIS), attempted)


@pytest.mark.parametrize(
    ("before", "tried", "talked"),
    [
        (dossier(appel=Tag.OK), None, True),
        (dossier(appel=Tag.OK, callback_at=TOMORROW), None, False),
        (dossier(appel=Tag.OK, next_try_at=TOMORROW), None, False),
        (dossier(appel=Tag.KO), None, False),
        (dossier(), _tried("joint"), True),
        (dossier(), _tried("entrant"), True),
        (dossier(), _tried("entrant", callback_at=TOMORROW), False),
        (dossier(), _tried("rdv", callback_at=TOMORROW), False),
        (dossier(appel=Tag.OK), _tried("nrp"), False),
    ],
)
def test_a_client_was_talked_to_once_he_was_reached_and_no_other_call_is_due(
    before: Dossier, tried: Try | None, talked: bool
) -> None:
    assert is_talked(before, tried) is talked


def test_an_attempt_takes_the_place_of_what_was_planned() -> None:
    new = dossier_after(dossier(**WAITING), REACHED, _tried("joint"), SETTING)
    assert new == dossier(appel=Tag.OK, sms_mail=Tag.SANS_OBJET, appel_ok_on=CALL.date())
    later = dossier_after(dossier(**WAITING), Tags(appel=Tag.KO), _tried("nrp"), SETTING)
    assert later == dossier(appel=Tag.KO, next_try_at=datetime(2026, 11, 25, 14, 0))


def test_without_an_attempt_what_was_planned_stays() -> None:
    before = dossier(**WAITING)
    new = dossier_after(before, Tags(sms_mail=Tag.OK), None, SETTING)
    assert new == before._replace(sms_mail=Tag.OK)


@pytest.mark.parametrize(
    ("tried", "by", "at"),
    [
        (_tried("rdv", callback_at=TOMORROW, callback_agreed=True), "alice", CALL),
        (_tried("rdv", callback_at=TOMORROW), None, None),
        (_tried("joint", callback_agreed=True), None, None),
    ],
)
def test_who_noted_that_the_client_agreed_to_a_time_is_kept_with_it(
    tried: Try, by: str | None, at: datetime | None
) -> None:
    new = dossier_after(dossier(), REACHED, tried, SETTING)
    assert (new.callback_agreed_by, new.callback_agreed_at) == (by, at)


@pytest.mark.parametrize(
    ("tried", "closing", "reason"),
    [
        (_tried("hc", reason="Doublon", closing_reason="Le même que L2"),
         Closing.DOUBLON, "Le même que L2"),
        (_tried("hc", reason="Doublon"), Closing.DOUBLON, "Doublon"),
        (_tried("hc", reason="salarie"), None, None),  # its closing is chosen by hand
        (_tried("oppo"), Closing.OPPOSITION, "Opposition au démarchage"),
        (_tried("refus"), None, None),
    ],
)  # fmt: skip
def test_an_attempt_closes_the_dossier_in_the_words_typed_else_in_its_own(
    tried: Try, closing: Closing | None, reason: str | None
) -> None:
    new = dossier_after(dossier(), Tags(), tried, SETTING)
    assert (new.closing, new.closing_reason) == (closing, reason)


@pytest.mark.parametrize(
    ("counts", "again"), [(True, CALL.date() + timedelta(days=30)), (False, None)]
)
def test_only_an_attempt_that_counts_keeps_the_next_one_back(
    counts: bool, again: date | None
) -> None:
    contacts = Contacts((CALL.date(),) * 3)
    facts = CallFacts(dossier(), client(), None, (), contacts, (), (), (), (), ())
    effect = OutcomeEffect(None, None, counts)
    assert shut_after(facts, effect, TOMORROW.date(), SETTING) == again
