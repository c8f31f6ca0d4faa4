"""What the rights of a client over his data ask of the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.client.retention import Relation
    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.services.records import Erasure, FileErasure

Rows = Sequence[Mapping[str, Any]]


class PrivacyReading(Protocol):
    """What a unit of work can look up."""

    def held_about(self, client_id: int) -> dict[str, Rows]: ...
    def proved_by(self, number: str, phone: str | None) -> set[int]: ...
    def erasures(self) -> list[Erasure]: ...
    def file_erasures(self) -> list[FileErasure]: ...
    def imports_made(self) -> set[tuple[Any, ...]]: ...
    def relations(self) -> list[Relation]: ...


class PrivacyWriting(Protocol):
    """What a unit of work can change."""

    def erase(self, erasure: Erasure, actes: Collection[Acte], day: date) -> None: ...
    def drop_proofs(self, today: date) -> None: ...
    def forget_file_erasures(self) -> None: ...
    def end_file_erasures(self, client_ids: Collection[int]) -> None: ...
