"""What the bilan and its actions ask of the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.domain.calls import Action
    from mplus3_xl.services.records import Draft


class BilanReading(Protocol):
    """What a unit of work can look up of bilans and actions."""

    def kept_bilan(self, client_id: int) -> KeptBilan | None:
        """Read the bilan of a client; `None` before the first."""
        ...

    def kept_bilans(self) -> list[KeptBilan]:
        """Read the bilans of all the clients that have one."""
        ...

    def bilan_drafts(self, client_id: int) -> list[Draft]:
        """Read what was typed of a client's bilan and not saved, one draft an author."""
        ...

    def action(self, action_id: int) -> Action | None:
        """Find an action by id."""
        ...

    def open_actions(self) -> list[Action]:
        """Read the actions not done, the first due first."""
        ...

    def actions_said_done(self, since: datetime) -> list[Action]:
        """Read the actions that somebody said were done since a moment, the first due first."""
        ...


class BilanWriting(Protocol):
    """What a unit of work can change of bilans."""

    def write_bilan(self, kept: KeptBilan) -> None:
        """Set the bilan of a client, whole."""
        ...

    def keep_bilan_draft(self, client_id: int, draft: Draft) -> None:
        """Keep what its author typed of a client's bilan and did not save yet."""
        ...

    def drop_bilan_draft(self, client_id: int, author: str) -> None:
        """Forget what an author typed of a client's bilan, once it is saved."""
        ...
