"""One export of Lagon, from a file to drafts: a bad row is refused alone, with its place."""

import re
from datetime import date
from pathlib import Path
from typing import TypeVar

from mplus3_xl.domain.agencies import Agencies
from mplus3_xl.domain.drafts import OWN_TITLES, REJECTS_PREFIX, DraftFile, Kind
from mplus3_xl.domain.families import family_of
from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.domain.vocabulary import ContractState, Movement
from mplus3_xl.domain.windows import newest_effect_date, oldest_effect_date
from mplus3_xl.errors import Problem
from mplus3_xl.importers.cells import as_text, is_failed
from mplus3_xl.importers.columns import Additions, columns
from mplus3_xl.importers.reading import expected, read_values
from mplus3_xl.importers.titles import Export, open_export
from mplus3_xl.importers.values import Values

_SITE_CODE = re.compile(r"(?<![A-Z0-9])H\d{5}(?!\d)", re.IGNORECASE)

# What a row is refused for, gravest first.
_GRAVITY = (
    "numero_manquant",
    "numero_illisible",
    "date_manquante",
    "date_invalide",
    "date_hors_bornes",
    "mouvement_inconnu",
    "etat_inconnu",
    "client_manquant",
)

Draft = TypeVar("Draft", ContractDraft, ClientDraft)


def read_export(path: Path, agencies: Agencies, additions: Additions, today: date) -> DraftFile:
    """Read a file whole. Raises UserError when the file itself cannot be taken.

    `additions` are the headers that a person named (`--colonne`); `today` bounds the effect
    dates (R6).
    """
    export = open_export(path, additions)
    values = read_values(export, agencies)
    _warn_of_cells_beyond_titles(values)
    site = _default_agency(values, agencies)
    draft = _empty_draft(export, site or _only_agency(values))
    if draft.kind is Kind.CONTRACTS:
        _check_contracts(values, today)
        draft.contracts = _accepted(ContractDraft, values)
        numbers = values.by_field["number"]
        draft.refused_numbers = frozenset(numbers[at] for at in values.refused if numbers[at])
        _warn_of_unknown_families(values, draft.contracts)
    else:
        _check_clients(values)
        draft.clients = _accepted(ClientDraft, values)
    draft.unread = values.unread
    draft.problems = [_together(values.refused[at]) for at in sorted(values.refused)]
    draft.warnings = sorted(values.warnings, key=lambda warning: warning.line)
    return draft


def site_code(name: str) -> str:
    """Return the site code (H and five digits) of a file's name, empty if there is none."""
    found = _SITE_CODE.search(name)
    return found[0].upper() if found else ""


def _empty_draft(export: Export, scope: str) -> DraftFile:
    places = export.match.places
    titles = {code: str(export.header[at[0]]).strip() for code, at in places.items()}
    others = [str(export.header[place]).strip() for place in export.match.set_aside]
    return DraftFile(
        name=export.name,
        kind=export.match.kind,
        scope=scope,
        partial=export.name.startswith(REJECTS_PREFIX) or OWN_TITLES[0] in others,
        fields=frozenset(each.field for each in columns(export.match.kind) if each.code in places),
        read=len(export.body),
        header_line=export.header_line,
        lines=export.rows,
        titles=titles,
        set_aside=tuple(title for title in others if title not in OWN_TITLES),
        hidden=len(export.hidden),
    )


def _default_agency(values: Values, agencies: Agencies) -> str:
    """Give the rows without an agency that of the file name's site code; return its name."""
    code = site_code(values.export.name)
    site = agencies.coded(code)
    named = values.by_field["agency"]
    if site is not None:
        values.by_field["agency"] = [agency or site.name for agency in named]
        return site.name
    if code and None in named:
        message = (
            f"Le code de site {code} du nom de fichier n’est dans aucune agence : les lignes sans "
            "agence n’en ont pas. Ajoutez ce code à son agence, dans Paramètres."
        )
        values.warn(named.index(None), "site_inconnu", "agence", message)
    return code


def _only_agency(values: Values) -> str:
    """Return the agency of all the rows, empty if they have several or none."""
    found = set(values.by_field["agency"])
    return str(found.pop()) if len(found) == 1 and None not in found else ""


