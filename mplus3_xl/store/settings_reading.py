"""Reading whom the settings are about, and adding what a manager sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.domain.model import Dossier
from mplus3_xl.store.changing import as_json, insert
from mplus3_xl.store.records import records

if TYPE_CHECKING:
    from datetime import datetime

    from mplus3_xl.services.records import SettingsVersion
    from mplus3_xl.store.asking import Asking, Changing

_BEARING = """
SELECT COUNT(*) FROM dossiers WHERE charge_clientele = :charge OR assigned_to = :charge
"""
_TO_CALL = """
SELECT DISTINCT client_id FROM dossiers WHERE closing IS NULL AND appel IS NULL ORDER BY client_id
"""
_NOT_REACHED = "WHERE closing IS NULL AND COALESCE(appel, '') <> 'OK'"
_CALLED_BACK = "WHERE closing IS NULL AND callback_at > :after"


class SettingsReading:
    """Reading whom the settings are about."""

    _asking: Asking

    def dossiers_bearing(self, charge: str) -> int:
        """Count the dossiers that Lagon or an assignment gives to a chargé."""
        ((count,),) = self._asking.rows(_BEARING, {"charge": charge})
        return int(count)

    def clients_to_call(self) -> list[int]:
        """Read the clients who have a dossier that is open and not called yet."""
        return [client_id for (client_id,) in self._asking.rows(_TO_CALL)]

    def dossiers_not_reached(self) -> list[Dossier]:
        """Read the open dossiers whose client was not reached, called already or not."""
        return records(self._asking, Dossier, "dossiers", _NOT_REACHED)

    def dossiers_called_back(self, after: datetime) -> list[Dossier]:
        """Read the open dossiers that have a callback after a moment."""
        return records(self._asking, Dossier, "dossiers", _CALLED_BACK, {"after": after})


class SettingsWriting:
    """Adding what a manager sets."""

    _changing: Changing

    def add_settings(self, made: SettingsVersion) -> None:
        """Add a version, for ever."""
        values = made._asdict() | {"content": as_json(made.content)}
        insert(self._changing, "settings_versions", values)
