"""The bilan on paper: what stands on the right of the sheet, out of sight, and is all it prints.

One block of lines, written with the sheet: parts follow each other without spare rows between. The
last column, without width, says what each line is, and decides how it looks.
"""

from collections.abc import Sequence

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.heading import DAY, DAY_ROW, TITLE_ROW, day_line
from mplus3_xl.layout.model import Area, Cell, Highlight, Value, address
from mplus3_xl.layout.style import Kind, Style, Tint

PAPER = "bilan_papier"
LINES = 55  # three A4 pages at most, the heading repeated
# The first and the last columns wrap; a longer text of the others runs over those on its right.
WIDTHS = (44.0, 15.0, 24.0, 13.0, 13.0, 13.0, 13.0, 70.0)
WRAPPED = (0, len(WIDTHS) - 1)
TITLED, HEADED, LINED = "titre", "entete", "ligne"
SAID = "Tel qu’il a été recalculé ou enregistré en dernier."


def paper_cells(content: Content, row: int, col: int) -> tuple[Cell, ...]:
    """Lay the heading, then the block from the cell (`row`, `col`) on."""
    shown, name = content.blocks.get(PAPER, ()), content.fields.get("bilan_nom")
    title = f"Bilan de {name}" if name else "Bilan"
    heading = (
        Cell(TITLE_ROW, col, title, Style.TITLE,
             formula='=IF(bilan_nom="","Bilan","Bilan de "&bilan_nom)'),
        Cell(DAY_ROW, col, day_line(content), Style.SOFT, formula=f"={DAY}"),
        _same("bilan_score", content, row - 6, col),
        _same("bilan_equipement", content, row - 3, col),
        Cell(row - 1, col, SAID, Style.SOFT),
    )  # fmt: skip
    return (*heading, *_body(shown, row, col))


def paper_area(row: int, col: int) -> Area:
    """Return the cells of the block, the column that says what a line is among them."""
    return Area(row, col, row + LINES - 1, col + len(WIDTHS))


def paper_looks(row: int, col: int) -> tuple[Highlight, ...]:
    """Return how the lines look, each by its word."""
    seen = paper_area(row, col)._replace(last_col=col + len(WIDTHS) - 1)
    word = address(row, col + len(WIDTHS), fixed_col=True)
    return (
        Highlight(seen, f'{word}="{TITLED}"', Tint.BLUE, bold=True),
        Highlight(seen, f'{word}="{HEADED}"', Tint.GREY, bold=True),
        Highlight(seen, f'{word}="{LINED}"', line=True),
    )


def _same(name: str, content: Content, row: int, col: int) -> Cell:
    """Show again what a field of the sheet holds."""
    again = f'=IF({name}="","",{name})'
    return Cell(row, col, content.fields.get(name), Style.STRONG, formula=again)


def _body(shown: Sequence[Sequence[Value]], row: int, col: int) -> list[Cell]:
    return [
        Cell(row + line, col + at, shown[line][at] if line < len(shown) else None, Style.BODY,
             Kind.WRAPPED if at in WRAPPED else Kind.TEXT)
        for line in range(LINES)
        for at in range(len(WIDTHS) + 1)
    ]  # fmt: skip
