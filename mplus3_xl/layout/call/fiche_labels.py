"""What the call form calls each of its cells."""

from datetime import date
from functools import cache

from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.style import Style

# Labels hang on no content, so an empty form of any day will do.
_ANY_DAY = date(2000, 1, 1)


@cache
def label_of_cell(name: str) -> str | None:
    """Return the label on the left of a cell of the form; none for a cell that is gone."""
    cells = fiche.sheet(Content(au=_ANY_DAY, version="")).cells
    own = next((cell for cell in cells if cell.name == name), None)
    labels = [
        cell
        for cell in cells
        if own and cell.style is Style.LABEL and cell.row == own.row and cell.col <= own.col
    ]
    return str(max(labels, key=lambda cell: cell.col).value) if labels else None
