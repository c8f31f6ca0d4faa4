"""The folder one works in, and what its `mplus3.toml` sets.

The file is optional, written by hand or by the program, which keeps its comments.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any, NamedTuple

import tomli

from mplus3_xl.errors import said_by
from mplus3_xl.file_address import file_at, url_of
from mplus3_xl.settings_shape import (
    MALFORMED,
    address_in,
    check_agencies,
    check_columns,
    frozen_in,
    unreadable,
)
from mplus3_xl.whole_files import put_whole

FILE = "mplus3.toml"
STORE = "mplus3.sqlite"
FOLDER_VARIABLE = "MPLUS3_ESPACE"
STORE_VARIABLE = "MPLUS3_BASE"


class Settings(NamedTuple):
    """What a folder sets.

    `frozen_day` is the day a demo lives in, `frozen_time` its hour; `agencies` replace
    those of the rule table; `columns` are the headers that a person named: kind of export, column
    code, header. `own_address` is that of the store that its file names.
    """

    folder: Path
    store_address: str | None = None
    frozen_day: date | None = None
    frozen_time: time = time.min
    agencies: tuple[Mapping[str, Any], ...] = ()
    columns: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    own_address: str | None = None


def folder_of(asked: Path | None) -> Path:
    """Return the folder to work in.

    The one asked for, else `MPLUS3_ESPACE`, else the current one if it holds `mplus3.toml`, else
    the user's data folder.
    """
    named = unquoted(str(asked or os.environ.get(FOLDER_VARIABLE) or ""))
    if named:
        return Path(os.path.expanduser(named))  # noqa: PTH111 (its own refuses a « ~ » of nobody)
    if Path(FILE).is_file():
        return Path.cwd()
    from platformdirs import user_data_path

    return user_data_path("MPlus3", appauthor=False)


def unquoted(typed: str) -> str:
    """Take off quotes: Windows keeps those of `set X="…"`, and one after a last backslash."""
    return typed.strip('"')


def space_beside(book: Path) -> Path | None:
    """Return the folder of the workbook `book` if it is a space; None if it is not.

    It comes before `MPLUS3_ESPACE`: an Excel keeps that of the first workbook it was opened for,
    whatever it opens next (a demo beside the real one).
    """
    folder = book.parent
    is_space = (folder / FILE).is_file() or (folder / STORE).is_file()
    return folder if is_space else None


def load(folder: Path, store_address: str | None = None) -> Settings:
    """Read the folder's settings; a folder without a file has the defaults. Raises UserError.

    The store is the one asked for, else that of `MPLUS3_BASE`, else that of the file; but for a
    demo, which never touches a real store.
    """
    address = store_address or unquoted(os.environ.get(STORE_VARIABLE) or "") or None
    try:
        found = _settings(folder, address, content_of(folder))
        return found if found.frozen_day is None else found._replace(store_address=store_address)
    except MALFORMED as error:
        raise unreadable(folder / FILE, error) from error


def content_of(folder: Path) -> dict[str, Any]:
    """Return all that the folder's file holds, nothing without a file. Raises of `MALFORMED`."""
    path = folder / FILE
    return tomli.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}


def _settings(folder: Path, address: str | None, content: Mapping[str, Any]) -> Settings:
    frozen, hour = frozen_in(content.get("demo", {}))
    agencies = content.get("agence", [])
    check_agencies(agencies)
    columns = content.get("colonnes", {})
    check_columns(columns)
    own = _store_address(folder, content.get("base", {}))
    return Settings(folder, address or own, frozen, hour, tuple(agencies), columns, own)


def _store_address(folder: Path, store: Mapping[str, Any]) -> str | None:
    """Return the address that a folder's file names."""
    address = address_in(store)
    return placed(address, folder) if address else None


def placed(address: str, folder: Path) -> str:
    """Return the address of a store; a file without a folder of its own stands in `folder`."""
    path = file_at(address)
    return url_of(folder.absolute() / path) if path else address


def remember_columns(folder: Path, columns: Mapping[str, Mapping[str, str]]) -> None:
    """Add named headers to the folder's file, keeping the rest of it as it is written."""
    if not any(columns.values()):
        return
    import tomlkit

    path = folder / FILE
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    document = tomlkit.parse(text)
    kinds = document.setdefault("colonnes", tomlkit.table(is_super_table=True))
    for kind, headers in columns.items():
        if headers:
            kinds.setdefault(kind, {}).update(headers)
    put_whole(path, tomlkit.dumps(document).encode())


def freeze_day(
    folder: Path, day: date, hour: time, agencies: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Write a demo's file: its moment stands still, so that there is always somebody to call."""
    import tomlkit

    text = (
        "# Espace de démonstration : le jour et l’heure sont figés, pour que la file ne soit\n"
        "# jamais vide et que l’on puisse toujours appeler.\n"
        f"[demo]\njour = {day.isoformat()}\nheure = {hour.isoformat()}\n\n"
    )
    text += tomlkit.dumps({"agence": list(agencies)} if agencies else {})
    put_whole(folder / FILE, text.encode())


def trouble_writing(folder: Path) -> str | None:
    """Try to write in the folder, made if it is missing; return what the system says against it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return said_by(error)


def own_store(folder: Path) -> str:
    """Return the address of the folder's own store, whatever `MPLUS3_BASE` says."""
    return url_of(folder / STORE)
