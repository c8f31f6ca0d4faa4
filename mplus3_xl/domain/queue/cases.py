"""A dossier with what surrounds it, and whether there is something left to do (R12)."""

from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.contact.approach import Contacts
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import status
from mplus3_xl.domain.vocabulary import ClientType, Status, Tag


class ClientCard(NamedTuple):
    """What the queue shows of a client; `first_effect` is that of his oldest contract (R3).

    `zone` is his time zone, where it is not that of Paris.
    """

    number: str | None
    name: str
    client_type: ClientType | None
    phone: str | None
    email: str | None
    first_effect: date | None
    name_only: bool = False
    zone: str | None = None


class Case(NamedTuple):
    """A dossier with what surrounds it, before it is ranked.

    `first_held` is the effect date of its earliest contract, which an export may have corrected;
    `refused_on` the day on which the client refused the bilan.
    """

    dossier: Dossier
    client: ClientCard
    contracts: tuple[str, ...]
    families: tuple[str, ...]
    absent: bool
    probable_replacement: bool
    contacts: Contacts = Contacts()
    first_held: date | None = None
    refused_on: date | None = None

    @property
    def is_existing_client(self) -> bool:
        """Whether the client has an older contract than those of the dossier (R3)."""
        oldest, own = self.client.first_effect, self.first_held or self.dossier.effect_date
        return oldest is not None and oldest < own


def is_done(dossier: Dossier) -> bool:
    """Say whether nothing is left to do: finished, or closed without success."""
    return dossier.closing is not None or status(dossier) is Status.TERMINE


def owes_details(dossier: Dossier) -> bool:
    """Say whether "SMS/Mail coordonnées" is still to be sent, as the call is KO (D2)."""
    return dossier.closing is None and dossier.appel is Tag.KO and dossier.sms_mail is not Tag.OK
