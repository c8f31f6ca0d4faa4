"""The rows of a month's report, one class a sheet. Amounts are whole cents."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ActeRow:
    """One acte. `counted` is 1, or 0 for one that a correction replaces: the months add it up."""

    id: int
    done_on: date
    agency: str
    charge: str
    author: str
    client_number: str
    client: str
    contracts: str
    contract_count: int
    families: str
    effect_date: date | None
    premium_cents: int
    reached_on: date | None
    in_window: int
    appel: str
    lagon: str
    bilan: str
    sms_mail: str
    attempts: int
    fields_changed: int
    fields_withheld: int
    pieces_missing: int
    opportunities: int
    actions: int
    note: str
    other_insurers: str
    no_action: str
    counted: int
    state: str
    corrects: int | None
    corrected_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One gap of the bilan, with the client's answer."""

    acte: int
    done_on: date
    agency: str
    charge: str
    client_number: str
    client: str
    family: str
    gap: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action decided in the call, as it stood when the acte was written."""

    acte: int
    agency: str
    client_number: str
    client: str
    kind: str
    object: str
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One field that the client gave otherwise than Lagon had it."""

    acte: int
    agency: str
    client_number: str
    client: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """What came after its month was frozen: a text corrected, or a whole acte."""

    acte: int
    month: str
    client_number: str
    client: str
    nature: str
    field: str
    before: str
    after: str
    reason: str
    author: str
    at: datetime
