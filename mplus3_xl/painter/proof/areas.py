"""Rectangles of cells, as files write them."""

import re
from functools import lru_cache
from typing import NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_AREA = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}(:\$?[A-Z]{1,3}\$?\d{1,7})?")


class Area(NamedTuple):
    """A rectangle; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def meets(self, other: "Area") -> bool:
        """Whether the two share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )


@lru_cache(maxsize=20_000)  # a workbook names each of its cells many times
def read_area(text: str) -> Area | None:
    """The area that `A1` or `A1:B2` names; None when it is none, or outside the sheet."""
    if not _AREA.fullmatch(text):
        return None
    first, _, last = text.partition(":")
    corners = (*xl_cell_to_rowcol(first), *xl_cell_to_rowcol(last or first))
    area = Area(*(at + 1 for at in corners))
    inside = 1 <= area.top <= area.bottom <= LAST_ROW
    return area if inside and area.left <= area.right <= LAST_COLUMN else None


def overlaps(areas: list[Area]) -> bool:
    """Whether any two of the areas share a cell; in one pass from top to bottom."""
    open_areas: list[Area] = []
    for area in sorted(areas):
        open_areas = [other for other in open_areas if other.bottom >= area.top]
        if any(area.meets(other) for other in open_areas):
            return True
        open_areas.append(area)
    return False
