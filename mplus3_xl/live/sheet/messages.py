"""The message of a sheet as its cells: a point a line on a form, two lines elsewhere."""

import re

from mplus3_xl.layout.message import CUT, few_lines, lines
from mplus3_xl.live.port import Fields
from mplus3_xl.live.sheet import places

_MOST_QUOTED = 200  # characters
_LONG_QUOTE = re.compile(rf"« ([^«»]{{{_MOST_QUOTED}}})[^«»]+ »")


def message_of(sheet: str, text: str) -> Fields:
    """Return the cells that say `text` on a sheet; none, if it has no place for a message.

    What it quotes is cut where it is long: what to do, which comes last, must have room.
    """
    text = _LONG_QUOTE.sub(rf"« \1{CUT} »", text)
    cell, more = places.ending(sheet, "_message"), places.ending(sheet, "_suite")
    if cell is None:
        return {}
    if more is None:
        return {cell: text.replace("\n", " ")}
    if places.cell_of(more) == places.areas(sheet)[more]:
        said, left = few_lines(text)
        return {cell: said, more: left}
    first, *rest = lines(text) or [""]
    return {cell: first, more: [[line] for line in rest]}
