"""Reading which store it is, who works here, and what a manager set."""

from mplus3_xl.services.records import SettingsVersion, User
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.records import records


class SeatsReading:
    """Reading what every seat asks first."""

    _asking: Asking

    def settings_version(self, version: int | None = None) -> SettingsVersion | None:
        """Read a version, the last one by default."""
        of_it = "ORDER BY version DESC LIMIT 1" if version is None else "WHERE version = :version"
        asked = {"version": version}
        found = records(self._asking, SettingsVersion, "settings_versions", of_it, asked)
        return next(iter(found), None)

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
        found = records(self._asking, User, "users", "WHERE login = :login", {"login": login})
        return next(iter(found), None)

    def users(self) -> list[User]:
        """Read all the users, by login."""
        return records(self._asking, User, "users", "ORDER BY login")
