"""What reading the journal aloud asks of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from mplus3_xl.services.records import JournalLine


class About(NamedTuple):
    """What a line of the journal is about: whose it is, and what tells it from others of its kind.

    `name` is the number of a contract, the moment of an attempt, the object of an action, the code
    of a field to report, or a login; none for the others. `kind` is the code of an action's.
    """

    client_id: int | None = None
    name: str | datetime | None = None
    kind: str | None = None


class JournalReading(Protocol):
    """What a unit of work can look up for the journal."""

    def told_about(self, lines: Collection[JournalLine]) -> dict[int, About]:
        """Find what lines are about, by their id; what is gone is found by the save they are of."""
        ...
