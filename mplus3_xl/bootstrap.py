"""Choosing the real parts: one folder, one store, one day."""

import getpass
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mplus3_xl import clock, settings
from mplus3_xl.domain.agency.agencies import Agencies, Agency, agencies_of
from mplus3_xl.domain.contact.calling_hours import start_of_day
from mplus3_xl.domain.limits import Limits
from mplus3_xl.domain.queue.queue import Queue, QueueRow
from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.errors import UserError
from mplus3_xl.joining import Joining
from mplus3_xl.settings_shape import MALFORMED, unreadable

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from mplus3_xl.domain.reglages.versions import Reglages
    from mplus3_xl.services.importing.importing import Context
    from mplus3_xl.services.ports.store import Store
    from mplus3_xl.services.records import QueueFilter
    from mplus3_xl.store.unit_of_work import SqlStore


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder one works in, its own sites, and the moment the answers are for.

    `own_agencies` are in force as long as a manager set none. `now` is Paris local time; a day
    that was asked for begins at 00:00 (R14). In `one_click`, what joins the store is kept until
    `close`.
    """

    settings: settings.Settings
    own_agencies: Agencies
    now: datetime
    frozen: bool
    one_click: bool = False
    _read: "list[Reglages]" = field(init=False, default_factory=list, compare=False, repr=False)
    joining: Joining = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Say where the store is; nothing joins it before it is asked."""
        object.__setattr__(self, "joining", Joining(self.address, one_click=self.one_click))

    @property
    def folder(self) -> Path:
        """The folder itself."""
        return self.settings.folder

    @property
    def today(self) -> date:
        """The day the answers are for."""
        return self.now.date()

    @property
    def reglages(self) -> "Reglages":
        """What a manager set, read once; without a store, the rule tables. Raises UserError."""
        if not self._read:
            from mplus3_xl.domain.reglages.versions import Reglages
            from mplus3_xl.services.agency.reglages_kept import reglages_of

            store = self.joining.store()
            self._read.append(reglages_of(store) if store else Reglages())
        return self._read[0]

    @property
    def agencies(self) -> Agencies:
        """The sites in force. Raises UserError."""
        return self.agencies_under(self.reglages)

    @property
    def sites(self) -> dict[str, Agency]:
        """The sites in force, by name. Raises UserError."""
        return self.agencies.by_name()

    def agencies_under(self, reglages: "Reglages") -> Agencies:
        """Return the sites that are in force under these settings."""
        return Agencies(reglages.sites) if reglages.sites else self.own_agencies

    @property
    def limits(self) -> Limits:
        """The limits in force around a call."""
        return self.reglages.limits

    @property
    def copies(self) -> Path:
        """Where the store's copies go."""
        return self.folder / "sauvegardes"

    @property
    def address(self) -> str:
        """Where the store is: its SQLAlchemy URL, its password with it."""
        return self.settings.store_address or settings.own_store(self.folder)

    @property
    def identity(self) -> str | None:
        """Which store it is; `None` as long as there is none. Raises UserError."""
        store = self.joining.store()
        if store is None:
            return None
        with store.glance() as unit:
            return unit.store_identity()

    def engine(self) -> "Engine":
        """Open the store's engine; nothing is created. Raises UserError."""
        return self.joining.engine()

    def close(self) -> None:
        """Close what joins the store."""
        self.joining.close()

    def store(self, *, make: bool = False) -> "Store":
        """Open the store, whose schema is checked once; with `make`, a missing one is made.

        Raises UserError.
        """
        if make and not self.has_store():
            from mplus3_xl.store import migrating

            migrating.migrate(self.engine(), self.copies, clock.now())
        found = self.joining.store()
        if found is None:
            raise self.absent()
        return found

    def absent(self) -> UserError:
        """Return the refusal of a store that is not there."""
        from mplus3_xl.store import migrating

        return migrating.absent(self.engine(), self.folder, self.copies)

    def refuse_if_gone(self) -> None:
        """Refuse to begin another store where there was one, as its copies tell (UserError)."""
        if self.has_store():
            return
        from mplus3_xl.store.migrating import was_copied

        if was_copied(self.copies):
            raise self.absent()

    def has_store(self) -> bool:
        """Say whether the store was made."""
        return self.joining.is_made()

    def queue(
        self,
        agency: str | None = None,
        charge_clientele: str | None = None,
        phases: Collection[Phase] = (),
        *,
        everything: bool = False,
    ) -> list[QueueRow]:
        """Return the queue; a site may be named by an alias, a person whatever the accents."""
        from mplus3_xl.services.queue.queue import agency_named, charge_named
        from mplus3_xl.services.records import QueueFilter

        store = self.store()
        site = self.agencies.named(agency) if agency else None
        wanted = QueueFilter(
            agency=site.name if site else agency_named(store, agency) if agency else None,
            charge_clientele=charge_named(store, charge_clientele) if charge_clientele else None,
            everything=everything,
        )
        return [*self.queue_of(wanted, phases)]

    def queue_of(
        self, wanted: "QueueFilter | None" = None, phases: Collection[Phase] = ()
    ) -> Queue:
        """Return the queue of a site and a person as the store names them, by default of all."""
        from mplus3_xl.services.queue.queue import queue
        from mplus3_xl.services.records import QueueFilter

        chosen = wanted or QueueFilter()
        return queue(self.store(), self.sites, self.now, chosen, phases, self.limits)

    def context(self) -> "Context":
        """Say who imports, when, for which day, and at which sites."""
        from mplus3_xl.services.importing.importing import Context

        return Context(author(), local_now(), self.today, self.sites)


def open_workspace(
    folder: Path | None, store_address: str | None, day: date | None, *, one_click: bool = False
) -> Workspace:
    """Open the folder one works in. Raises UserError for settings that cannot be read."""
    found = settings.load(settings.folder_of(folder), store_address)
    try:
        sites = agencies_of(found.agencies)
    except MALFORMED as error:
        raise unreadable(found.folder / settings.FILE, error) from error
    return Workspace(
        settings=found,
        own_agencies=Agencies(sites) if sites else Agencies.default(),
        now=_moment(found, day),
        frozen=day is None and found.frozen_day is not None,
        one_click=one_click,
    )


def _moment(found: settings.Settings, day: date | None) -> datetime:
    if day is not None:
        return start_of_day(day)
    if found.frozen_day is not None:
        return datetime.combine(found.frozen_day, found.frozen_time)
    return local_now()


@contextmanager
def scratch_store() -> "Iterator[SqlStore]":
    """Make an empty store in memory, for what is only tried; it ends with the block."""
    from mplus3_xl.store import migrating
    from mplus3_xl.store.engine import open_engine
    from mplus3_xl.store.unit_of_work import SqlStore

    engine = open_engine("sqlite://")
    try:
        migrating.migrate(engine, Path(), clock.now())
        yield SqlStore(engine)
    finally:
        engine.dispose()


def local_now() -> datetime:
    """Return the present moment, Paris local time without zone, to the second."""
    return clock.now().replace(tzinfo=None, microsecond=0)


def author() -> str:
    """Return the login of whoever runs the program."""
    return getpass.getuser()


def shipped(name: str) -> Path:
    """Return a file or folder beside the package: as the wheel ships it, or as the sources have it.

    `workbook`, `vba_shims` or `CHANGELOG.md`.
    """
    package = Path(__file__).parent
    inside = package / "_shipped" / name
    return inside if inside.exists() else package.parent / name
