"""The only module that touches UNO, LibreOffice's own interface.

UNO carries no types: what lives in LibreOffice is a `Uno`, and `Any` goes no further than that.
"""

import builtins
import importlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from mplus3_xl.errors import UserError

Uno: TypeAlias = Any
"""An object, a structure or an enumeration value that lives in LibreOffice."""

_DEBIAN = "/usr/lib/python3/dist-packages"
_PROGRAMS = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def program() -> Path:
    """The soffice program. Raises `UserError` when LibreOffice is not installed."""
    found = shutil.which("soffice") or next((p for p in _PROGRAMS if Path(p).exists()), None)
    if found is None:
        raise UserError(
            "libreoffice_absent",
            "LibreOffice n’est pas installé sur ce poste (programme « soffice » introuvable).",
            "Installez LibreOffice Calc (sous Debian : apt-get install libreoffice-calc).",
        )
    return Path(found).resolve()


@cache
def _uno() -> Uno:
    """The `uno` module, which comes with LibreOffice and fits one version of Python."""
    importer = builtins.__import__
    with _also_on_path(_DEBIAN, str(program().parent)):
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            running = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise UserError(
                "uno_unusable",
                f"Python {running} ne peut pas charger le module « uno » de LibreOffice ({error}).",
                "Ce module ne fonctionne qu’avec la version de Python pour laquelle il a été "
                "construit : sous Debian, installez python3-uno et lancez mplus3 avec la même "
                "version que /usr/bin/python3.",
            ) from error
        finally:
            builtins.__import__ = importer  # uno replaces it to let com.sun.star be imported


@contextmanager
def _also_on_path(*folders: str) -> Iterator[None]:
    before = list(sys.path)
    sys.path.extend(folders)  # at the end, and not for longer: they hold other packages too
    try:
        yield
    finally:
        sys.path[:] = before


_TRIES = 5
"""How often a connection is asked for: 1 in 100 is dropped when two processes join at once."""


def connect(connection: str) -> Uno:
    """The component context of the soffice that listens on `connection` ("pipe,name=…").

    Raises `error("connection.NoConnectException")` when nothing listens there,
    `error("lang.DisposedException")` when the soffice ends while it answers.
    """
    for _ in range(_TRIES - 1):
        with suppress(error("lang.DisposedException")):
            return _joined(connection)
    return _joined(connection)


def _joined(connection: str) -> Uno:
    local = _uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    context = resolver.resolve(f"uno:{connection};urp;StarOffice.ComponentContext")
    _ = context.ServiceManager  # a connection dropped at once is known at its first call
    return context


def leave() -> None:
    """Leave whatever was joined: a process that ends while a bridge still works may crash."""
    local = _uno().getComponentContext()
    bridges = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.BridgeFactory", local
    )
    for bridge in bridges.getExistingBridges():
        bridge.dispose()


def struct(name: str, **fields: Uno) -> Uno:
    """A structure of com.sun.star with its fields set."""
    made = _uno().createUnoStruct(f"com.sun.star.{name}")
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def enum(name: str, value: str) -> Uno:
    """A value of an enumeration of com.sun.star."""
    return _uno().Enum(f"com.sun.star.{name}", value)


def constant(name: str) -> int:
    """A constant of com.sun.star."""
    return int(_uno().getConstantByName(f"com.sun.star.{name}"))


def properties(**values: Uno) -> tuple[Uno, ...]:
    """Named values, as the loaders and dispatchers of LibreOffice want them."""
    return tuple(struct("beans.PropertyValue", Name=k, Value=v) for k, v in values.items())


def error(name: str) -> type[Exception]:
    """An exception class of com.sun.star, to be caught."""
    raised: type[Exception] = _uno().getClass(f"com.sun.star.{name}")
    return raised


def url(path: Path) -> str:
    """The file as LibreOffice names it."""
    return str(_uno().systemPathToFileUrl(str(path.absolute())))


def path(name: str) -> str:
    """The file's path, from LibreOffice's name for it."""
    return str(_uno().fileUrlToSystemPath(name))
