"""What the services ask of the store; `mplus3_xl.store` answers.

Only a type checker needs these: the modules that the queue needs import them for it alone, so that
a click does not load them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from mplus3_xl.services.bilan_ports import BilanReading, BilanWriting
from mplus3_xl.services.call_ports import CallReading, CallWriting
from mplus3_xl.services.doubles_ports import DoublesReading, DoublesWriting
from mplus3_xl.services.journal_ports import JournalReading, JournalWriting
from mplus3_xl.services.lagon_ports import LagonReading, LagonWriting
from mplus3_xl.services.month_ports import MonthReading, MonthWriting
from mplus3_xl.services.privacy_ports import PrivacyReading, PrivacyWriting
from mplus3_xl.services.reglages_ports import SettingsReading, SettingsWriting

if TYPE_CHECKING:
    from mplus3_xl.domain.cases import Case
    from mplus3_xl.domain.client_search import Wanted
    from mplus3_xl.domain.model import Client
    from mplus3_xl.services.records import Attention, Fault, Kept, QueueFilter, Record, User


class Reading(
    LagonReading,
    CallReading,
    BilanReading,
    MonthReading,
    PrivacyReading,
    SettingsReading,
    DoublesReading,
    JournalReading,
    Protocol,
):
    """What a unit of work can look up."""

    def next_id(self, table: str) -> int:
        """Return the first id of a table that no row ever had; a writer keeps it to itself."""
        ...

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue; attempts are counted from the day `since`."""
        ...

    def attention(self, today: date) -> Attention:
        """Count what a person should look at."""
        ...

    def clients_wanted(self, wanted: Wanted, limit: int) -> list[Client]:
        """Find clients by name, phone or number, in the order of their names."""
        ...

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites."""
        ...

    def charge_names(self) -> list[str]:
        """List the names of the account managers met, whatever the size of the store."""
        ...

    def user(self, login: str) -> User | None:
        """Find who bears a login."""
        ...

    def users(self) -> list[User]:
        """Read all the users, by login."""
        ...

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        ...

    def faults(self) -> list[Fault]:
        """Find what is inconsistent in the store; nothing if it is sound."""
        ...


class Writing(
    Reading,
    LagonWriting,
    CallWriting,
    BilanWriting,
    MonthWriting,
    PrivacyWriting,
    SettingsWriting,
    DoublesWriting,
    JournalWriting,
    Protocol,
):
    """What a unit of work can change; nothing holds before its end."""

    def add(self, table: str, record: Kept) -> None:
        """Add a row to a table."""
        ...

    def change(self, table: str, pairs: Iterable[tuple[Record, Record]]) -> None:
        """Change rows from what they were to what they will be: only the columns that differ."""
        ...

    def update(self, table: str, values: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        """Change the named columns of rows, by id."""
        ...

    def remove(self, table: str, ids: Collection[int]) -> None:
        """Remove rows, by id."""
        ...

    def add_user(self, user: User) -> None:
        """Add a user."""
        ...


class Store(Protocol):
    """Opens units of work."""

    def read(self) -> AbstractContextManager[Reading]:
        """Open one that only reads, on one consistent state."""
        ...

    def write(self) -> AbstractContextManager[Writing]:
        """Open one that writes everything or nothing."""
        ...
