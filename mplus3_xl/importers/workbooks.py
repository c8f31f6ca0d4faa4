"""Reading the sheets of an .xlsx or .xls, within bounds."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from mplus3_xl.importers.failed_cells import put_back
from mplus3_xl.importers.opening import refuse_damaged, refuse_protected
from mplus3_xl.importers.walking import Untold, Walked, walk

# The record of an .xls that counts the days from 1904, and the head of the one that follows it.
_XLS_SINCE_1904 = bytes.fromhex("22000200 0100 0e000200")

Row = list[Any]
Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a sheet, or of a csv: row `n` is `rows[n - 1]`, blank ones included.

    `hidden` are the lines that a filter or a hand hides. `since_1904`: a number that is a day
    counts from 1904; a cell that is formatted as one is right already.
    """

    name: str
    rows: list[Row]
    hidden: Set[int] = frozenset()
    since_1904: bool = False


def read_sheets(path: Path, kind: str, *, hidden: bool = False) -> Iterator[Sheet]:
    """Yield each visible sheet, or each hidden one. Raises UserError."""
    walked = walk(path) if kind == "xlsx" else Walked(_is_old_mac(path), [])
    try:
        # By its content: from a path, calamine believes the ending of the name.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            for at, sheet in enumerate(book.sheets_metadata):
                if (sheet.visible != SheetVisibleEnum.Visible) is hidden:
                    content = book.get_sheet_by_name(sheet.name)
                    untold = walked.sheets[at] if at < len(walked.sheets) else Untold()
                    rows: list[Row] = content.to_python(skip_empty_area=False)
                    put_back(rows, untold.failed)
                    _fill_down(rows, content.merged_cell_ranges or ())
                    yield Sheet(sheet.name, rows, untold.hidden, walked.since_1904)
    except PasswordError:
        refuse_protected(path)
    except CalamineError:
        refuse_damaged(path)


def _is_old_mac(path: Path) -> bool:
    return _XLS_SINCE_1904 in path.read_bytes()


def _fill_down(rows: list[Row], merged: Iterable[tuple[Corner, Corner]]) -> None:
    """Give each row of a cell that is merged downwards what the person sees there."""
    for (first, column), (last, _) in merged:
        for row in rows[first + 1 : last + 1]:
            if column < len(row):
                row[column] = rows[first][column]
