"""Saying what a file lists by its header, or why that cannot be said and what to do."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from mplus3_xl.domain.lagon.drafts import Kind
from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.importers.columns import Additions, Column, Match, columns, match

_MOST_TITLES = 30  # that a refusal names
_ALIKE = 0.4  # below this share of common letters, a title is not proposed for a column


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
    return ", ".join(titles[:_MOST_TITLES])


def _unknown_header(name: str, header: Sequence[Any], best: Match) -> UserError:
    expected = " ; ".join(f"{kind} : {_titles(kind)}" for kind in Kind)
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
