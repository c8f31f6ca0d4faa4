"""What the services ask of the store about clients who are probably one and the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.doubles.doubles import Double, Pair
    from mplus3_xl.domain.queue.cases import ClientCard


class DoublesReading(Protocol):
    """What a unit of work can look up of doubles."""

    def doubles_among(self, ids: Collection[int]) -> dict[int, Double]: ...
    def cards_of(self, ids: Collection[int]) -> dict[int, ClientCard]: ...


class DoublesWriting(Protocol):
    """What a unit of work can change of doubles."""

    def add_apart(self, pairs: Iterable[Pair], author: str, at: datetime) -> None: ...
    def move_client(self, old_id: int, new_id: int) -> list[tuple[str, int]]: ...
    def empty_client(self, client_id: int) -> None: ...
