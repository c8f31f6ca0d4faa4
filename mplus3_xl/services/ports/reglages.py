"""What the settings ask of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from mplus3_xl.domain.model import Dossier
    from mplus3_xl.services.records import SettingsVersion


class SettingsReading(Protocol):
    """What a unit of work can look up of the settings."""

    def settings_before(self, version: int) -> SettingsVersion | None: ...
    def dossiers_bearing(self, charge: str) -> int: ...
    def clients_to_call(self) -> list[int]: ...
    def dossiers_not_reached(self) -> list[Dossier]: ...
    def dossiers_called_back(self, after: datetime) -> list[Dossier]: ...


class SettingsWriting(Protocol):
    """What a unit of work can change of them."""

    def add_settings(self, made: SettingsVersion) -> None: ...
