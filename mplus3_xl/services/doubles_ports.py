"""What the services ask of the store about clients who are probably one and the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.aliases import Alias
    from mplus3_xl.domain.doubles import Double, Pair, Shared


class DoublesReading(Protocol):
    """What a unit of work can look up of doubles."""

    def sharing(self) -> list[tuple[Shared, set[int]]]:
        """Read the clients of each name, phone and e-mail that several of them have."""
        ...

    def said_apart(self) -> set[Pair]:
        """Read the pairs that somebody said not to be doubles."""
        ...

    def doubles_among(self, ids: Collection[int]) -> dict[int, Double]:
        """Read what helps to tell these clients apart, by id."""
        ...

    def aliases(self) -> list[Alias]:
        """Read what exports may still call the clients who were merged."""
        ...


class DoublesWriting(Protocol):
    """What a unit of work can change of doubles."""

    def add_apart(self, pairs: Iterable[Pair], author: str, at: datetime) -> None:
        """Keep that these pairs, of whom nobody said it yet, are not doubles."""
        ...

    def add_alias(self, alias: Alias) -> None:
        """Add an alias of a client."""
        ...

    def move_client(self, old_id: int, new_id: int) -> list[tuple[str, int]]:
        """Give another client all that names one, but for contracts, dossiers, entries and bilan.

        The actes stay as they are. Return what moved, by table and id.
        """
        ...

    def empty_client(self, client_id: int) -> None:
        """Remove what persons entered of a client, and his bilan."""
        ...
