"""What the hour is asked about the dossiers of a profile, on a day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.contact.approach import Approach
from mplus3_xl.domain.contact.client_places import site_for
from mplus3_xl.domain.queue.cases import Profile, is_done, owes_details
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


def asked_of(profile: Profile, agencies: Mapping[str, Agency], day: date) -> Asked:
    """Return what is asked of a profile on a day; `agencies` maps a site's name to its hours."""
    until = waits_until(profile, day)
    return Asked(
        _approach_of(profile),
        site_for(agencies, profile.agency, profile.zone),
        profile.callback_at,
        profile.next_try_at,
        until,
        profile.postponed_reason if until else None,
        profile.closing,
        owes_details(profile),
    )


def _approach_of(profile: Profile) -> Approach:
    agreed_at = profile.callback_at if profile.callback_agreed_at else None
    return Approach(
        profile.client_type,
        profile.window,
        profile.appel,
        profile.contacts,
        agreed_at,
        done=is_done(profile),
        refused_on=profile.refused_on,
    )


def is_shown(asked: Asked, now: datetime) -> bool:
    """Say whether the queue shows such a dossier by default (R12)."""
    approach = asked.approach
    if approach.done:
        return False
    due = asked.callback_at is not None and asked.callback_at <= now
    under_way = approach.appel is Tag.OK  # reached, and something is left to do (R16)
    return due or under_way or approach.window.phase(now.date()) in PHASES_TO_CALL
