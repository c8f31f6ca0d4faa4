"""What the services ask of the store; `mplus3_xl.store` answers.

Only a type checker needs these: the modules that the queue needs import them for it alone, so that
a click does not load them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

from mplus3_xl.services.ports.bilan import BilanWriting
from mplus3_xl.services.ports.call import CallWriting
from mplus3_xl.services.ports.doubles import DoublesWriting
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.journal import JournalWriting
from mplus3_xl.services.ports.lagon import LagonReading, LagonWriting
from mplus3_xl.services.ports.month import MonthReading, MonthWriting
from mplus3_xl.services.ports.privacy import PrivacyReading, PrivacyWriting
from mplus3_xl.services.ports.reglages import SettingsReading, SettingsWriting

if TYPE_CHECKING:
    from mplus3_xl.services.records import Fault, Kept, Record


class Reading(
    Glance,
    LagonReading,
    MonthReading,
    PrivacyReading,
    SettingsReading,
    Protocol,
):
    """What a unit of work can look up."""

    def next_id(self, table: str) -> int: ...
    def counts(self) -> Mapping[str, int]: ...
    def faults(self) -> list[Fault]: ...


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

    def add(self, table: str, record: Kept) -> None: ...
    def add_all(self, table: str, records: Sequence[Record]) -> None: ...
    def change(self, table: str, pairs: Iterable[tuple[Record, Record]]) -> None: ...
    def update(self, table: str, values: Iterable[tuple[int, Mapping[str, Any]]]) -> None: ...
    def remove(self, table: str, ids: Collection[int]) -> None: ...


class Store(Protocol):
    """Opens units of work; a `glance` is a reading that loads no more than it asks."""

    def glance(self) -> AbstractContextManager[Glance]: ...
    def read(self) -> AbstractContextManager[Reading]: ...
    def write(self) -> AbstractContextManager[Writing]: ...
