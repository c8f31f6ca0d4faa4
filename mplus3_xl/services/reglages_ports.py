"""What the settings ask of the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from mplus3_xl.domain.model import Dossier
    from mplus3_xl.services.records import SettingsVersion


class SettingsReading(Protocol):
    """What a unit of work can look up of the settings."""

    def settings_version(self, version: int | None = None) -> SettingsVersion | None:
        """Read a version, the last one by default."""
        ...

    def store_identity(self) -> str:
        """Read which store this is: its workbooks bear the same text."""
        ...

    def agency_names(self) -> list[str]:
        """List the names of the agencies that dossiers bear."""
        ...

    def dossiers_bearing(self, charge: str) -> int:
        """Count the dossiers that Lagon or an assignment gives to a chargé."""
        ...

    def clients_to_call(self) -> list[int]:
        """Read the clients who have a dossier that is open and not called yet."""
        ...

    def dossiers_not_reached(self) -> list[Dossier]:
        """Read the open dossiers whose client was not reached, called already or not."""
        ...

    def dossiers_called_back(self, after: datetime) -> list[Dossier]:
        """Read the open dossiers that have a callback after a moment."""
        ...


class SettingsWriting(Protocol):
    """What a unit of work can change of them."""

    def add_settings(self, made: SettingsVersion) -> None:
        """Add a version, for ever."""
        ...
