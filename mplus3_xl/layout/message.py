"""What stands at the top of a form: each point from a new line, then how many had no room.

A sheet that is no form has two lines for it: its rows are what one looks at.

A text has a point a line, and those that begin with `ITEM` belong to the list of the one before.
"""

import textwrap

from mplus3_xl.layout.french import count
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW
from mplus3_xl.layout.model import Area, Cell
from mplus3_xl.layout.style import Style

LINES, FEW = 5, 2
BELOW = MESSAGE_ROW + FEW
"""The row under the message of a sheet that is no form."""
WIDTH = 145  # characters; what the narrower form shows of a line, in the style of a message
HEIGHT = 15.75  # points
ITEM = "– "
CUT = " …"


def cells(form: str, col: int, row: int = MESSAGE_ROW) -> tuple[Cell, ...]:
    """Return the lines of a form's messages; the first one is the defined name `…_message`."""
    first, *more = range(row, row + LINES)
    return (
        Cell(first, col, None, Style.MESSAGE, name=f"{form}_message"),
        *(Cell(row, col, None, Style.MESSAGE) for row in more),
    )


def few_cells(sheet: str, col: int, text: str | None = None) -> tuple[Cell, ...]:
    """Return the lines of the messages of a sheet that is no form; `text` stands there first."""
    return (
        Cell(MESSAGE_ROW, col, text, Style.MESSAGE, name=f"{sheet}_message"),
        Cell(MESSAGE_ROW + 1, col, None, Style.MESSAGE, name=f"{sheet}_suite"),
    )


def names(form: str, col: int, row: int = MESSAGE_ROW) -> dict[str, Area]:
    """Return the block of the lines that follow the first one."""
    return {f"{form}_suite": Area(row + 1, col, row + LINES - 1, col)}


def heights(row: int = MESSAGE_ROW, count: int = LINES) -> dict[int, float]:
    """Return the height of each line."""
    return dict.fromkeys(range(row, row + count), HEIGHT)


def few_heights() -> dict[int, float]:
    """Return the heights of the top of a sheet that is no form."""
    return HEIGHTS | heights(count=FEW)


def few_lines(text: str) -> list[str]:
    """Return a message as two lines; the second one holds all that is left, however long."""
    whole = text.replace("\n", " ")
    made = textwrap.wrap(whole, WIDTH, break_long_words=False, break_on_hyphens=False)
    first = made[0] if made else ""
    return [first, whole[len(first) :].lstrip()]


def lines(text: str) -> list[str]:
    """Return a message as the lines of a form, `LINES` at most."""
    shown: list[str] = []
    reached: list[int] = []  # the rank of the point that each line is of
    for rank, point in enumerate(text.replace(f"\n{ITEM}", f" {ITEM}").split("\n"), 1):
        made = textwrap.wrap(point, WIDTH, break_on_hyphens=False)
        shown += made
        reached += [rank] * len(made)
    return shown if len(shown) <= LINES else _cut(shown, reached)


def _cut(shown: list[str], reached: list[int]) -> list[str]:
    """Keep the first lines; the last one says how many points are left, or where one was cut."""
    last = LINES - 1
    left = reached[-1] - reached[last - 1]
    if not left:
        return [*shown[:last], shown[last] + CUT]
    before = shown[last - 1] + (CUT if reached[last] == reached[last - 1] else "")
    return [*shown[: last - 1], before, f"et {count(left, 'autre point', 'autres points')}."]
