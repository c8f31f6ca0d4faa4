"""What the bilan and its actions ask of the store."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.domain.contact.calls import Action
    from mplus3_xl.services.records import Draft


class BilanReading(Protocol):
    """What a unit of work can look up of bilans and actions."""

    def kept_bilan(self, client_id: int) -> KeptBilan | None: ...
    def kept_bilans(self) -> list[KeptBilan]: ...
    def bilan_drafts(self, client_id: int) -> list[Draft]: ...
    def action(self, action_id: int) -> Action | None: ...
    def open_actions(self) -> list[Action]: ...
    def actions_said_done(self, since: datetime) -> list[Action]: ...


class BilanWriting(Protocol):
    """What a unit of work can change of bilans."""

    def write_bilan(self, kept: KeptBilan) -> None: ...
    def keep_bilan_draft(self, client_id: int, draft: Draft) -> None: ...
    def drop_bilan_draft(self, client_id: int, author: str) -> None: ...
