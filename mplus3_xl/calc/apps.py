"""The LibreOffices that run."""

import atexit
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from mplus3_xl.calc.app import App
from mplus3_xl.calc.part import Part, missing

if TYPE_CHECKING:
    from mplus3_xl.calc.engine import Engine


class Apps(Part):
    """The LibreOffices that this Python started or joined; the first is the active one."""

    __slots__ = ("_apps", "engine")

    def __init__(self, engine: "Engine") -> None:
        self.engine = engine
        self._apps: list[App] = []

    def add(
        self, spec: str | None = None, add_book: bool | None = None, visible: bool | None = None
    ) -> "App":
        """Start a LibreOffice, with a window unless `visible` is False."""
        if spec is not None:
            missing("App(spec=…)")
        app = self.start(windowed=visible is not False)
        if add_book:
            app.books.add()
        return app

    def start(
        self,
        windowed: bool,
        profile: Path | None = None,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> "App":
        """Start a LibreOffice that ends with this Python, unless a person sees it."""
        from mplus3_xl.calc import office  # a click only joins one that runs

        process = office.start(windowed, profile, environment)
        if not windowed:
            atexit.register(process.end)
        return self.join(App(self.engine, process.connection, process))

    def join(self, app: "App") -> "App":
        """Make `app` the active one."""
        self._apps.insert(0, app)
        return app

    def raise_to_front(self, app: "App") -> None:
        """Make an app that is known the active one."""
        self.forget(app)
        self.join(app)

    def forget(self, app: "App") -> None:
        """Take out an app that has ended."""
        if app in self._apps:
            self._apps.remove(app)

    def keys(self) -> list[int]:
        """The ids under which the apps are found."""
        return [app.pid for app in self._apps]

    def cleanup(self) -> None:
        """Forget the apps whose process has ended."""
        self._apps = [app for app in self._apps if app.running]

    def __iter__(self) -> Iterator["App"]:
        return iter(self._apps)

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> "App":
        for app in self._apps:
            if app.pid == pid:
                return app
        raise KeyError(pid)
