"""Reading which store it is, who works here, and what a manager set."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mplus3_xl.services.records import SettingsVersion, User
from mplus3_xl.store.conditions import rows_by
from mplus3_xl.store.tables.seats import settings_versions, store_identity, users


class SeatsReading:
    """Reading what every seat asks first."""

    _connection: Connection

    def settings_version(self, version: int | None = None) -> SettingsVersion | None:
        """Read a version, the last one by default."""
        query = _last_settings() if version is None else rows_by(settings_versions.c.version)
        row = self._connection.execute(query, {"value": version}).first()
        if row is None:
            return None
        return SettingsVersion(row.version, row.at, row.author, json.loads(row.content))

    def settings_before(self, version: int) -> SettingsVersion | None:
        """Read the version before one; a restore skips some."""
        earlier = select(func.max(settings_versions.c.version))
        query = earlier.where(settings_versions.c.version < version)
        return self.settings_version(self._connection.scalar(query) or 0)

    def store_identity(self) -> str:
        """Read which store this is: its workbooks bear the same text."""
        return str(self._connection.execute(select(store_identity.c.id)).scalar_one())

    def user(self, login: str) -> User | None:
        """Find who bears a login."""
        row = self._connection.execute(rows_by(users.c.login), {"value": login}).first()
        return None if row is None else User(*row)

    def users(self) -> list[User]:
        """Read all the users, by login."""
        return [User(*row) for row in self._connection.execute(select(users).order_by("login"))]


@cache
def _last_settings() -> Select[Any]:
    return select(settings_versions).order_by(settings_versions.c.version.desc()).limit(1)
