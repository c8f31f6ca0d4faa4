"""What all objects of the engine share: how they refuse, and what they say of what is missing."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn

import xlwings as xw

from mplus3_xl.calc import bridge


class RefusedError(xw.XlwingsError):
    """Something that Excel refuses too: a locked cell, a name that does not exist, …"""


class LostError(xw.XlwingsError):
    """LibreOffice, or the workbook, has gone while it was spoken to."""


def missing(what: str) -> NoReturn:
    """Raise the error of everything that this engine does not do."""
    raise NotImplementedError(f"the engine over LibreOffice does not do this: {what}")


_SPECIAL = {"__call__", "__init__", "__iter__", "__len__"}


class Part:
    """An object that xlwings drives; each subclass has the members of its Excel counterpart.

    No exception of LibreOffice leaves a public member: they cannot cross a `with` of Python,
    which puts a traceback on what it lets through. They become `RefusedError` and `LostError`.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, member in list(vars(cls).items()):
            if isinstance(member, property):
                getter, setter = (f and translating(f) for f in (member.fget, member.fset))
                setattr(cls, name, property(getter, setter, None, member.__doc__))
            elif inspect.isfunction(member) and (name in _SPECIAL or not name.startswith("_")):
                setattr(cls, name, translating(member))

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


def translating(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, with its exceptions of LibreOffice made into ours."""

    @wraps(function)
    def translated(*args: object, **options: object) -> Any:
        try:
            return function(*args, **options)
        except bridge.error("uno.Exception") as error:  # of all that LibreOffice raises
            gone = isinstance(error, bridge.error("lang.DisposedException"))
            said = f"{type(error).__name__}: {getattr(error, 'Message', '')}"
        raise (LostError if gone else RefusedError)(said)

    return translated
