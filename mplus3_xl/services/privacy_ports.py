"""What the rights of a client over his data ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.actes import Acte
    from mplus3_xl.domain.privacy_retention import Relation
    from mplus3_xl.services.records import Erasure, FileErasure

Rows = Sequence[Mapping[str, Any]]


class PrivacyReading(Protocol):
    """What a unit of work can look up."""

    def held_about(self, client_id: int) -> dict[str, Rows]:
        """Read every row about a client, by table; columns by name."""
        ...

    def erasure_of(self, client_id: int) -> Erasure | None:
        """Find when a client was erased."""
        ...

    def proved_by(self, number: str, phone: str | None) -> set[int]:
        """Find the erased clients whose consent is still proved, by number or phone (E.164)."""
        ...

    def erasures(self) -> list[Erasure]:
        """Read who was erased, in order."""
        ...

    def file_erasures(self) -> list[FileErasure]:
        """Read who waits to be erased from the files, in order."""
        ...

    def relations(self) -> list[Relation]:
        """Read what binds each client who is not erased, by number."""
        ...


class PrivacyWriting(Protocol):
    """What a unit of work can change."""

    def erase(self, erasure: Erasure, actes: Collection[Acte], day: date) -> None:
        """Empty or replace all that names a client; `actes` are his, without names.

        The frozen months that hold one of them lose their files, and say that it was on `day`.
        """
        ...

    def drop_proofs(self, today: date) -> None:
        """Take away the consents of erased clients that no longer have to be proved."""
        ...

    def add_file_erasure(self, erased: FileErasure) -> None:
        """Write down that a client waits to be erased from the files."""
        ...

    def forget_file_erasures(self) -> None:
        """Empty the names of all who wait: only free pages are left to clean."""
        ...

    def end_file_erasures(self, client_ids: Collection[int]) -> None:
        """Say that nothing is left of these clients in any file."""
        ...
