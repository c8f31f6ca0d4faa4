"""What follows the day and the agency: the hidden sheet `_jour`.

It holds lists to choose from, and what other sheets show of the day by formulas. A refresh writes
all of it in one call; nobody types there, so it needs no protection to be taken off.
"""

from mplus3_xl.layout.choices import PLACES, choices
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.heading import DAY, day_line
from mplus3_xl.layout.lists import listed
from mplus3_xl.layout.model import Cell, Sheet, Value
from mplus3_xl.layout.queue import accueil
from mplus3_xl.layout.style import Kind

TITLE = "_jour"
FILTER = "jour_filtre"
"""The mark that a click has looked after the filter of the queue; none in a new workbook."""


def shown(content: Content) -> dict[str, Value]:
    """Return what other sheets show of the day, by name."""
    return {**_words(content), **_figures(content)}


def _words(content: Content) -> dict[str, str]:
    return {DAY: day_line(content), accueil.FIRST_CALL: accueil.first_call(content)}


def _figures(content: Content) -> dict[str, int]:
    keys = [accueil.figure(key) for key, *_ in (*accueil.CARDS, *accueil.ALERTS)]
    return dict(zip(keys, (*content.counters, *content.alerts), strict=True))


def sheet(content: Content) -> Sheet:
    """Return `_jour`: a column for each list, and one for what is shown."""
    made = choices(content.agencies, content.charges, content.au)
    lists = listed(TITLE, "FeuilJour", made, PLACES)
    entries = (
        (FILTER, None, Kind.TEXT),
        *((name, text, Kind.TEXT) for name, text in _words(content).items()),
        *((name, count, Kind.WHOLE) for name, count in _figures(content).items()),
    )
    column = [
        Cell(row, len(made), value, kind=kind, name=name)
        for row, (name, value, kind) in enumerate(entries, start=1)
    ]
    return lists._replace(cells=(*lists.cells, *column), widths=(*lists.widths, lists.widths[0]))
