"""What the program knows: clients, their contracts and the dossiers to call.

Amounts are whole cents; days are `date`, moments are Paris local `datetime` without zone. Texts
are kept as they were written. Named tuples, since an import makes a hundred thousand of them.
"""

from datetime import date, datetime
from typing import NamedTuple

from mplus3_xl.domain.tags import Tags, tags_of
from mplus3_xl.domain.vocabulary import ENDED_CONTRACTS, ClientType, ContractState, Movement, Tag
from mplus3_xl.domain.windows import Window

# Looked up once: a member of an enumeration costs ten times a name, a million times an import.
_AN, _EN_COURS = Movement.AN, ContractState.EN_COURS


class ContractDraft(NamedTuple):
    """One accepted row of a contract export, before anything is decided about it."""

    line: int
    number: str
    client_number: str | None
    client_name: str | None
    client_type: ClientType | None
    movement: Movement
    state: ContractState
    effect_date: date
    subscribed_on: date | None
    ended_on: date | None
    branch: str | None
    product: str | None
    formula: str | None
    premium_cents: int | None
    seller: str | None
    charge_clientele: str | None
    agency: str | None
    claims: int | None

    @property
    def key(self) -> str:
        """The contract's key (R1): an avenant repeats its contract's number."""
        if self.movement is _AN:
            return self.number
        return f"{self.number}|{self.movement}|{self.effect_date.isoformat()}"


class ClientDraft(NamedTuple):
    """One accepted row of a client export."""

    line: int
    number: str
    civility: str | None
    last_name: str | None
    first_name: str | None
    company: str | None
    client_type: ClientType | None
    address: str | None
    postal_code: str | None
    city: str | None
    phone: str | None
    email: str | None
    marital_status: str | None
    occupation: str | None
    siret: str | None
    naf: str | None
    activity: str | None
    revenue_cents: int | None
    headcount: int | None
    insurance_contact: str | None
    agency: str | None
    charge_clientele: str | None
    created_on: date | None


class Contract(NamedTuple):
    """A contract of the store. `scope` is the site code of the export that brought it."""

    id: int
    key: str
    client_id: int
    number: str
    client_name: str | None
    client_type: ClientType | None
    movement: Movement
    state: ContractState
    effect_date: date
    subscribed_on: date | None
    ended_on: date | None
    branch: str | None
    product: str | None
    family: str | None
    formula: str | None
    premium_cents: int | None
    seller: str | None
    charge_clientele: str | None
    agency: str | None
    claims: int | None
    scope: str
    absent_since: date | None
    probable_replacement: bool
    dossier_id: int | None
    import_id: int

    @property
    def eligible(self) -> bool:
        """Whether the contract calls for an M+3: a running affaire nouvelle (guide)."""
        return self.movement is _AN and self.state is _EN_COURS

    @property
    def ended(self) -> bool:
        """Whether the contract is over: terminated, or without effect from the first day."""
        return self.state in ENDED_CONTRACTS


class Client(NamedTuple):
    """A client of the store.

    `from_file` says that a client export named him; `seen_agency` is the site of the row that
    first named him; `first_effect` is the earliest effect date of all his contracts, the base of
    "client existant" (R3). The three `folded_` texts only serve to find probable doubles.
    """

    id: int
    number: str | None
    civility: str | None
    last_name: str | None
    first_name: str | None
    company: str | None
    client_type: ClientType | None
    address: str | None
    postal_code: str | None
    city: str | None
    phone: str | None
    email: str | None
    marital_status: str | None
    occupation: str | None
    siret: str | None
    naf: str | None
    activity: str | None
    revenue_cents: int | None
    headcount: int | None
    insurance_contact: str | None
    agency: str | None
    charge_clientele: str | None
    created_on: date | None
    from_file: bool
    name_only: bool
    seen_agency: str | None
    folded_name: str
    folded_phone: str | None
    folded_email: str | None
    first_effect: date | None
    import_id: int

    @property
    def name(self) -> str:
        """The name shown: the company's for a company, else the person's."""
        return display_name(self.client_type, self.last_name, self.first_name, self.company)


def display_name(
    client_type: ClientType | None,
    last_name: str | None,
    first_name: str | None,
    company: str | None,
) -> str:
    """Return the name to show, family name first as Lagon writes it."""
    both = last_name and first_name
    person = f"{last_name} {first_name}" if both else last_name or first_name or ""
    if company and (client_type is ClientType.ENTREPRISE or not person):
        return company
    return person


class Dossier(NamedTuple):
    """One call to make: a client, a group of contracts, a window, its tags.

    `appel_ok_on` is the day Appel became OK (R22). `callback_agreed_by` and `_at`: who noted, and
    when, that the client agreed to the precise time of `callback_at`. `joined_into` is the dossier
    that took its contracts over (R19). `calling_since`: a call was begun, its outcome is awaited.
    `assigned_to` is who was given the dossier, until the day `assigned_until`, included; then its
    own account manager has it again (`queue.assigning`). `postponed_until` is the day before which
    a manager said not to call, with his reason; an attempt ends it.
    """

    id: int
    client_id: int
    agency: str | None
    charge_clientele: str | None
    effect_date: date
    target: date
    window_start: date
    window_end: date
    earliest: date
    latest: date
    appel: Tag | None = None
    lagon: Tag | None = None
    bilan: Tag | None = None
    sms_mail: Tag | None = None
    callback_at: datetime | None = None
    next_try_at: datetime | None = None
    closing: str | None = None
    closed_on: date | None = None
    closed_by_program: bool = False
    version: int = 1
    appel_ok_on: date | None = None
    callback_agreed_by: str | None = None
    callback_agreed_at: datetime | None = None
    closing_reason: str | None = None
    joined_into: int | None = None
    calling_since: datetime | None = None
    calling_by: str | None = None
    assigned_to: str | None = None
    assigned_until: date | None = None
    postponed_until: date | None = None
    postponed_reason: str | None = None

    @property
    def window(self) -> Window:
        """The dossier's window."""
        return Window(self.target, self.window_start, self.window_end, self.earliest, self.latest)

    @property
    def tags(self) -> Tags:
        """The dossier's four tags."""
        return tags_of(self.appel, self.lagon, self.bilan, self.sms_mail)

    def tagged(self, tags: Tags, today: date) -> "Dossier":
        """Return the dossier with these tags, and the day Appel became OK (R22)."""
        reached = (self.appel_ok_on or today) if tags.appel is Tag.OK else None
        return self._replace(
            appel=tags.appel,
            lagon=tags.lagon,
            bilan=tags.bilan,
            sms_mail=tags.sms_mail,
            appel_ok_on=reached,
        )
