"""What the hour is asked about a dossier in its situation, on a day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.approach import Approach
from mplus3_xl.domain.contact.client_places import site_for
from mplus3_xl.domain.queue.cases import Situation, is_done, owes_details
from mplus3_xl.domain.queue.postponing import waits_until
from mplus3_xl.domain.vocabulary import PHASES_TO_CALL, Tag


class Asked(NamedTuple):
    """The client, the site, what was agreed, planned or put off, why it is closed.

    `postponed_until` and its reason as long as it waits; `owes_details`: the SMS or mail of a call
    that is KO is still to be sent (D2).
    """

    approach: Approach
    site: Agency | None
    callback_at: datetime | None
    next_try_at: datetime | None
    postponed_until: date | None
    postponed_reason: str | None
    closing: str | None
    owes_details: bool


def asked_of(situation: Situation, agencies: Mapping[str, Agency], day: date) -> Asked:
    """Return what is asked of a situation on a day; `agencies` maps a site's name to its hours."""
    until = waits_until(situation, day)
    return Asked(
        _approach_of(situation),
        site_for(agencies, situation.agency, situation.zone),
        situation.callback_at,
        situation.next_try_at,
        until,
        situation.postponed_reason if until else None,
        situation.closing,
        owes_details(situation),
    )


def _approach_of(situation: Situation) -> Approach:
    agreed_at = situation.callback_at if situation.callback_agreed_at else None
    return Approach(
        situation.client_type,
        situation.window,
        situation.appel,
        situation.contacts,
        agreed_at,
        done=is_done(situation),
        refused_on=situation.refused_on,
    )


def is_shown(asked: Asked, now: datetime) -> bool:
    """Say whether the queue shows such a dossier by default (R12)."""
    approach = asked.approach
    if approach.done:
        return False
    due = asked.callback_at is not None and asked.callback_at <= now
    under_way = approach.appel is Tag.OK  # reached, and something is left to do (R16)
    return due or under_way or approach.window.phase(now.date()) in PHASES_TO_CALL
