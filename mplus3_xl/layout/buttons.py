"""The sheet buttons: actions of the ribbon's own list, in a row."""

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.model import Button

WIDTH, GAP = 130, 10  # pixels


def buttons(row: int, col: int, *ids: str) -> tuple[Button, ...]:
    """Return the buttons of the actions `ids`, side by side from the cell (`row`, `col`)."""
    by_id = {action.id: action for action in ACTIONS}
    return tuple(
        Button(row, col, by_id[each].label, by_id[each].macro, offset=at * (WIDTH + GAP))
        for at, each in enumerate(ids)
    )
