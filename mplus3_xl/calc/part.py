"""What all objects of the engine share: what is missing says so, in this one place."""

from typing import TYPE_CHECKING, NoReturn

import xlwings as xw


class RefusedError(xw.XlwingsError):
    """Something that Excel refuses too: a locked cell, a name that does not exist, …"""


def missing(what: str) -> NoReturn:
    """Raise the error of everything that this engine does not do."""
    raise NotImplementedError(f"the engine over LibreOffice does not do this: {what}")


class Part:
    """An object that xlwings drives; each subclass has the members of its Excel counterpart."""

    __slots__ = ()

    if not TYPE_CHECKING:  # else every misspelt member would pass the type check

        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("__"):
                raise AttributeError(name)  # Python itself asks whether a protocol is there
            missing(f"{type(self).__name__}.{name}")

        def __setattr__(self, name: str, value: object) -> None:
            try:
                super().__setattr__(name, value)
            except AttributeError:
                missing(f"{type(self).__name__}.{name} = …")
