"""Reading the sheets of an .xlsx or .xls, within bounds."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from mplus3_xl.importers.failed_cells import put_back
from mplus3_xl.importers.opening import refuse_damaged, refuse_protected
from mplus3_xl.importers.walking import walk

Corner = tuple[int, int]


def read_sheets(path: Path, kind: str, *, hidden: bool = False) -> Iterator[list[list[Any]]]:
    """Yield the rows of each visible sheet that holds something, or of each hidden one.

    Row `n` of the sheet is `rows[n - 1]`, blank ones included. Raises UserError.
    """
    failed = walk(path) if kind == "xlsx" else []
    try:
        # By its content: from a path, calamine believes the ending of the name.
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            for at, sheet in enumerate(book.sheets_metadata):
                if (sheet.visible is not SheetVisibleEnum.Visible) is hidden:
                    content = book.get_sheet_by_name(sheet.name)
                    if content.total_height:
                        rows: list[list[Any]] = content.to_python(skip_empty_area=False)
                        put_back(rows, failed[at] if at < len(failed) else {})
                        _fill_down(rows, content.merged_cell_ranges or ())
                        yield rows
    except PasswordError:
        refuse_protected(path)
    except CalamineError:
        refuse_damaged(path)


def _fill_down(rows: list[list[Any]], merged: Iterable[tuple[Corner, Corner]]) -> None:
    """Give each row of a cell that is merged downwards what the person sees there."""
    for (first, column), (last, _) in merged:
        for row in rows[first + 1 : last + 1]:
            if column < len(row):
                row[column] = rows[first][column]
