"""The shape of a folder's `mplus3.toml`, and what is said of a file that has another."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import tomli

from mplus3_xl.errors import ShapeError, UserError

AGENCY_LISTS, AGENCY_TEXTS = ("alias", "codes"), ("nom", "telephone", "email", "assureur")
"""The keys of an `[[agence]]` that hold lists of texts, and those that hold a text."""


_FORM = (
    "une section n’a pas sa forme : [base], [demo], [colonnes.contrats] et [colonnes.clients] sont "
    "des sections, [[agence]] en est une par agence, et [agence.horaires] porte des lignes comme "
    '1 = ["09:00-12:30"], de 1 (lundi) à 7 (dimanche)'
)
# What a settings file of the wrong shape makes of its readers.
MALFORMED = (
    tomli.TOMLDecodeError,
    UnicodeDecodeError,
    TypeError,
    ValueError,
    KeyError,
    AttributeError,
)


def unreadable(path: Path, error: Exception) -> UserError:
    """Return the refusal of a settings file that cannot be read."""
    return UserError(
        "reglages_illisibles",
        f"Le fichier de réglages « {path} » n’est pas lisible ({_said(error)}).",
        "Corrigez ce qui est indiqué, ou renommez le fichier pour repartir des réglages d’origine.",
    )


def _said(error: Exception) -> str:
    """Return in French what is wrong: the readers of TOML, of text and of numbers say none."""
    if isinstance(error, ShapeError):
        return str(error)
    if isinstance(error, tomli.TOMLDecodeError):
        return f"ligne {error.lineno} : ce n’est pas ainsi qu’un fichier TOML s’écrit"
    if isinstance(error, UnicodeDecodeError):
        return "il n’est pas enregistré en UTF-8"
    return _FORM


def check_agencies(agencies: Sequence[Any]) -> None:
    """Refuse agencies without a name, or whose values are no texts. Raises of `MALFORMED`."""
    if not all(isinstance(each, dict) and each.get("nom") for each in agencies):
        raise ShapeError("chaque [[agence]] a besoin d’un nom")
    if not all(isinstance(each.get(key, ""), str) for each in agencies for key in AGENCY_TEXTS):
        raise ShapeError('nom, telephone, email et assureur d’une [[agence]] sont entre " "')
    if not all(_is_list_of_texts(each.get(key, [])) for each in agencies for key in AGENCY_LISTS):
        raise ShapeError('alias et codes d’une [[agence]] sont des listes, comme ["Kennedy"]')


def _is_list_of_texts(held: object) -> bool:
    return isinstance(held, list) and all(isinstance(each, str) for each in held)


def check_columns(columns: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse headers that are no texts. Raises of `MALFORMED`."""
    titles = [title for headers in columns.values() for title in headers.values()]
    if not all(isinstance(title, str) for title in titles):
        raise ShapeError('[colonnes.contrats] et [colonnes.clients] portent : champ = "EN-TÊTE"')


def address_in(store: Mapping[str, Any]) -> str | None:
    """Return the address of `[base]`. Raises of `MALFORMED`."""
    address = store.get("adresse")
    if address is not None and not isinstance(address, str):
        raise ShapeError(
            'base.adresse est un texte, comme "postgresql://utilisateur@serveur/mplus3"'
        )
    return address


def frozen_in(demo: Mapping[str, Any]) -> tuple[date | None, time]:
    """Return the day and the hour of a demo. Raises of `MALFORMED`."""
    day, hour = demo.get("jour"), demo.get("heure", time.min)
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise ShapeError(f"demo.jour = {day} : une date AAAA-MM-JJ est attendue")
    if not isinstance(hour, time):
        raise ShapeError(f"demo.heure = {hour} : une heure HH:MM:SS est attendue")
    return day, hour
