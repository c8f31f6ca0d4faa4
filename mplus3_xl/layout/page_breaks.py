"""Where the pages of a sheet that prints at its own size begin."""

from collections.abc import Iterable, Mapping


def page_breaks(
    parts: Iterable[tuple[int, int]],
    heights: Mapping[int, float],
    row_height: float,
    page_height: float,
) -> tuple[int, ...]:
    """Return the rows where a page begins, so that each part that fits on one is whole.

    A part is its first and its last row, in the order of the sheet. `heights`, in points, are
    those of the rows that are not `row_height` high, by row.
    """
    breaks = [0]
    for first, last in parts:
        rows = range(breaks[-1], last + 1)
        if sum(heights.get(row, row_height) for row in rows) > page_height:
            breaks.append(first)
    return tuple(breaks[1:])
