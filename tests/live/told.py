"""A whole call told in a file that a chargé can read (`appels/*.toml`).

The words are those of the screen: labels, titles of columns, choices of lists; never a defined
name, never a cell. A text that is shown may be told in part: "Appel refusé…" is how it begins,
"…CNI…" what it holds. `told_clicks` does a call; what a step tells is done in the order of `Step`.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

FOLDER = Path(__file__).parent / "appels"
NUMBER = "N° de Contrat"
HELD = (
    "contrat", "dossier", "contrats", "statut", "tags", "cloture", "autres_dossiers", "essais",
    "comptes", "rappel", "prochain_essai", "actions", "reports", "actes", "contrats_acte",
)  # fmt: skip
"""What may be told of the store (`told_base.held`)."""

Told: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What the chargé thinks or says (`dit`), what happens, what he does, what then is.

    moment    time moves to it
    importe   a new export arrives: rows of contracts, or of clients (those without N° de Contrat)
    sur       the client whose row of the sheet File he selects
    saisit    what he types, by label
    champs    objective 1: the state of a field, or [state, new value]
    pieces    objective 2: the state of a piece, or [state, day], in each line of that piece
    bilan     true: he held the bilan of the client on its own sheet, and saved it
    repond    what he answers to the questions of the click: oui, non, or a text
    clic      the button that he presses
    message   words of the message of the sheet in front
    voit      what that sheet shows, by label; of a table, by the title of its sheet, all its rows
    base      what the store then holds (`HELD`); a table for each dossier
    """

    dit: str
    moment: datetime | None = None
    importe: Sequence[Told] = ()
    sur: str = ""
    saisit: Told = field(default_factory=dict)
    champs: Told = field(default_factory=dict)
    pieces: Told = field(default_factory=dict)
    bilan: bool = False
    repond: Sequence[str] = ()
    clic: str = ""
    message: str = ""
    voit: Told = field(default_factory=dict)
    base: Sequence[Told] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call: what it shows of the rules, when it begins and who makes it, on which exports."""

    titre: str
    pourquoi: str
    moment: datetime
    qui: str
    client: Sequence[Told]
    contrat: Sequence[Told]
    etape: Sequence[Step]


Made = TypeVar("Made", Step, Call)


def read(path: Path) -> Call:
    """Read a call. Raises ValueError for a key that is unknown or missing."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    steps = [
        _step(each, f"{path.name}, étape {at}") for at, each in enumerate(told.get("etape", ()), 1)
    ]
    return _made(Call, told | {"etape": steps}, path.name)


def _step(told: Told, where: str) -> Step:
    base = told.get("base", [])
    tables = [base] if isinstance(base, dict) else base
    for each in tables:
        _refuse_unknown(each, HELD, f"{where}, base")
    return _made(Step, {**told, "base": tables}, where)


def _made(kind: type[Made], told: Told, where: str) -> Made:
    _refuse_unknown(told, [each.name for each in fields(kind)], where)
    try:
        return kind(**told)
    except TypeError as error:
        raise ValueError(f"{where} : {error}") from error


def _refuse_unknown(told: Told, known: Collection[str], where: str) -> None:
    if unknown := sorted(told.keys() - set(known)):
        raise ValueError(f"{where} : clés inconnues : {', '.join(unknown)}")


def said(value: object) -> str:
    """Return a value as a person reads it: `17/11/2026`, `17/11/2026 10:30`, `14:30`, `1`."""
    match value:
        case None:
            return ""
        case datetime() if value.time() != time.min:
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return f"{value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)


def fits(told: object, there: object) -> bool:
    """Say whether what is there is as told; what is not told of it does not matter."""
    if isinstance(told, Mapping) and isinstance(there, Mapping):
        return all(fits(value, there.get(key)) for key, value in told.items())
    if isinstance(told, list) and isinstance(there, list):
        return len(told) == len(there) and all(map(fits, told, there))
    pattern = ".*".join(map(re.escape, said(told).split("…")))
    return re.fullmatch(pattern, said(there), re.DOTALL | re.IGNORECASE) is not None
