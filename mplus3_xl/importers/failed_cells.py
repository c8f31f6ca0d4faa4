"""The formulas of an .xlsx that gave no value, which calamine reads as empty cells.

A cell in error (`#N/A`) is given back its error. A formula that nothing has computed, as programs
other than Excel write it, is told as such: the person who opens the file sees its value.
"""

import re
from collections.abc import Mapping

from mplus3_xl.importers.cells import NOT_COMPUTED

# By line and column, both from 0.
Failed = dict[tuple[int, int], str]

_IN_ERROR = re.compile(
    rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?\bt="e"[^>]*>'
    rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>"
)
_NO_VALUE = re.compile(
    rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"([^>]*)><f[^>]*>[^<]*</f>(?:<v></v>|<v ?/>)?</c>'
)
_SIGNS = (b"</f><v></v>", b"</f><v/>", b"</f><v />", b"</f></c>")


def failed_in(window: bytes) -> Failed:
    """Find the cells of a piece of a sheet that gave no value, and what to show of them."""
    found: Failed = {}
    if b't="e"' in window:
        found |= {
            _place(*cell.groups()[:2]): cell[3].decode() for cell in _IN_ERROR.finditer(window)
        }
    if any(sign in window for sign in _SIGNS):
        for cell in _NO_VALUE.finditer(window):
            if b't="str"' not in cell[3]:  # a text that is empty is a value
                found[_place(cell[1], cell[2])] = NOT_COMPUTED
    return found


def put_back(rows: list[list[object]], failed: Mapping[tuple[int, int], str]) -> None:
    """Write in the rows of a sheet what its failed cells show."""
    for (line, column), shown in failed.items():
        if line < len(rows) and column < len(rows[line]):
            rows[line][column] = shown


def _place(letters: bytes, number: bytes) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(number) - 1, column - 1
