"""The sheet `Paramètres`: the agencies, their hours, the chargés and the settings in force."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from typing import TypeAlias

from mplus3_xl.domain.agencies import Hours, parse_ranges
from mplus3_xl.layout import lists, titles
from mplus3_xl.layout import parametres_absences as absences
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import check
from mplus3_xl.layout.french import DAYS
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, section
from mplus3_xl.layout.model import Area, Cell, Check, Column, Page, Sheet, Table, Value
from mplus3_xl.layout.parametres_set import (
    SET_BLOCKS,
    Line,
    SetBlock,
    body_of,
    marked,
    said_source,
    shown,
)
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table as rule_table

Section: TypeAlias = tuple[str, str, tuple[str, tuple[Column, ...], Sequence[Sequence[Value]]]]

TITLE = titles.PARAMETRES
FIRST_COL = 1
_WIDTHS = (56.0, 24.0, 24.0, 48.0, 40.0)
WIDTHS = (2.0, *_WIDTHS)
UNSEEN_COL = len(WIDTHS)
FIRST_SECTION = 4

VERSION = "parametres_version"
PROBLEMS = "parametres_problemes"
LIMIT_COLUMNS = (
    Column("limite", "Limite", 56),
    Column("valeur", "Valeur", 24, Kind.WHOLE),
    Column("unite", "Unité", 24),
    Column("source", "D’où elle vient", 48),
)
AGENCY_COLUMNS = (
    Column("agence", "Agence", 56),
    Column("alias", "Autres noms", 24, Kind.WRAPPED),
    Column("codes", "Codes du site", 24, Kind.WRAPPED),
    Column("jours", "Jours d’ouverture", 48),
)
HOUR_COLUMNS = (
    Column("agence", "Agence", 56),
    Column("matin", "Matin", 24),
    Column("apres_midi", "Après-midi", 24),
    Column("jours", "Jours", 48),
)
CHARGE_COLUMNS = (
    Column("charge", "Chargé de clientèle", 56),
    Column("agence", "Agence", 24),
    Column("responsable", "Responsable", 24, Kind.CENTRED),
)
USERS = "tUtilisateurs"
USER_LINES = 20  # laid ready to be typed in
USER_COLUMNS = (
    Column("identifiant", "Identifiant", 56),
    Column("charge", "Chargé", 24, choices=lists.CHARGES, typed=True),
    Column("responsable", "Responsable", 24, Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("confirme", "Confirmé", 48, Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("vu_le", "Vu le", 40, Kind.DATE),
)
BUTTON_ROW = 3
BUTTONS = ("enregistrer", "enregistrer_reglages", "annuler_reglages", "parametres", "a_propos")
LAW = "Loi (D223-9), sauf jours fériés"
NOON = time(12)


def _limits() -> list[Line]:
    """Return the limits that nobody sets, a yes or no as a word."""
    return [
        (
            limit["label"],
            shown(limit["value"]),
            "" if limit["unit"] == "oui_non" else limit["unit"],
            said_source(limit["source"]),
        )
        for limit in rule_table("attempts")["limit"].values()
        if "looser" not in limit
    ]


def _agencies(content: Content) -> list[Line]:
    return [
        (
            agency.name,
            ", ".join(agency.aliases),
            ", ".join(agency.codes),
            ", ".join(DAYS[day - 1] for day in sorted(agency.hours)),
        )
        for agency in content.agencies
    ]


def _spoken(ranges: Hours) -> str:
    return ", ".join(f"{start:%H:%M} – {end:%H:%M}" for start, end in ranges)


def _week(who: str, hours: Mapping[int, Hours]) -> list[Line]:
    """Return one line per set of ranges, split at noon, with the days that have it."""
    days: dict[Hours, list[str]] = {}
    for day, ranges in sorted(hours.items()):
        days.setdefault(tuple(ranges), []).append(DAYS[day - 1])
    return [
        (
            who,
            _spoken(tuple(each for each in ranges if each[0] < NOON)),
            _spoken(tuple(each for each in ranges if each[0] >= NOON)),
            ", ".join(names),
        )
        for ranges, names in days.items()
    ]


def _hours(content: Content) -> list[Line]:
    legal = rule_table("calling_hours")["legal"]
    allowed = dict.fromkeys(legal["days"], parse_ranges(legal["ranges"]))
    lines = [line for agency in content.agencies for line in _week(agency.name, agency.hours)]
    return lines + _week(LAW, allowed)


def _charges(content: Content) -> list[Line]:
    return [
        (charge.nom, charge.agence, "Oui" if charge.responsable else "Non")
        for charge in content.charges
    ]


def _users(content: Content) -> Table:
    rows = content.blocks.get(USERS, ())
    return Table(USERS, 0, FIRST_COL, USER_COLUMNS, rows, spare=USER_LINES, filtered=False)


def _set(block: SetBlock, content: Content) -> Section:
    lines = block.lines(content.settings, content.reasons)
    return block.title, block.why, (block.table, block.columns, lines)


def _blocks(content: Content) -> tuple[tuple[str, str, Table], ...]:
    """Return each section: its title, its explanation and its table, one below the other.

    Those where one types have their places whatever the content: the others stand below.
    """
    limits, *switches = (_set(block, content) for block in SET_BLOCKS)
    contents: tuple[Section, ...] = (
        limits,
        (
            "Limites fixes",
            "Celles que la loi ou la CNIL ne laisse à personne, ou qui rappellent seulement.",
            ("tLimites", LIMIT_COLUMNS, _limits()),
        ),
        (
            absences.TITLE,
            absences.WHY,
            (absences.TABLE, absences.COLUMNS, content.blocks.get(absences.ABSENCES, ())),
        ),
        *switches,
        (
            "Agences",
            "Un export est rattaché par le nom de l’agence, sinon par le code du fichier.",
            ("tAgences", AGENCY_COLUMNS, _agencies(content)),
        ),
        (
            "Horaires d’appel",
            "On appelle quand l’agence est ouverte et que la loi le permet.",
            ("tHoraires", HOUR_COLUMNS, _hours(content)),
        ),
        (
            "Chargés de clientèle",
            "Les noms proposés dans la feuille File.",
            ("tCharges", CHARGE_COLUMNS, _charges(content)),
        ),
    )
    blocks, row = [], FIRST_SECTION
    for title, why, (name, columns, rows) in contents:
        spare = absences.LINES if name == absences.TABLE else 1
        placed = Table(name, row + 2, FIRST_COL, columns, rows, spare, filtered=False)
        blocks.append((title, why, placed))
        row = placed.last + 2
    return tuple(blocks)


def _with_users(
    content: Content, blocks: tuple[tuple[str, str, Table], ...]
) -> tuple[tuple[str, str, Table], ...]:
    """Add the users below all the rest, where their table may grow."""
    placed = replace(_users(content), row=blocks[-1][2].last + 4)
    why = "Un responsable dit qui est qui, puis Enregistrer. Celui qui s’est nommé est à confirmer."
    return (*blocks, ("Utilisateurs", why, placed))


def _tall(gaps: Table) -> dict[int, float]:
    """Return the heights of the gaps named on two lines, or that many contracts cover."""
    wide = [(at, gaps.columns[at].width) for at in (0, -1)]
    return {
        row: 32.0
        for row, line in enumerate(gaps.rows, gaps.first)
        if any(len(str(line[at] or "")) > width for at, width in wide)
    }


def _checks(table: Table) -> tuple[tuple[Area, Check], ...]:
    return tuple(
        (table.area_of(column.key), check(column.title, column.kind, choices=column.choices))
        for column in table.columns
        if column.typed
    )


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the settings in force, as tables; with `macros`, the users too."""
    blocks = _blocks(content)
    tables = {placed.name: placed for _, _, placed in blocks}
    typed = [(block, tables[block.table]) for block in SET_BLOCKS]
    away = tables[absences.TABLE]
    named = {block.name: placed for block, placed in typed} | {absences.ABSENCES: away}
    cells = [
        *heading("Paramètres", content),
        back("Accueil", MESSAGE_ROW, FIRST_COL),
        Cell(MESSAGE_ROW, FIRST_COL + 1, None, Style.MESSAGE, name="parametres_message"),
        Cell(0, UNSEEN_COL, content.fields.get(VERSION), kind=Kind.WHOLE, name=VERSION),
        Cell(1, UNSEEN_COL, name=PROBLEMS),
    ]
    if macros:
        blocks = _with_users(content, blocks)
    for title, why, placed in blocks:
        cells += section(placed.row - 2, title, FIRST_COL, len(WIDTHS) - 1)
        cells.append(Cell(placed.row - 1, FIRST_COL, why, Style.SOFT))
    return Sheet(
        title=TITLE,
        code_name="FeuilParametres",
        widths=(*WIDTHS, 0.0),
        cells=tuple(cells),
        tables=tuple(placed for _, _, placed in blocks),
        checks=(
            *(each for block, placed in typed for each in block.checks(placed)),
            *_checks(away),
            *_checks(blocks[-1][2]),
        )
        if macros
        else (),
        highlights=tuple(marked(name, placed, PROBLEMS) for name, placed in named.items()),
        buttons=buttons(BUTTON_ROW, FIRST_COL, *BUTTONS) if macros else (),
        names={name: body_of(placed) for name, placed in named.items()},
        heights=HEIGHTS | ({BUTTON_ROW: 36} if macros else {}) | _tall(typed[-1][1]),
        page=Page(FIRST_COL, len(WIDTHS) - 1),
        protected=True,
    )
