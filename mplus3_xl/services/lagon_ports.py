"""What the clients, the contracts and the dossiers that exports bring ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.model import Client, Contract, Dossier
    from mplus3_xl.services.records import Conflict, ImportedFile


class LagonReading(Protocol):
    """What a unit of work can look up of clients, contracts and dossiers."""

    def clients_by_id(self, ids: Collection[int]) -> dict[int, Client]:
        """Find clients by id."""
        ...

    def clients_by_number(self, numbers: Collection[str]) -> dict[str, Client]:
        """Find clients by their Lagon numbers."""
        ...

    def clients_by_name(self, folded_names: Collection[str]) -> list[Client]:
        """Find the clients of these folded names, on every site."""
        ...

    def contracts_by_key(self, keys: Collection[str]) -> dict[str, Contract]:
        """Find contracts by their keys."""
        ...

    def contracts_of(self, client_ids: Collection[int]) -> list[Contract]:
        """Read all the contracts of these clients."""
        ...

    def contracts_in(self, dossier_id: int) -> list[Contract]:
        """Read the contracts of a dossier, by effect date."""
        ...

    def client_numbers(self) -> set[str]:
        """Read the numbers of all clients, of those merged or opposed and then erased too."""
        ...

    def contract_numbers(self) -> set[str]:
        """Read the numbers of all contracts."""
        ...

    def numbers_in_scope(self, scope: str) -> dict[int, tuple[str, bool]]:
        """Read the contracts an export of this scope brought: id to (number, marked absent)."""
        ...

    def dossier(self, dossier_id: int) -> Dossier | None:
        """Find a dossier by id."""
        ...

    def dossiers_by_ids(self, ids: Collection[int]) -> dict[int, Dossier]:
        """Find dossiers by id."""
        ...

    def dossiers_by_client(self, client_ids: Collection[int]) -> dict[int, list[Dossier]]:
        """Read the dossiers of these clients, the latest effect date first."""
        ...

    def dossiers_of(self, client_ids: Collection[int]) -> list[tuple[Dossier, bool]]:
        """Read the dossiers of these clients; true: somebody worked on it (R4)."""
        ...

    def dossiers_past(self, day: date) -> list[tuple[Dossier, bool]]:
        """Read the open dossiers whose last day came before; true: somebody worked on it (R4)."""
        ...

    def manual_entries(self, client_ids: Collection[int]) -> dict[int, dict[str, str | None]]:
        """Read what persons entered, by client and field."""
        ...

    def conflicts_of(self, subject: str) -> list[Conflict]:
        """Read the differences of a kind of subject, the oldest first; a settled one is gone."""
        ...


class LagonWriting(Protocol):
    """What a unit of work can change of them."""

    def add_import(
        self, at: datetime, day: date, author: str, files: Iterable[ImportedFile]
    ) -> int:
        """Record an import; return its id."""
        ...

    def add_clients(self, clients: Sequence[Client]) -> None:
        """Add clients."""
        ...

    def add_contracts(self, contracts: Sequence[Contract]) -> None:
        """Add contracts."""
        ...

    def add_dossiers(self, dossiers: Sequence[Dossier]) -> None:
        """Add dossiers."""
        ...

    def delete_dossiers(self, ids: Collection[int]) -> None:
        """Remove dossiers that nobody worked on."""
        ...

    def add_conflicts(self, conflicts: Iterable[Conflict], import_id: int | None) -> None:
        """Keep differences to show, of an import or of a merge; a known one is not repeated."""
        ...

    def drop_conflicts(self, subject: str, agreed: Collection[tuple[int, str]]) -> None:
        """Remove the differences of these fields, by the id of the subject: there is none now."""
        ...

    def write_manual_entry(
        self, client_id: int, field: str, value: str | None, author: str, at: datetime
    ) -> None:
        """Set what a person entered of a client (R9); `None` leaves the field to the exports."""
        ...
