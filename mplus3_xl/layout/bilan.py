"""The sheet `Bilan`: the client's situation, what he holds and where, what he lacks, what follows.

The situation and the inventory stand one below the other; the gaps, the actions and what is left
stand on their right. Both tables keep their size: the program writes their rows, blank ones last.
What is printed stands further on the right (`bilan_paper`).
"""

from mplus3_xl.domain.free_texts import WHY_NO_ACTION
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout import bilan_paper, message
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.bilan_columns import BASKETS, GAPS, INVENTORY, NEXT
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Field, Form, check
from mplus3_xl.layout.heading import (
    DAY_ROW,
    HEIGHTS,
    TITLE_ROW,
    back,
    heading,
    labelled_code,
    section,
    unseen,
)
from mplus3_xl.layout.model import (
    COMPUTED,
    LAST_SHEET_ROW,
    Area,
    Cell,
    Check,
    Column,
    Highlight,
    Page,
    Sheet,
    Table,
    Value,
)
from mplus3_xl.layout.situation import ANSWER, SITUATION, lay_situation
from mplus3_xl.layout.style import Kind, Style, Tint
from mplus3_xl.rules import table as rule_table

TITLE = "Bilan"
FIRST_COL = 1
CLIENT_ROW, BUTTON_ROW, MISSING_ROW, SAID_ROW = range(DAY_ROW + 1, DAY_ROW + 5)
TOP_ROW = SAID_ROW + message.LINES
ROW_HEIGHT = 30  # points: the gaps, on two lines, share their rows with what stands on the left
CHOOSE = "Choisissez un dossier dans la feuille File ou sa fiche, puis cliquez sur « Bilan »."
BUTTONS = ("enregistrer", "recalculer", "reste_aucun", "reste_inconnu", "ajouter_contrat",
           "ajouter_actions", "synthese", "fiche", "file", "actions")  # fmt: skip

LINES, GAP_LINES, ACTIONS, LEFT = (
    "bilan_inventaire", "bilan_manques", "bilan_actions", "bilan_reste",
)  # fmt: skip
NO_ACTION = "bilan_sans_action"
MISSING = "bilan_manque"
"""How much is missing from the bilan, shown under the buttons."""
SPARE_LINES, ACTION_LINES, LEFT_LINES = 9, 12, 26
GAP_COL = FIRST_COL + len(INVENTORY) + 1
WIDTHS = (2.0, *(column.width for column in INVENTORY), 3.0, *(column.width for column in GAPS))
UNSEEN_COL = len(WIDTHS)
PAPER_COL = UNSEEN_COL + 3  # after two hidden columns and a narrow one


def _of_type(entries: list[dict[str, list[str]]]) -> int:
    """Return the most entries of a rule table that one type of client has."""
    return max(sum(kind in each["client_types"] for each in entries) for kind in ClientType)


def inventory_lines() -> int:
    """Return how many lines the inventory has: a family each, and a few contracts more."""
    return _of_type(rule_table("families")["family"]) + SPARE_LINES


def _client_type(content: Content) -> ClientType:
    """Return the type of the open client; the empty form is that of a Particulier."""
    shown = content.fields.get(CLIENT_TYPE)
    return next((each for each in ClientType if each.label == shown), ClientType.PARTICULIER)


def _families(content: Content) -> list[tuple[Value, ...]]:
    client_type = _client_type(content)
    families = [
        each for each in rule_table("families")["family"] if client_type in each["client_types"]
    ]
    empty = (None,) * (len(INVENTORY) - 3)
    return [(each["label"], *empty, BASKETS[each["basket"]], None) for each in families]


def _level_tints() -> dict[str, Tint]:
    tints = (Tint.ORANGE, Tint.BLUE, Tint.GREY)
    return {
        level["label"]: tint
        for level, tint in zip(rule_table("gaps")["level"], tints, strict=False)
    }


def inventory_table(content: Content, row: int) -> Table:
    """Return `tBilan`, its header on the row `row`."""
    rows = content.blocks.get("tBilan") or _families(content)
    columns = tuple(each._replace(help="") for each in INVENTORY)  # said at the cells, not above
    return Table("tBilan", row, FIRST_COL, columns, rows, spare=inventory_lines(), filtered=False)


def gap_table(content: Content) -> Table:
    """Return `tManques`, on the right of the inventory."""
    columns = tuple(
        Column(each.key, each.title, each.width, each.kind, tints=_level_tints())
        if each.key == "niveau"
        else each
        for each in GAPS
    )
    rows = content.blocks.get("tManques", ())
    spare = _of_type(rule_table("gaps")["gap"])
    return Table("tManques", TOP_ROW + 2, GAP_COL, columns, rows, spare=spare, filtered=False)


def _body(table: Table) -> Area:
    return Area(table.first, table.col, table.last, table.col + len(table.columns) - 1)


def _typed(table: Table, columns: tuple[Column, ...]) -> list[tuple[Area, Check]]:
    return [
        (
            table.area_of(column.key),
            check(column.title, column.kind, choices=column.choices, help_text=column.help),
        )
        for column in columns
        if column.typed
    ]


def _marked(table: Table, name: str) -> Highlight:
    """Tint the cells that the program finds wrong, each named by its line and its column."""
    line, col = f"(ROW()-{table.first + 1})", f"(COLUMN()-{table.col + 1})"
    wrong = f'ISNUMBER(SEARCH(";{name}."&{line}&"."&{col}&";",bilan_problemes))'
    return Highlight(_body(table), wrong, Tint.ORANGE)


