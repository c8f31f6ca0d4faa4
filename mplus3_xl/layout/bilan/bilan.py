"""The sheet `Bilan`: the client's situation, what he holds and where, what he lacks, what follows.

The situation and the inventory stand one below the other; the gaps, the actions and what is left
stand on their right. Both tables keep their size: the program writes their rows, blank ones last.
What is printed stands further on the right (`bilan_paper`).
"""

from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.layout import message, titles
from mplus3_xl.layout.bilan import bilan_paper
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY, NEXT
from mplus3_xl.layout.bilan.bilan_tables import gap_table, inventory_table
from mplus3_xl.layout.bilan.situation import ANSWER, SITUATION, lay_situation
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Field, Form, marked, typed_checks
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
    Highlight,
    Page,
    Sheet,
    Table,
)
from mplus3_xl.layout.style import Kind, Style, Tint

TITLE = titles.BILAN
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
ACTION_LINES, LEFT_LINES = 12, 26
GAP_COL = FIRST_COL + len(INVENTORY) + 1
WIDTHS = (2.0, *(column.width for column in INVENTORY), 3.0, *(column.width for column in GAPS))
UNSEEN_COL = len(WIDTHS)
PAPER_COL = UNSEEN_COL + 3  # after two hidden columns and a narrow one


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
        back("Fiche", BUTTON_ROW, form=True),
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


def sheet(content: Content) -> Sheet:
    """Return the bilan, filled with what `content` holds of an open dossier."""
    left = _left(content)
    inventory = inventory_table(content, left.row, FIRST_COL)
    gaps = gap_table(content, TOP_ROW + 2, GAP_COL)
    right = _right(content, gaps.last + 1)
    ways = _ways(gaps)
    invitation = Area(MISSING_ROW, FIRST_COL, MISSING_ROW, FIRST_COL + len(INVENTORY) - 1)
    bodies = {
        LINES: inventory.body,
        GAP_LINES: gaps.body,
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
            *typed_checks(inventory, INVENTORY),
            *typed_checks(gaps, GAPS),
            *right.checks,
        ),
        highlights=(
            Highlight(invitation, 'bilan_nom=""', Tint.YELLOW),
            *left.highlights,
            marked(LINES, inventory, "bilan_problemes"),
            marked(GAP_LINES, gaps, "bilan_problemes"),
            *right.highlights,
            *bilan_paper.paper_looks(gaps.first, PAPER_COL),
        ),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS),
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
