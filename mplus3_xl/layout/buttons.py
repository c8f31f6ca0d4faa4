"""The sheet buttons: actions of the ribbon's own list, in a row."""

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.model import Button

WIDTH, GAP = 130, 10  # pixels
BUTTON_HEIGHT = 27  # points, of their row: 36 pixels, 28 of them the button
LETTER, EDGES = 7, 24  # pixels: of one letter, and of both ends of a label


def buttons(row: int, col: int, *ids: str) -> tuple[Button, ...]:
    """Return the buttons of the actions `ids`, side by side from the cell (`row`, `col`)."""
    by_id = {action.id: action for action in ACTIONS}
    made, offset = [], 0
    for each in ids:
        label = by_id[each].label
        width = max(WIDTH, len(label) * LETTER + EDGES)
        made.append(Button(row, col, label, by_id[each].macro, offset, width))
        offset += width + GAP
    return tuple(made)