def _left(content: Content) -> Form:
    """Lay what stands on the left, down to the title of the inventory."""
    last = FIRST_COL + len(INVENTORY) - 1
    form = Form("bilan", FIRST_COL, last, TOP_ROW - 1, content.fields, content.blocks)
    form.section("1. La situation", "Posez ces questions ; « ne sait pas » est une réponse.")
    lay_situation(form, UNSEEN_COL)
    form.section("2. L’inventaire", "Laissez parler le client, puis complétez famille par famille.")
    return form


def _right(content: Content, row: int) -> Form:
    """Lay what stands under the gaps, from the row `row` on."""
    form = Form("bilan", GAP_COL, len(WIDTHS) - 1, row, content.fields, content.blocks)
    form.section("4. La suite", "Chaque action a son jour, ouvré ; toutes sont à suivre.")
    form.block(ACTIONS, NEXT, ACTION_LINES)
    reason = Field(NO_ACTION, WHY_NO_ACTION, Kind.WRAPPED)
    form.field(form.row, GAP_COL + 1, reason, reach=2)
    form.section("5. Ce qu’il reste", "Ce qui manque au bilan, puis à un client complet.")
    form.lines(LEFT, (), LEFT_LINES)
    return form


def _heading(content: Content) -> tuple[Cell, ...]:
    name, last = content.fields.get("bilan_nom"), FIRST_COL + len(INVENTORY) - 3
    missing = content.fields.get(MISSING)
    said = f'=IF(bilan_nom="","{CHOOSE}",{MISSING}&"")'
    score = content.fields.get("bilan_score")
    held = content.fields.get("bilan_equipement")
    return (
        *heading("Bilan", content),
        *message.cells("bilan", FIRST_COL, SAID_ROW),
        Cell(CLIENT_ROW, FIRST_COL, name, Style.CLIENT, name="bilan_nom"),
        Cell(CLIENT_ROW, FIRST_COL + 2, score, Style.STRONG, name="bilan_score"),
        Cell(CLIENT_ROW, FIRST_COL + 6, held, Style.STRONG, name="bilan_equipement"),
        back("Fiche", BUTTON_ROW, FIRST_COL, form=True),
        *labelled_code("bilan_code", content, last),
        *unseen("bilan", UNSEEN_COL),
        Cell(BUTTON_ROW, UNSEEN_COL, missing, name=MISSING),
        Cell(MISSING_ROW, FIRST_COL, missing if name else CHOOSE, Style.MESSAGE, formula=said),
    )


def _ways(gaps: Table) -> tuple[Cell, ...]:
    """Return the links from one part of the sheet to those that the screen does not show."""
    ways = (
        (FIRST_COL + 3, "Les manques →", (TOP_ROW, GAP_COL)),
        (FIRST_COL + 5, "La suite →", (gaps.last + 2, GAP_COL)),
        (GAP_COL, "← La situation", (TOP_ROW, FIRST_COL)),
    )
    return tuple(
        Cell(DAY_ROW, col, text, Style.FORM_LINK, link=TITLE, spot=spot) for col, text, spot in ways
    )


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the bilan, filled with what `content` holds of an open dossier."""
    left = _left(content)
    inventory, gaps = inventory_table(content, left.row), gap_table(content)
    right = _right(content, gaps.last + 1)
    ways = _ways(gaps)
    invitation = Area(MISSING_ROW, FIRST_COL, MISSING_ROW, FIRST_COL + len(INVENTORY) - 1)
    bodies = {
        LINES: _body(inventory),
        GAP_LINES: _body(gaps),
        bilan_paper.PAPER: bilan_paper.paper_area(gaps.first, PAPER_COL),
    }
    return Sheet(
        title=TITLE,
        code_name="FeuilBilan",
        widths=(*WIDTHS, 0.0, 0.0, 3.0, *bilan_paper.WIDTHS, 0.0),
        cells=(
            *_heading(content),
            *ways,
            *left.cells,
            *section(TOP_ROW, "3. Les manques", GAP_COL, len(WIDTHS) - 1),
            Cell(TOP_ROW + 1, GAP_COL, "Parlez des trois en avant ; tous sont gardés.", Style.SOFT),
            *right.cells,
            *bilan_paper.paper_cells(content, gaps.first, PAPER_COL),
        ),
        tables=(inventory, gaps),
        checks=(
            *((Area(DAY_ROW, way.col, DAY_ROW, way.col), COMPUTED) for way in ways),
            (Area(BUTTON_ROW, FIRST_COL, BUTTON_ROW, FIRST_COL), COMPUTED),
            *left.checks,
            *_typed(inventory, INVENTORY),
            *_typed(gaps, GAPS),
            *right.checks,
        ),
        highlights=(
            Highlight(invitation, 'bilan_nom=""', Tint.YELLOW),
            *left.highlights,
            _marked(inventory, LINES),
            _marked(gaps, GAP_LINES),
            *right.highlights,
            *bilan_paper.paper_looks(gaps.first, PAPER_COL),
        ),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS) if macros else (),
        names=left.names | right.names | bodies | message.names("bilan", FIRST_COL, SAID_ROW),
        heights=HEIGHTS
        | message.heights(SAID_ROW)
        | {BUTTON_ROW: BUTTON_HEIGHT, CLIENT_ROW: 26, MISSING_ROW: 18}
        | left.heights
        | right.heights,
        row_height=ROW_HEIGHT,
        page=Page(
            PAPER_COL,
            PAPER_COL + len(bilan_paper.WIDTHS) - 1,
            landscape=True,
            repeated_row=TITLE_ROW,
            last_row=LAST_SHEET_ROW,
        ),
        frozen=(TOP_ROW, 0),
        protected=True,
        form=True,
        folded=("bilan_suite",),
        start=(left.names[SITUATION].first_row, FIRST_COL + ANSWER),
    )
