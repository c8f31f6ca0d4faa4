"""The engine as xlwings sees it, and the ways to put it to work."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import xlwings as xw

from mplus3_xl.calc.app import App
from mplus3_xl.calc.apps import Apps
from mplus3_xl.calc.part import Part
from mplus3_xl.calc.values import Cell, cleaned, prepared

NAME = "libreoffice"


class Engine(Part):
    """LibreOffice, standing where xlwings expects Excel."""

    __slots__ = ("apps", "name", "type")

    def __init__(self) -> None:
        self.name = NAME
        self.type = "desktop"
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: object) -> Cell:
        """A Python value as a cell takes it; what is not a value (None, NaN, NaT) is empty."""
        return prepared(value)

    @staticmethod
    def clean_value_data(
        data: Sequence[Sequence[Cell]],
        date: Callable[..., object],
        empty: object,
        number: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """What was read, as the options of the range want it."""
        return [[cleaned(value, date, empty, number, err_to_str) for value in row] for row in data]


def register() -> Engine:
    """Make this engine known to xlwings, once, and the active one."""
    if NAME not in [known.name for known in xw.engines]:
        xw.engines.add(xw.main.Engine(impl=Engine()))
    engine = xw.engines[NAME]
    engine.activate()
    made: Engine = engine.impl
    return made


def start(
    windowed: bool = False,
    profile: Path | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> xw.App:
    """Start a LibreOffice of our own and make it the active app; `app.quit()` ends it.

    `environment` is added to ours: what its macros start has it too.

    Raises `UserError` when LibreOffice or its Python module cannot be used.
    """
    return xw.App(impl=register().apps.start(windowed, profile, environment))


def attach(connection: str) -> xw.App:
    """Join the LibreOffice that listens on `connection`, and make it the active app."""
    return xw.App(impl=register().apps.join(App(register(), connection)))


def connection(app: xw.App) -> str:
    """Where another process can join the LibreOffice of `app`."""
    impl: App = app.impl
    return impl.connection
