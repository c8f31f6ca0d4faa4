"""What the services and the store hand to each other, beside the trade's own values."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from mplus3_xl.domain.client.lagon_reports import LagonReport
    from mplus3_xl.domain.contact.calls import Action
    from mplus3_xl.domain.contact.consent import Consent, Opposition
    from mplus3_xl.domain.lagon.aliases import Alias
    from mplus3_xl.domain.model import Client, Contract, Dossier

Record: TypeAlias = "Client | Contract | Dossier"
Kept: TypeAlias = "Action | Alias | Consent | FileErasure | LagonReport | Opposition | User"


class Change(NamedTuple):
    """One line of the journal: what changed of what, old and new, as text."""

    subject: str
    subject_id: int
    field: str
    old: str | None
    new: str | None


class Conflict(NamedTuple):
    """A value that an import offered and did not get: a person's, or another site's, was kept."""

    subject: str
    subject_id: int
    field: str
    kept: str | None
    offered: str | None


class ImportedFile(NamedTuple):
    """The counts of one imported file; they add up to `read`."""

    name: str
    kind: str
    scope: str
    read: int
    created: int
    modified: int
    unchanged: int
    refused: int


class QueueFilter(NamedTuple):
    """Which dossiers the queue reads; `None` does not restrict."""

    agency: str | None = None
    charge_clientele: str | None = None
    everything: bool = False


class Attention(NamedTuple):
    """How much there is that a person should look at.

    Rows that the last import refused; differences that nobody settled; running contracts without a
    known family; contracts that the last export of their site did not list; actions not done, due
    before today and today.
    """

    refused: int
    conflicts: int
    unknown_families: int
    absent: int
    actions_late: int
    actions_today: int


class User(NamedTuple):
    """Who works here: a login, the account manager it stands for, and whether he is a manager.

    `named_by` is the login of whoever said so last, `None` as long as nobody did.
    """

    id: int
    login: str
    charge_clientele: str | None
    manager: bool
    seen_on: date
    named_by: str | None = None

    @property
    def to_confirm(self) -> bool:
        """Whether a manager has yet to look: nobody named the login, or only its own bearer."""
        return not self.manager and self.named_by in (None, self.login)


class Draft(NamedTuple):
    """What the form of a dossier held: texts by field, and the version they were typed on."""

    content: Mapping[str, str]
    author: str
    at: datetime
    version: int | None = None


class Save(NamedTuple):
    """One save of a dossier: `version` is the one it made, `undoes` the save it takes back.

    Those of one click on many dossiers have the same `batch`; it leaves their versions.
    """

    id: int
    form_id: str | None
    dossier_id: int
    version: int
    author: str
    at: datetime
    undoes: int | None = None
    batch: int | None = None


class JournalLine(NamedTuple):
    """One line of the journal, as it is read; `undo` says that it takes an earlier one back."""

    id: int
    at: datetime
    author: str
    subject: str
    subject_id: int
    field: str
    old: str | None
    new: str | None
    undo: bool


class SettingsVersion(NamedTuple):
    """One version of the settings, as it is kept; `content` holds texts, numbers, yes and no."""

    version: int
    at: datetime
    author: str
    content: dict[str, Any]


class FaultKind(Enum):
    """What may be inconsistent in a store."""

    FILE = "file"
    ORPHANS = "orphans"
    EMPTY_DOSSIER = "empty_dossier"


class Fault(NamedTuple):
    """One inconsistency: of the file, what is `said` of it; of rows whose owner is gone, their
    table and how many; of an open dossier without a contract, its client and its number.
    """

    kind: FaultKind
    said: str
    number: int = 0


class About(NamedTuple):
    """What a line of the journal is about: whose it is, and what tells it from others of its kind.

    `name` is the number of a contract, the moment of an attempt, the object of an action, the code
    of a field to report, or a login; none for the others. `kind` is the code of an action's.
    """

    client_id: int | None = None
    name: str | datetime | None = None
    kind: str | None = None


class Erasure(NamedTuple):
    """That a client was erased: when, by whom, for which cause (demande, conservation).

    `reason` is why it was done although contracts were running.
    """

    client_id: int
    at: datetime
    author: str
    cause: str
    reason: str | None


class FileErasure(NamedTuple):
    """A client erased from the store, who waits to be erased from the files beside it.

    The number and the folded name are those that a copy knows him by; both are empty once only
    free pages are left to clean.
    """

    client_id: int
    number: str | None
    folded_name: str | None