def _check_contracts(values: Values, today: date) -> None:
    by_field = values.by_field
    _require(values, "number", "numero_manquant", "numero", "Le numéro de contrat manque.")
    _require(values, "effect_date", "date_manquante", "date_effet", "La date d’effet manque.")
    _check_bounds(values, today)
    for name, code, column, terms in (
        ("movement", "mouvement_inconnu", "mouvement", Movement),
        ("state", "etat_inconnu", "etat", ContractState),
    ):
        _require(values, name, code, column, f"Cette case est vide. Attendu : {expected(terms)}.")
    for at, (number, named) in enumerate(
        zip(by_field["client_number"], by_field["client_name"], strict=True)
    ):
        if number is None and named is None and at not in values.refused:
            column = "client" if "client" in values.export.match.places else "nom"
            values.refuse(at, "client_manquant", column, "Ni numéro ni nom de client.")


def _check_bounds(values: Values, today: date) -> None:
    oldest, newest = oldest_effect_date(), newest_effect_date(today)
    days = values.by_field["effect_date"]
    if all(oldest <= day <= newest for day in set(days) - {None}):
        return
    for at, day in enumerate(days):
        if day is not None and not oldest <= day <= newest:
            message = (
                f"La date d’effet {day:%d/%m/%Y} n’est pas croyable : elle doit être entre le "
                f"{oldest:%d/%m/%Y} et le {newest:%d/%m/%Y}."
            )
            values.refuse(at, "date_hors_bornes", "date_effet", message)


def _check_clients(values: Values) -> None:
    _require(values, "number", "numero_manquant", "client", "Le numéro de client manque.")
    names = zip(values.by_field["last_name"], values.by_field["company"], strict=True)
    for at, (last_name, company) in enumerate(names):
        if last_name is None and company is None and at not in values.refused:
            column = "nom" if "nom" in values.export.match.places else "raison_sociale"
            values.refuse(at, "client_manquant", column, "Ni nom ni raison sociale.")


def _require(values: Values, name: str, code: str, column: str, message: str) -> None:
    """Refuse the rows where a needed cell is empty; one that was unreadable is refused already."""
    if None not in values.by_field[name]:
        return
    unreadable = _faulty(values, column)
    for at, value in enumerate(values.by_field[name]):
        if value is None and at not in unreadable:
            cell = values.cell(at, column)
            failed = f"La formule de cette case n’a pas de valeur ({cell})."
            values.refuse(at, code, column, failed if is_failed(cell) else message)


def _faulty(values: Values, column: str) -> set[int]:
    places = values.export.match.places.get(column, ())
    if not places:
        return set()
    title = str(values.export.header[places[0]]).strip()
    return {
        at
        for at, problems in values.refused.items()
        if any(problem.column == title for problem in problems)
    }


def _accepted(draft: type[Draft], values: Values) -> list[Draft]:
    wanted = [values.by_field[name] for name in draft._fields[1:]]
    rows = zip(values.export.lines, *wanted, strict=True)
    made = list(map(draft._make, rows))
    if not values.refused:
        return made
    return [each for at, each in enumerate(made) if at not in values.refused]


def _warn_of_cells_beyond_titles(values: Values) -> None:
    """Flag the rows that are wider than the titles: a separator inside a text shifts the rest."""
    width = len(values.export.header)
    for at, row in enumerate(values.export.body):
        if len(row) > width and any(as_text(cell).strip() for cell in row[width:]):
            message = (
                f"Cette ligne a {len(row)} cases pour {width} titres : un séparateur dans un texte "
                "décale peut-être la suite. Mettez ce texte entre guillemets."
            )
            values.warn(at, "cases_en_trop", "", message)


def _warn_of_unknown_families(values: Values, drafts: list[ContractDraft]) -> None:
    """Flag each branch and product that no family names, once a file."""
    named = {(draft.branch, draft.product) for draft in drafts} - {(None, None)}
    unknown = {names for names in named if family_of(*names, None) is None}
    if not unknown:
        return
    at_line = {line: at for at, line in enumerate(values.export.lines)}
    for draft in drafts:
        names = (draft.branch, draft.product)
        if names in unknown:
            unknown.remove(names)
            listed = " / ".join(filter(None, names))
            message = (
                f"« {listed} » n’est dans aucune famille connue ; le contrat est gardé. "
                "Ajoutez ce nom à la table des familles."
            )
            column = "produit" if draft.product else "branche"
            values.warn(at_line[draft.line], "produit_inconnu", column, message)


def _together(found: list[Problem]) -> Problem:
    """Make one refusal of a row: its gravest problem, whose message tells the others too.

    Each of those names its column.
    """
    problems = sorted(found, key=lambda problem: _GRAVITY.index(problem.code))
    first, *others = problems
    more = (f" De plus, {each.column} : {each.message}" for each in others)
    message = "".join((first.message, *more))
    return Problem(first.file, first.line, first.column, first.value, first.code, message)
