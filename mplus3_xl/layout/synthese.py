"""The sheet `Synthèse`: the page that the client takes away, nothing internal on it.

What is said to staff, and the buttons, stand on its right and are not printed.
"""

from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Form
from mplus3_xl.layout.heading import DAY_ROW, HEIGHTS, heading
from mplus3_xl.layout.model import Area, Cell, Page, Sheet
from mplus3_xl.layout.style import Kind, Style

TITLE = "Synthèse"
NAME, WHO, MESSAGE = "synthese_nom", "synthese_par", "synthese_message"
FIRST_COL, STAFF_COL = 1, 3
NAME_ROW, TOP_ROW = 2, 4
WIDTHS = (2.0, 96.0, 3.0, 70.0)
# Name of each part, its title, how many lines it has, and their height in points.
PARTS = (
    ("synthese_chez_nous", "Ce que vous avez chez nous", 10, 18),
    ("synthese_ailleurs", "Ce que vous avez ailleurs", 8, 18),
    ("synthese_conseils", "Ce que nous vous conseillons, et pourquoi", 8, 34),
    ("synthese_suite", "Les prochaines étapes", 8, 18),
)
ROOM = {name: count for name, _, count, _ in PARTS}


def _lay(form: Form, name: str, title: str, count: int, height: float) -> None:
    """Lay one part of the page: its lines wrap, for a client reads sentences."""
    form.section(title)
    shown = form.blocks.get(name, ())
    for at in range(count):
        text = shown[at][0] if at < len(shown) else None
        form.cells.append(Cell(form.row + at, FIRST_COL, text, Style.SCRIPT, Kind.WRAPPED))
        form.heights[form.row + at] = height
    form.names[name] = Area(form.row, FIRST_COL, form.row + count - 1, FIRST_COL)
    form.row += count


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the page, filled with what `content` holds of a bilan."""
    form = Form("synthese", FIRST_COL, FIRST_COL, TOP_ROW, content.fields, content.blocks)
    for part in PARTS:
        _lay(form, *part)
    name, who = content.fields.get(NAME), content.fields.get(WHO)
    return Sheet(
        title=TITLE,
        code_name="FeuilSynthese",
        widths=WIDTHS,
        cells=(
            *heading("Vos assurances : le point ensemble", content),
            Cell(NAME_ROW, FIRST_COL, name, Style.CLIENT, name=NAME),
            Cell(NAME_ROW + 1, FIRST_COL, who, Style.SOFT, name=WHO),
            Cell(DAY_ROW, STAFF_COL, None, Style.MESSAGE, Kind.WRAPPED, name=MESSAGE),
            *form.cells,
        ),
        buttons=buttons(NAME_ROW, STAFF_COL, "synthese", "bilan", "fiche") if macros else (),
        names=form.names,
        heights=HEIGHTS | {NAME_ROW: 36} | form.heights,
        page=Page(FIRST_COL, FIRST_COL, single=True),
        protected=True,
        start=(NAME_ROW, FIRST_COL),
    )
