"""The sheet `Synthèse`: the page that the client takes away, nothing internal on it.

One block of lines: the parts follow each other without spare rows. The column without width says
what each line is, and decides how it looks. What is said to staff, and the buttons, stand on the
right and are not printed.
"""

from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.heading import DAY_ROW, HEIGHTS, heading
from mplus3_xl.layout.model import Area, Cell, Highlight, Page, Sheet, address
from mplus3_xl.layout.style import Style, Tint

TITLE = "Synthèse"
HEADING = "Vos assurances : le point ensemble"
DAY, NAME, WHO, MESSAGE, LINES = (
    "synthese_jour", "synthese_nom", "synthese_par", "synthese_message", "synthese_lignes",
)  # fmt: skip
PARTS = (
    "Ce que vous avez chez nous",
    "Ce que vous avez ailleurs",
    "Ce que nous vous conseillons, et pourquoi",
    "Les prochaines étapes",
)
TITLED, LINED = "titre", "ligne"
FIRST_COL, WORD_COL, STAFF_COL = 1, 2, 4
NAME_ROW, TOP_ROW = 2, 5
WIDTHS = (2.0, 100.0, 0.0, 3.0, 60.0)  # what is printed is no wider than A4 as it stands
ROOM = 41  # lines of an A4 page at a size that reads well
LINE_HEIGHT = 17  # points


def _body(content: Content) -> list[Cell]:
    shown = content.blocks.get(LINES, ())
    return [
        Cell(TOP_ROW + line, FIRST_COL + at, shown[line][at] if line < len(shown) else None,
             Style.SCRIPT)
        for line in range(ROOM)
        for at in range(2)
    ]  # fmt: skip


def sheet(content: Content) -> Sheet:
    """Return the page, filled with what `content` holds of a bilan."""
    name, who = content.fields.get(NAME), content.fields.get(WHO)
    lines = Area(TOP_ROW, FIRST_COL, TOP_ROW + ROOM - 1, WORD_COL)
    word = address(TOP_ROW, WORD_COL, fixed_col=True)
    seen = lines._replace(last_col=FIRST_COL)
    return Sheet(
        title=TITLE,
        code_name="FeuilSynthese",
        widths=WIDTHS,
        cells=(
            *heading(HEADING, content, own_day=DAY),
            Cell(NAME_ROW, FIRST_COL, name, Style.CLIENT, name=NAME),
            Cell(NAME_ROW + 1, FIRST_COL, who, Style.SOFT, name=WHO),
            Cell(DAY_ROW, STAFF_COL, None, Style.MESSAGE, name=MESSAGE),
            *_body(content),
        ),
        buttons=buttons(NAME_ROW, STAFF_COL, "synthese", "bilan", "fiche"),
        names={LINES: lines},
        highlights=(Highlight(seen, f'{word}="{TITLED}"', Tint.BLUE, bold=True),),
        heights=HEIGHTS
        | {NAME_ROW: 36}
        | dict.fromkeys(range(TOP_ROW, TOP_ROW + ROOM), LINE_HEIGHT),
        page=Page(FIRST_COL, FIRST_COL, single=True, foot=HEADING),
        protected=True,
        start=(NAME_ROW, FIRST_COL),
    )
