"""The folder one works in, and what its `mplus3.toml` sets.

The file is optional, written by hand or by the program, which keeps its comments.
"""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType
from typing import Any, NamedTuple

import tomli

from mplus3_xl.errors import UserError, said_by
from mplus3_xl.whole_files import put_whole

FILE = "mplus3.toml"
STORE = "mplus3.sqlite"
FOLDER_VARIABLE = "MPLUS3_ESPACE"
STORE_VARIABLE = "MPLUS3_BASE"
AGENCY_LISTS, AGENCY_TEXTS = ("alias", "codes"), ("nom", "telephone", "email", "assureur")
"""The keys of an `[[agence]]` that hold lists of texts, and those that hold a text."""
_SQLITE = "sqlite:///"


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
        return Path(named).expanduser()
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
        raise unreadable(folder, error) from error


def content_of(folder: Path) -> dict[str, Any]:
    """Return all that the folder's file holds, nothing without a file. Raises of `MALFORMED`."""
    path = folder / FILE
    return tomli.loads(path.read_text(encoding="utf-8-sig")) if path.is_file() else {}


class _ShapeError(Exception):
    """A value of the wrong shape, in French."""


_FORM = (
    "une section n’a pas sa forme : [base], [demo], [colonnes.contrats] et [colonnes.clients] sont "
    "des sections, [[agence]] en est une par agence, et [agence.horaires] porte des lignes comme "
    '1 = ["09:00-12:30"], de 1 (lundi) à 7 (dimanche), chaque plage finissant après son début'
)
# What a settings file of the wrong shape makes of its readers.
MALFORMED = (
    _ShapeError,
    tomli.TOMLDecodeError,
    UnicodeDecodeError,
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
)


def unreadable(folder: Path, error: Exception) -> UserError:
    """Return the refusal of a settings file that cannot be read."""
    return UserError(
        "reglages_illisibles",
        f"Le fichier de réglages « {folder / FILE} » n’est pas lisible ({_said(error)}).",
        "Corrigez ce qui est indiqué, ou renommez le fichier pour repartir des réglages d’origine.",
    )


def _said(error: Exception) -> str:
    """Return in French what is wrong: the readers of TOML, of text and of numbers say none."""
    if isinstance(error, _ShapeError):
        return str(error)
    if isinstance(error, tomli.TOMLDecodeError):
        return f"ligne {error.lineno} : ce n’est pas ainsi qu’un fichier TOML s’écrit"
    if isinstance(error, UnicodeDecodeError):
        return "il n’est pas enregistré en UTF-8"
    return _FORM


def _settings(folder: Path, address: str | None, content: Mapping[str, Any]) -> Settings:
    frozen, hour = _frozen(content.get("demo", {}))
    agencies = content.get("agence", [])
    _check_agencies(agencies)
    columns = content.get("colonnes", {})
    titles = [title for headers in columns.values() for title in headers.values()]
    if not all(isinstance(title, str) for title in titles):
        raise _ShapeError('[colonnes.contrats] et [colonnes.clients] portent : champ = "EN-TÊTE"')
    own = _store_address(folder, content.get("base", {}))
    return Settings(folder, address or own, frozen, hour, tuple(agencies), columns, own)


def _check_agencies(agencies: Sequence[Any]) -> None:
    if not all(isinstance(each, dict) and each.get("nom") for each in agencies):
        raise _ShapeError("chaque [[agence]] a besoin d’un nom")
    if not all(isinstance(each.get(key, ""), str) for each in agencies for key in AGENCY_TEXTS):
        raise _ShapeError('nom, telephone, email et assureur d’une [[agence]] sont entre " "')
    if not all(_is_list_of_texts(each.get(key, [])) for each in agencies for key in AGENCY_LISTS):
        raise _ShapeError('alias et codes d’une [[agence]] sont des listes, comme ["Kennedy"]')


def _is_list_of_texts(held: object) -> bool:
    return isinstance(held, list) and all(isinstance(each, str) for each in held)


def _store_address(folder: Path, store: Mapping[str, Any]) -> str | None:
    """Return the address that a folder's file names."""
    address = store.get("adresse")
    if address is not None and not isinstance(address, str):
        raise _ShapeError(
            'base.adresse est un texte, comme "postgresql://utilisateur@serveur/mplus3"'
        )
    return placed(address, folder) if address else None


def placed(address: str, folder: Path) -> str:
    """Return the address of a store; a file without a folder of its own stands in `folder`."""
    if not address.startswith(_SQLITE):
        return address
    return f"{_SQLITE}{(folder.absolute() / address.removeprefix(_SQLITE)).as_posix()}"


def _frozen(demo: Mapping[str, Any]) -> tuple[date | None, time]:
    day, hour = demo.get("jour"), demo.get("heure", time.min)
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise _ShapeError(f"demo.jour = {day} : une date AAAA-MM-JJ est attendue")
    if not isinstance(hour, time):
        raise _ShapeError(f"demo.heure = {hour} : une heure HH:MM:SS est attendue")
    return day, hour


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
            kinds.setdefault(kind, tomlkit.table()).update(headers)
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
    return f"{_SQLITE}{(folder / STORE).as_posix()}"
