"""The declared columns, and recognising a file by its header: never by position.

The columns and their headers are data (`rules/columns.toml`), to which a folder's settings and
`--colonne` add.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from mplus3_xl.domain.drafts import Kind
from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.rules import table

# What a person added: kind, then column code, then header.
Additions = Mapping[str, Mapping[str, str]]

_ALIKE = 0.4  # below this share of common letters, a title is not proposed for a column


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column; see the head of `rules/columns.toml`."""

    code: str
    headers: tuple[str, ...]
    field: str
    kind: str
    required: bool = False
    one_of: str = ""
    joined: bool = False
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How a header row fits one kind of export: for each column, where it stands in the file.

    `missing` has what the kind requires and the file lacks: the columns of which one would do.
    """

    kind: Kind
    places: Mapping[str, tuple[int, ...]]
    missing: tuple[tuple[str, ...], ...]
    ambiguous: tuple[str, ...]
    set_aside: tuple[int, ...]

    @property
    def found(self) -> int:
        """How many of the columns that the kind requires are there."""
        needed = [column for column in columns(self.kind) if column.required or column.one_of]
        return sum(column.code in self.places for column in needed)


@cache
def columns(kind: Kind) -> tuple[Column, ...]:
    """Return the declared columns of a kind of export."""
    return tuple(
        Column(code=code, **{**entry, "headers": tuple(entry["headers"])})
        for code, entry in table("columns")[kind].items()
    )


@cache
def known_titles() -> frozenset[str]:
    """Return all the declared headers, folded."""
    every = (column for kind in Kind for column in columns(kind))
    return frozenset(fold(title) for column in every for title in column.headers)


def codes() -> list[str]:
    """Return the column codes that `--colonne` takes."""
    return sorted({column.code for kind in Kind for column in columns(kind)})


def match(kind: Kind, header: Sequence[Any], additions: Additions) -> Match:
    """Fit a header row to a kind of export."""
    folded = [fold(str(cell)) for cell in header]
    added = additions.get(kind, {})
    places: dict[str, tuple[int, ...]] = {}
    ambiguous = []
    for column in columns(kind):
        chosen = added.get(column.code)
        names = [fold(name) for name in column.headers]
        at = [place for place, name in enumerate(folded) if chosen and name == fold(chosen)]
        at = at or _in_order(names, folded)
        if at:
            places[column.code] = tuple(at)
        if len(at) > 1 and (column.required or column.one_of):
            ambiguous.append(column.code)
    used = {place for column in columns(kind) for place in _read(column, places)}
    return Match(
        kind=kind,
        places=places,
        missing=tuple(_missing(kind, places)),
        ambiguous=tuple(ambiguous),
        set_aside=tuple(place for place, name in enumerate(folded) if name and place not in used),
    )


def _in_order(names: Iterable[str], folded: Sequence[str]) -> list[int]:
    wanted = dict.fromkeys(names)
    return [place for name in wanted for place, found in enumerate(folded) if found == name]


def _read(column: Column, places: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    at = places.get(column.code, ())
    return at if column.joined or column.fallback else at[:1]


def _missing(kind: Kind, places: Mapping[str, Any]) -> Iterable[tuple[str, ...]]:
    for column in columns(kind):
        if column.required and column.code not in places:
            yield (column.code,)
    for name in dict.fromkeys(column.one_of for column in columns(kind) if column.one_of):
        group = tuple(column.code for column in columns(kind) if column.one_of == name)
        if not any(code in places for code in group):
            yield group


def recognise(name: str, header: Sequence[Any], additions: Additions) -> Match:
    """Say what a file lists, by its header. Raises UserError, with what to do."""
    matches = [match(kind, header, additions) for kind in Kind]
    whole = [each for each in matches if not each.missing]
    if len(whole) > 1:
        raise UserError(
            "entete_ambigu",
            f"« {name} » ressemble à la fois à un export de contrats et à un export de clients.",
            "Gardez dans ce fichier les colonnes d’un seul des deux, puis recommencez.",
        )
    if not whole:
        raise _unknown_header(name, header, max(matches, key=lambda each: each.found))
    if whole[0].ambiguous:
        raise _two_columns(name, header, whole[0])
    return whole[0]


def _found(header: Sequence[Any]) -> str:
    titles = [str(cell).strip() for cell in header if str(cell).strip()]
    return ", ".join(titles[:30]) or "rien"


def _unknown_header(name: str, header: Sequence[Any], best: Match) -> UserError:
    expected = " ; ".join(
        f"contrats : {_titles(kind)}" if kind is Kind.CONTRACTS else f"clients : {_titles(kind)}"
        for kind in Kind
    )
    if not best.found:
        return UserError(
            "entete_inconnu",
            f"« {name} » n’est ni un export de contrats ni un export de clients de Lagon. "
            f"Colonnes attendues – {expected}. Colonnes trouvées : {_found(header)}.",
            "Vérifiez que c’est le bon fichier et que la première ligne porte les titres.",
        )
    by_code = {column.code: column for column in columns(best.kind)}
    lacking = ", ".join(
        " ou ".join(f"« {by_code[code].headers[0]} »" for code in group) for group in best.missing
    )
    return UserError(
        "entete_incomplet",
        f"« {name} » ressemble à un export de {best.kind}, mais il y manque {lacking}. "
        f"Colonnes trouvées : {_found(header)}.",
        " ".join(_proposals(name, best, header, by_code)),
    )


def _titles(kind: Kind) -> str:
    needed = (column for column in columns(kind) if column.required or column.one_of)
    return ", ".join(column.headers[0] for column in needed)


def _proposals(
    name: str, best: Match, header: Sequence[Any], by_code: Mapping[str, Column]
) -> Iterable[str]:
    free = {fold(str(header[place])): str(header[place]).strip() for place in best.set_aside}
    for group in best.missing:
        near = _nearest([by_code[code] for code in group], list(free))
        code, found = (near[0], free[near[1]]) if near else (group[0], "SON EN-TÊTE")
        known = by_code[code].headers[0]
        if near:
            what = (
                f"Si « {found} » est cette colonne, écrivez « {known} » à sa place dans le fichier"
            )
        else:
            what = f"Ajoutez la colonne « {known} » au fichier"
        yield (
            f"{what}, ou tapez une fois dans une fenêtre de commande : "
            f'mplus3 importer --colonne "{code}={found}" "{name}" (retenu ensuite).'
        )


def _nearest(wanted: Sequence[Column], offered: Sequence[str]) -> tuple[str, str] | None:
    """Return the column and the title, among those offered, that look most alike, if any do."""
    likeness, code, title = max(
        (SequenceMatcher(None, title, fold(known)).ratio(), column.code, title)
        for column in wanted
        for known in column.headers
        for title in offered or [""]
    )
    return (code, title) if likeness >= _ALIKE else None


def _two_columns(name: str, header: Sequence[Any], found: Match) -> UserError:
    code = found.ambiguous[0]
    titles = [str(header[place]).strip() for place in found.places[code]]
    listed = " et ".join(f"« {title} »" for title in titles)
    if len({fold(title) for title in titles}) == 1:
        remedy = "Retirez l’une des deux du fichier, ou changez son titre, puis recommencez."
    else:
        remedy = (
            f'Dites laquelle lire, par exemple : --colonne "{code}={titles[0]}", '
            "ou retirez l’autre du fichier."
        )
    what = f"« {name} » a plusieurs colonnes pour « {code} » : {listed}."
    return UserError("colonne_ambigue", what, remedy)
