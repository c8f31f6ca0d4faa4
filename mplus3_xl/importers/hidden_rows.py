"""The rows of an .xlsx that its person does not see: a filter, or a hand, has hidden them.

Those of an .xls are not told: its file would have to be taken apart for them.
"""

import re

_HIDDEN = re.compile(rb"""<row\s([^>]*?\bhidden=["'](?:1|true)["'][^>]*)>""")
_NUMBER = re.compile(rb"""(?:^|\s)r=["'](\d{1,7})["']""")


def hidden_in(window: bytes) -> set[int]:
    """Return the lines, from 1, that a piece of a sheet hides."""
    if b"hidden=" not in window:
        return set()
    rows = (_NUMBER.search(found[1]) for found in _HIDDEN.finditer(window))
    return {int(number[1]) for number in rows if number}
