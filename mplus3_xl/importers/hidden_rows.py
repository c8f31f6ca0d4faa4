"""The rows of an .xlsx that its person does not see: a filter, or a hand, has hidden them.

A row without any height is hidden too. Where a sheet hides its rows by default (`zeroHeight`), only
those are that the file does not write: a row that holds something is seen unless it says otherwise.
Those of an .xls are not told: its file would have to be taken apart for them.
"""

import re

_HIDDEN = re.compile(rb"""<row\s([^>]*?\b(?:hidden=["'](?:1|true)|ht=["']0+(?:\.0*)?)["'][^>]*)>""")
_SAID = (b"hidden=", b'ht="0', b"ht='0")
_NUMBER = re.compile(rb"""(?:^|\s)r=["'](\d{1,7})["']""")


def hidden_in(window: bytes) -> set[int]:
    """Return the lines, from 1, that a piece of a sheet hides."""
    if not any(said in window for said in _SAID):
        return set()
    rows = (_NUMBER.search(found[1]) for found in _HIDDEN.finditer(window))
    return {int(number[1]) for number in rows if number}
