"""Reading which store it is, who works here, and what a manager set."""

import json
from collections.abc import Sequence
from typing import Any

from mplus3_xl.services.records import SettingsVersion, User
from mplus3_xl.store.asking import Asking, day, moment

_SETTINGS = "SELECT version, at, author, content FROM settings_versions"
_USERS = f"SELECT {', '.join(User._fields)} FROM users"


class SeatsReading:
    """Reading what every seat asks first."""

    _asking: Asking

    def settings_version(self, version: int | None = None) -> SettingsVersion | None:
        """Read a version, the last one by default."""
        of_it = "ORDER BY version DESC LIMIT 1" if version is None else "WHERE version = :version"
        rows = self._asking.rows(f"{_SETTINGS} {of_it}", {"version": version})
        return next(map(_settings, rows), None)

    def settings_before(self, version: int) -> SettingsVersion | None:
        """Read the version before one; a restore skips some."""
        earlier = "SELECT MAX(version) FROM settings_versions WHERE version < :version"
        ((before,),) = self._asking.rows(earlier, {"version": version})
        return self.settings_version(before or 0)

    def store_identity(self) -> str:
        """Read which store this is: its workbooks bear the same text."""
        ((identity,),) = self._asking.rows("SELECT id FROM store_identity")
        return str(identity)

    def user(self, login: str) -> User | None:
        """Find who bears a login."""
        rows = self._asking.rows(f"{_USERS} WHERE login = :login", {"login": login})
        return next(map(_user, rows), None)

    def users(self) -> list[User]:
        """Read all the users, by login."""
        return [*map(_user, self._asking.rows(f"{_USERS} ORDER BY login"))]


def _settings(row: Sequence[Any]) -> SettingsVersion:
    version, at, author, content = row
    return SettingsVersion(version, moment(at), author, json.loads(content))


def _user(row: Sequence[Any]) -> User:
    user = User._make(row)
    return user._replace(manager=bool(user.manager), seen_on=day(user.seen_on))
