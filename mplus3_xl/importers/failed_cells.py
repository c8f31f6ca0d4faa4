"""The formulas of an .xlsx that gave no value, which calamine reads as empty cells.

A cell in error (`#N/A`) is given back its error. A formula that nothing has computed, as programs
other than Excel write it, is told as such: the person who opens the file sees its value. Those of
an .xls are not told: its file would have to be taken apart for them. A csv holds them as texts.
"""

import re
from collections.abc import Mapping

from mplus3_xl.importers.bounds import column_number
from mplus3_xl.importers.cells import NOT_COMPUTED

# By line and column, both from 0.
Failed = dict[tuple[int, int], str]

# Programs differ in the order of a cell's attributes and in their quotes: they are read alone.
_FORMULA = rb"(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)"
_IN_ERROR = re.compile(rb"""<c\s([^>]*?\bt=["']e["'][^>]*)>\s*""" + _FORMULA + rb"?<v>([^<]*)</v>")
_NO_VALUE = re.compile(rb"<c\s([^>]*)>" + _FORMULA + rb"(?:<v></v>|<v ?/>)?</c>")
_SIGNS = (b"</f><v></v>", b"</f><v/>", b"</f><v />", b"</f></c>")
_PLACE = re.compile(rb"""(?:^|\s)r=["']([A-Za-z]{1,3})(\d{1,7})["']""")
_TEXT = re.compile(rb"""(?:^|\s)t=["']str["']""")


def failed_in(window: bytes) -> Failed:
    """Find the cells of a piece of a sheet that gave no value, and what to show of them."""
    found: Failed = {}
    if b't="e"' in window or b"t='e'" in window:
        for cell in _IN_ERROR.finditer(window):
            _note(found, cell[1], cell[2].decode())
    if b"</f>" in window and any(sign in window for sign in _SIGNS):
        for cell in _NO_VALUE.finditer(window):
            if not _TEXT.search(cell[1]):  # a text that is empty is a value
                _note(found, cell[1], NOT_COMPUTED)
    return found


def put_back(rows: list[list[object]], failed: Mapping[tuple[int, int], str]) -> None:
    """Write in the rows of a sheet what its failed cells show."""
    for (line, column), shown in failed.items():
        if line < len(rows) and column < len(rows[line]):
            rows[line][column] = shown


def _note(found: Failed, attributes: bytes, shown: str) -> None:
    if place := _PLACE.search(attributes):
        found[int(place[2]) - 1, column_number(place[1]) - 1] = shown
