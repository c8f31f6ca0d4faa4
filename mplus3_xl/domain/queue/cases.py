"""A dossier with what surrounds it, and whether there is something left to do (R12)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from mplus3_xl.domain.contact.approach import NOBODY_TRIED, Contacts
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.holder import holder
from mplus3_xl.domain.tags import Tags, status, tags_of
from mplus3_xl.domain.vocabulary import ClientType, Status, Tag
from mplus3_xl.domain.windows import Window


class ClientCard(NamedTuple):
    """What is shown of a client; `first_effect` is that of his oldest contract (R3).

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


class Profile(NamedTuple):
    """All of a dossier that its place and the permission to call hang on.

    Thousands of dossiers have few profiles. Its first fields are those of `Dossier`;
    `refused_on` is the day on which the client refused the bilan.
    """

    agency: str | None
    target: date
    window_start: date
    window_end: date
    earliest: date
    latest: date
    appel: Tag | None
    lagon: Tag | None
    bilan: Tag | None
    sms_mail: Tag | None
    callback_at: datetime | None
    next_try_at: datetime | None
    closing: str | None
    callback_agreed_at: datetime | None
    postponed_until: date | None
    postponed_reason: str | None
    client_type: ClientType | None
    zone: str | None
    contacts: Contacts
    refused_on: date | None

    @property
    def window(self) -> Window:
        """The dossier's window."""
        return Window(self.target, self.window_start, self.window_end, self.earliest, self.latest)

    @property
    def tags(self) -> Tags:
        """The dossier's four tags."""
        return tags_of(self.appel, self.lagon, self.bilan, self.sms_mail)


OF_DOSSIER = Profile._fields[: Profile._fields.index("client_type")]
"""The fields that a profile has of its dossier."""


class Case(NamedTuple):
    """A dossier with what surrounds it on a day, before it is ranked.

    Those whose profile is alike share it, where many are read. What follows is its own, as the
    row of the queue has it after its rank.
    """

    profile: Profile
    dossier: int
    client: str | None
    nom: str
    contrats: tuple[str, ...]
    familles: tuple[str, ...]
    date_effet: date
    client_existant: bool
    absent_dernier_export: bool
    remplacement_probable: bool
    telephone: str | None
    email: str | None
    nom_seul: bool
    charge: str | None
    affecte: bool
    titulaire: str | None
    affecte_jusquau: date | None


Cases: TypeAlias = Mapping[str, Sequence[Any]]
"""Thousands of cases, column by column: by the names of the fields of `Case`, in their order."""


def case_of(
    dossier: Dossier,
    client: ClientCard,
    contracts: tuple[str, ...],
    day: date,
    *,
    families: tuple[str, ...] = (),
    absent: bool = False,
    replacing: bool = False,
    contacts: Contacts = NOBODY_TRIED,
    first_held: date | None = None,
    refused_on: date | None = None,
) -> Case:
    """Return the case of one dossier on a day.

    `first_held` is the effect date of its earliest contract, which an export may have corrected.
    """
    of_dossier = (getattr(dossier, name) for name in OF_DOSSIER)
    return Case(
        Profile._make((*of_dossier, client.client_type, client.zone, contacts, refused_on)),
        dossier.id,
        client.number,
        client.name,
        contracts,
        families,
        dossier.effect_date,
        is_older(client.first_effect, first_held or dossier.effect_date),
        absent,
        replacing,
        client.phone,
        client.email,
        client.name_only,
        *holder(dossier.charge_clientele, dossier.assigned_to, dossier.assigned_until, day),
    )


def is_older(first_effect: date | None, own: date) -> bool:
    """Say whether the client's oldest contract is older than those of his dossier (R3)."""
    return first_effect is not None and first_effect < own


def is_done(dossier: Dossier | Profile) -> bool:
    """Say whether nothing is left to do: finished, or closed without success."""
    return dossier.closing is not None or status(dossier) is Status.TERMINE


def owes_details(dossier: Dossier | Profile) -> bool:
    """Say whether "SMS/Mail coordonnées" is still to be sent, as the call is KO (D2)."""
    return dossier.closing is None and dossier.appel is Tag.KO and dossier.sms_mail is not Tag.OK
