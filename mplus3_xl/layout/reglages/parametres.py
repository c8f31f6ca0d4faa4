"""The sheet `Paramètres`: the agencies, their hours, the chargés and the settings in force."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from mplus3_xl.domain.limits import said_source
from mplus3_xl.layout import choices, lists, message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import marked, typed_checks
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, explained, heading
from mplus3_xl.layout.model import Area, Cell, Column, Page, Sheet, Table, Value
from mplus3_xl.layout.page_breaks import page_breaks
from mplus3_xl.layout.reglages.parametres_lines import CHARGES, LINE_BLOCKS, SHOWN_CHARGES, lines
from mplus3_xl.layout.reglages.parametres_set import (
    GAPS,
    PIECES,
    SET_BLOCKS,
    WIDTHS,
    Line,
    SetBlock,
    shown,
)
from mplus3_xl.layout.style import Kind
from mplus3_xl.rules import table as rule_table

# A title, its explanation, then the name of a table, its columns, its lines, and its size.
Section: TypeAlias = tuple[str, str, tuple[str, tuple[Column, ...], Sequence[Sequence[Value]], int]]

TITLE = titles.PARAMETRES
FIRST_COL = 1
LAST_COL = FIRST_COL + len(WIDTHS) - 1
UNSEEN_COL = LAST_COL + 1
_LINE, _EDGES = 14.0, 4.0  # points: of a line of text, and of what stands around the lines
_TWO_LINES = 2 * _LINE + _EDGES
ROW_HEIGHT = 20.0  # points
SCALE = 52  # per cent: the columns are as wide as an A4 page standing
PAGE_HEIGHT = 1400.0  # points at that scale, some left for what another spreadsheet rounds
BUTTON_ROW = MESSAGE_ROW + message.LINES
FIRST_SECTION = BUTTON_ROW + 1

VERSION = "parametres_version"
PROBLEMS = "parametres_problemes"
LIMIT_COLUMNS = (
    Column("limite", "Limite", WIDTHS[0]),
    Column("valeur", "Valeur", WIDTHS[1], Kind.WHOLE),
    Column("unite", "Unité", WIDTHS[2]),
    Column("source", "D’où elle vient", WIDTHS[3]),
)
USERS = "tUtilisateurs"
USER_LINES = 20  # laid ready to be typed in
USER_COLUMNS = (
    Column("identifiant", "Identifiant", WIDTHS[0]),
    Column("charge", "Chargé", WIDTHS[1], choices=choices.CHARGES, typed=True),
    Column("responsable", "Responsable", WIDTHS[2], Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("confirme", "Confirmé", WIDTHS[3], Kind.CENTRED, choices=lists.YES_NO, typed=True),
    Column("vu_le", "Vu le", WIDTHS[4], Kind.DATE),
    Column("dit_par", "Dit par", WIDTHS[5]),
    Column("etat_lu", "Tel que lu", 0),  # tells what somebody else changed meanwhile
)
BUTTONS = (
    "enregistrer_reglages", "annuler_reglages", "enregistrer", "parametres", "scripts", "a_propos",
)  # fmt: skip


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


def _users(content: Content) -> Section:
    why = "Un responsable dit qui est qui, puis Enregistrer. Celui qui s’est nommé est à confirmer."
    return "Utilisateurs", why, (USERS, USER_COLUMNS, content.blocks.get(USERS, ()), USER_LINES)


def _set(block: SetBlock, content: Content) -> Section:
    rows = block.lines(content.settings, content.reasons)
    return block.title, block.why, (block.table, block.columns, rows, 1)


def _typed(content: Content) -> Iterator[Section]:
    """Return what a manager types, in an order that hangs on no content."""
    limits, *switches = (_set(block, content) for block in SET_BLOCKS)
    typed = lines(content.agencies, content.charges, content.absences)
    yield limits
    for block in LINE_BLOCKS:
        rows = typed[block.name][: block.size]
        yield block.title, block.why, (block.table, block.columns, rows, block.size)
    yield from switches


def _blocks(content: Content) -> tuple[tuple[str, str, Table], ...]:
    """Return each section: its title, its explanation and its table, one below the other.

    With macros the users come last, where their table may grow.
    """
    fixed: Section = (
        "Limites fixes",
        "Celles que la loi ou la CNIL ne laisse à personne, ou qui rappellent seulement.",
        ("tLimites", LIMIT_COLUMNS, _limits(), 1),
    )
    blocks, row = [], FIRST_SECTION
    users = [_users(content)] if content.macros else []
    for title, why, (name, columns, rows, size) in (*_typed(content), fixed, *users):
        placed = Table(name, row + 2, FIRST_COL, columns, rows, size, filtered=False)
        blocks.append((title, why, placed))
        row = placed.last + 2
    return tuple(blocks)


def _tall(switches: Table) -> dict[int, float]:
    """Return the heights of the lines whose name, or what they hang on, is several lines long."""
    wide = [(at, int(switches.columns[at].width)) for at in (0, -1)]
    lines = {
        row: max(len(textwrap.wrap(str(line[at] or ""), width)) for at, width in wide)
        for row, line in enumerate(switches.rows, switches.first)
    }
    return {row: _LINE * many + _EDGES for row, many in lines.items() if many > 1}


def sheet(content: Content) -> Sheet:
    """Return the settings in force, as tables; with macros, the users too."""
    blocks = _blocks(content)
    tables = {placed.name: placed for _, _, placed in blocks}
    typed = [(block, tables[block.table]) for block in SET_BLOCKS]
    lined = [tables[block.table] for block in LINE_BLOCKS]
    named = {block.name: placed for block, placed in typed}
    named |= {block.name: tables[block.table] for block in LINE_BLOCKS}
    beside = Area(named[CHARGES.name].first, UNSEEN_COL, named[CHARGES.name].last, UNSEEN_COL)
    cells = [
        *heading("Paramètres", content),
        back("Accueil", BUTTON_ROW),
        *message.cells("parametres", FIRST_COL),
        Cell(0, UNSEEN_COL, content.fields.get(VERSION), kind=Kind.WHOLE, name=VERSION),
        Cell(1, UNSEEN_COL, name=PROBLEMS),
    ]
    for row, charge in enumerate(content.charges[: CHARGES.size], beside.first_row):
        cells.append(Cell(row, UNSEEN_COL, charge.name))
    for title, why, placed in blocks:
        cells += explained(placed.row - 2, title, why, FIRST_COL, LAST_COL)
    heights = (
        HEIGHTS
        | message.heights()
        | {BUTTON_ROW: BUTTON_HEIGHT}
        | dict.fromkeys(range(lined[0].first, lined[0].last + 1), _TWO_LINES)
        | _tall(named[GAPS.name])
        | _tall(named[PIECES.name])
    )
    parts = ((placed.row - 2, placed.last) for _, _, placed in blocks)  # from their titles
    breaks = page_breaks(parts, heights, ROW_HEIGHT, PAGE_HEIGHT)
    return Sheet(
        title=TITLE,
        code_name="FeuilParametres",
        widths=(2.0, *WIDTHS, 0.0),
        cells=tuple(cells),
        tables=tuple(placed for _, _, placed in blocks),
        checks=(
            *(each for block, placed in typed for each in block.checks(placed)),
            *(
                each
                for placed in (*lined, tables[USERS])
                for each in typed_checks(placed, placed.columns)
            ),
        )
        if content.macros
        else (),
        highlights=tuple(marked(name, placed, PROBLEMS) for name, placed in named.items()),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS) if content.macros else (),
        names={name: placed.body for name, placed in named.items()}
        | {SHOWN_CHARGES: beside}
        | message.names("parametres", FIRST_COL),
        heights=heights,
        row_height=ROW_HEIGHT,
        frozen=(FIRST_SECTION, 0),
        page=Page(FIRST_COL, LAST_COL, scale=SCALE, break_rows=breaks),
        protected=True,
    )
