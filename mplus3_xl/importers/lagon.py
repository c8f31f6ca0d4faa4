"""One export of Lagon, from a file to drafts: a bad row is refused alone, with its place."""

import re
from datetime import date
from pathlib import Path
from typing import TypeVar

from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.domain.lagon.drafts import OWN_TITLES, REJECTS_PREFIX, DraftFile, Kind
from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.errors import Problem
from mplus3_xl.importers.columns import Additions, columns
from mplus3_xl.importers.reading import read_values
from mplus3_xl.importers.row_checks import (
    check_clients,
    check_contracts,
    leave_out_old_days,
    warn_of_cells_beyond_titles,
    warn_of_unknown_families,
)
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
    warn_of_cells_beyond_titles(values)
    leave_out_old_days(values)
    site = _default_agency(values, agencies)
    draft = _empty_draft(export, site or _only_agency(values))
    if draft.kind is Kind.CONTRACTS:
        check_contracts(values, today)
        draft.contracts = _accepted(ContractDraft, values)
        numbers = values.by_field["number"]
        draft.refused_numbers = frozenset(numbers[at] for at in values.refused if numbers[at])
        warn_of_unknown_families(values, draft.contracts)
    else:
        check_clients(values)
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


def _accepted(draft: type[Draft], values: Values) -> list[Draft]:
    wanted = [values.by_field[name] for name in draft._fields[1:]]
    rows = zip(values.export.lines, *wanted, strict=True)
    made = list(map(draft._make, rows))
    if not values.refused:
        return made
    return [each for at, each in enumerate(made) if at not in values.refused]


def _together(found: list[Problem]) -> Problem:
    """Make one refusal of a row: its gravest problem, whose message tells the others too.

    Each of those names its column.
    """
    problems = sorted(found, key=lambda problem: _GRAVITY.index(problem.code))
    first, *others = problems
    more = (f" De plus, {each.column} : {each.message}" for each in others)
    message = "".join((first.message, *more))
    return Problem(first.file, first.line, first.column, first.value, first.code, message)
