"""Reading whom the settings are about, and adding what a manager sets."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.services.records import SettingsVersion
from mplus3_xl.store.records import records_in
from mplus3_xl.store.tables.lagon import dossiers
from mplus3_xl.store.tables.seats import settings_versions


class SettingsReading:
    """Reading whom the settings are about."""

    _connection: Connection

    def dossiers_bearing(self, charge: str) -> int:
        """Count the dossiers that Lagon or an assignment gives to a chargé."""
        named = or_(dossiers.c.charge_clientele == charge, dossiers.c.assigned_to == charge)
        query = select(func.count()).select_from(dossiers).where(named)
        return self._connection.scalar(query) or 0

    def clients_to_call(self) -> list[int]:
        """Read the clients who have a dossier that is open and not called yet."""
        query = select(dossiers.c.client_id).distinct()
        query = query.where(dossiers.c.closing.is_(None), dossiers.c.appel.is_(None))
        return list(self._connection.scalars(query.order_by(dossiers.c.client_id)))

    def dossiers_not_reached(self) -> list[Dossier]:
        """Read the open dossiers whose client was not reached, called already or not."""
        waiting = or_(dossiers.c.appel.is_(None), dossiers.c.appel != Tag.OK.value)
        query = select(dossiers).where(dossiers.c.closing.is_(None), waiting)
        return records_in(Dossier, self._connection.execute(query))

    def dossiers_called_back(self, after: datetime) -> list[Dossier]:
        """Read the open dossiers that have a callback after a moment."""
        to_come = dossiers.c.closing.is_(None), dossiers.c.callback_at > after
        return records_in(Dossier, self._connection.execute(select(dossiers).where(*to_come)))


class SettingsWriting:
    """Adding what a manager sets."""

    _connection: Connection

    def add_settings(self, made: SettingsVersion) -> None:
        """Add a version, for ever."""
        content = json.dumps(made.content, ensure_ascii=False, sort_keys=True)
        values = {**made._asdict(), "content": content}
        self._connection.execute(insert(settings_versions).values(values))
