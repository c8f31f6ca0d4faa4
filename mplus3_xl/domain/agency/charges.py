"""Who is in service: the account managers that the dossiers name, and what a manager says of them.

A name of the dossiers is in service unless it is said not to be; one that no dossier bears yet is
added by writing it. A name that dossiers or users bear keeps its line: typing over it loses nobody.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mplus3_xl.domain.call_form import FormProblem, is_blank
from mplus3_xl.domain.text import fold, meant_by
from mplus3_xl.domain.yes_no import NO, YES, read_yes_no
from mplus3_xl.errors import UserError

CHARGE = "charges"
"""What the place of a problem begins with: then the line and the column, both from 0."""
NAME_MOST = 80  # characters


class ChargeLine(NamedTuple):
    """A line of the sheet: a name, "Oui" or "Non", or whatever was typed over the name `shown`."""

    name: object = None
    in_service: object = None
    shown: str | None = None


class Charge(NamedTuple):
    """An account manager: whether she is in service, and the agencies where she has dossiers."""

    name: str
    in_service: bool = True
    agencies: tuple[str, ...] = ()


def charge_list(
    met: Iterable[tuple[str | None, str]], others: Iterable[str], said: Mapping[str, bool]
) -> tuple[Charge, ...]:
    """Return everybody known, those in service first.

    `met` are the agencies and the names of the dossiers, `others` the names of the users, `said`
    what a manager said of them.
    """
    sites: dict[str, list[str]] = {name: [] for name in (*others, *said)}
    for agency, name in met:
        sites.setdefault(name, []).extend(filter(None, [agency]))
    known = (Charge(name, is_in_service(name, said), tuple(where)) for name, where in sites.items())
    return tuple(sorted(known, key=lambda each: (not each.in_service, each.name)))


def in_service(names: Collection[str], said: Mapping[str, bool]) -> list[str]:
    """Return those who may be given work: `names` of the dossiers, and what a manager `said`."""
    return sorted(name for name in {*names, *said} if is_in_service(name, said))


def is_in_service(name: str, said: Mapping[str, bool]) -> bool:
    """Say whether somebody may be given work: everybody, but who is said not to be there."""
    return said.get(name, True)


def not_in_service(typed: str, names: Collection[str]) -> UserError:
    """Return the refusal of a name that none of `names`, those in service, is."""
    return UserError(
        "charge_inconnu",
        f"« {typed} » n’est le nom d’aucun chargé de clientèle en service.",
        f"Choisissez parmi : {', '.join(names) or 'aucun nom connu'}. Un responsable ajoute dans "
        "Paramètres qui vient d’arriver.",
    )


def said_charge(name: str, in_service: bool | None) -> str | None:
    """Return how staff read what was said of somebody; nothing if nothing was."""
    return None if in_service is None else f"{name}{'' if in_service else ' (plus en service)'}"


def is_name(text: str) -> bool:
    """Say whether a text may name somebody: letters, and at most `NAME_MOST` characters."""
    return len(text) <= NAME_MOST and any(map(str.isalpha, text))


def without_line(lines: Iterable[ChargeLine]) -> list[str]:
    """Return the names that were shown and that no line bears any more."""
    shown = [line.shown for line in lines if line.shown]
    written = {fold(_tidied(line.name)) for line in lines}
    return [name for name in shown if fold(_tidied(name)) not in written]


def read_charges(
    lines: Sequence[ChargeLine],
    names: Collection[str],
    borne: Mapping[str, int] = MappingProxyType({}),
) -> tuple[dict[str, bool], list[FormProblem]]:
    """Return what is said of whom, and what is wrong with the lines; blank lines say nothing.

    `names` are those of the dossiers and of the users, which need not be said to be in service;
    `borne` counts the dossiers of those that no line bears any more.
    """
    said: dict[str, bool] = {}
    problems: list[FormProblem] = []
    seen: set[str] = set()
    lost = {name for name in without_line(lines) if meant_by(name, names)}
    for at, line in enumerate(lines):
        typed, answer = _tidied(line.name), _tidied(line.in_service)
        if line.shown in lost:
            new = typed if typed and not meant_by(typed, names) else ""
            problems.append(_lost(at, line.shown, borne.get(line.shown, 0), new))
        found = _problems(at, typed, answer, seen) if typed or line.shown not in lost else []
        problems += found
        if found or is_blank(typed):
            continue
        seen.add(fold(typed))
        name, serves = meant_by(typed, names) or typed, bool(_serves(answer))
        if name not in names or not serves:
            said[name] = serves
    return said, problems


def _serves(answer: str) -> bool | None:
    """Return what was answered, nothing being a yes; `None` for what cannot be read."""
    return read_yes_no(answer) if answer else True


def _tidied(cell: object) -> str:
    return " ".join(str(cell or "").split())


def _lost(at: int, name: str, dossiers: int, new: str) -> FormProblem:
    """Refuse that a name loses its line; `new` is somebody unknown who was typed over it."""
    if not dossiers:
        said = (
            f"Un utilisateur est nommé {name}, qui garde donc sa ligne : retapez ce nom ici, ou "
            "changez d’abord l’utilisateur, en bas de la feuille."
        )
        return _wrong(at, 0, "charge_sans_ligne", said)
    bear = "1 dossier porte" if dossiers == 1 else f"{dossiers} dossiers portent"
    said = f"{bear} le nom {name}, qui garde donc sa ligne : retapez-le ici"
    follows = ", puis « Non » pour ne plus le proposer."
    if new:
        follows = (
            f" (« Non » en cas de départ), écrivez {new} sur une ligne libre, enregistrez, puis "
            "donnez-lui les dossiers dans la File, par Affecter."
        )
    return _wrong(at, 0, "charge_sans_ligne", said + follows)


def _problems(at: int, name: str, answer: str, seen: Collection[str]) -> list[FormProblem]:
    if not name:
        said = "Il manque le nom du chargé de clientèle."
        return [_wrong(at, 0, "charge_sans_nom", said)] if answer else []
    found = []
    if fold(name) in seen:
        found.append(_wrong(at, 0, "charge_en_double", f"{name} est déjà sur une autre ligne."))
    if not is_name(name):
        said = f"« {name} » n’est pas un nom : {NAME_MOST} caractères au plus, avec des lettres."
        found.append(_wrong(at, 0, "charge_illisible", said))
    if _serves(answer) is None:
        said = f"{name} est en service ou non : choisissez {YES} ou {NO}, pas « {answer} »."
        found.append(_wrong(at, 1, "service_inconnu", said))
    return found


def _wrong(at: int, column: int, code: str, message: str) -> FormProblem:
    return FormProblem(f"{CHARGE}.{at}.{column}", code, message)
