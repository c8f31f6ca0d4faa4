"""What is known of a client whom somebody is about to call, and how often he may be tried (R15)."""

from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.contact.attempts import free_again
from mplus3_xl.domain.contact.consent import Consent
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.vocabulary import ClientType, Tag
from mplus3_xl.domain.windows import Window


class Called(NamedTuple):
    """Another client who was called at the same phone, and when: the household, the company."""

    name: str
    at: datetime


class Contacts(NamedTuple):
    """What the store knows of the contacts with a client, in every dossier and on both sites.

    `tried_on` are the days of the attempts counted in the period, in order, to this person and
    this phone. `wrong_number_on` is the day on which his number was found to be wrong, until it
    changes. `other` is the last of the others who were called at his phone in the period.
    """

    tried_on: tuple[date, ...] = ()
    opposed: bool = False
    active_contract: bool = True
    consent: Consent | None = None
    wrong_number_on: date | None = None
    other: Called | None = None

    @property
    def attempts(self) -> int:
        """How many attempts count."""
        return len(self.tried_on)


NOBODY_TRIED = Contacts()
"""What is known of nearly everybody."""


class Approach(NamedTuple):
    """What is known of a client whom somebody is about to call.

    `agreed_at` is the precise time agreed with the client. `reason` and `manager` allow a call too
    early or too late. `done`: the dossier is finished or closed. `refused_on`: the client refused
    the bilan that day.
    """

    client_type: ClientType | None
    window: Window
    appel: Tag | None
    contacts: Contacts
    agreed_at: datetime | None = None
    reason: str = ""
    manager: str = ""
    done: bool = False
    refused_on: date | None = None


def is_protected(client_type: ClientType | None, limits: Limits) -> bool:
    """Say whether the limits of a consumer apply (R15, §1.1)."""
    if client_type is ClientType.ENTREPRISE:
        return bool(limits["entreprise_memes_limites"])
    if client_type is ClientType.TNS:
        return bool(limits["tns_comme_conso"] or limits["entreprise_memes_limites"])
    return True


def shut_until(
    client_type: ClientType | None, contacts: Contacts, day: date, limits: Limits
) -> date | None:
    """Return when the attempts allow a call again, `None` if they do so on `day` (R15)."""
    if not contacts.tried_on or not is_protected(client_type, limits):
        return None
    return free_again(contacts.tried_on, day, limits)


def comes_too_late(appel: Tag | None, latest: date, day: date) -> bool:
    """Say whether a day is past the last one for a first contact; the next ones have none (D6)."""
    return appel is not Tag.OK and day > latest
