"""Reading the sheets of an .xlsx or .xls, within bounds.

calamine builds the whole rectangle of a sheet in memory: one cell at the far right of 3,000 rows
costs it 2 GB. So an .xlsx is walked once before, as bytes: how much it unpacks to, and how far
its cells go.
"""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from mplus3_xl.errors import UserError
from mplus3_xl.importers.failed_cells import Failed, failed_in, put_back
from mplus3_xl.importers.opening import refuse_damaged, refuse_protected
from mplus3_xl.importers.sheet_parts import sheet_parts

MOST_BYTES = 600_000_000  # unpacked; 100,000 contracts are 70 million
MOST_RATIO, LEAST_BOMB = 100, 50_000_000  # an export unpacks to 10 or 20 times its size
MOST_CELLS = 12_000_000  # of a sheet's rectangle; 100,000 contracts are 1.7 million
_CHUNK = 1 << 22
_OVERLAP = 4_096

# A cell that holds something, beyond column Z; a formatted empty one has no child. The pattern
# begins with the letters it looks for: 85 MB of XML are then searched in 0.07 s, not in 0.4.
_FAR_CELL = re.compile(rb"""r=["']([A-Za-z]{2,3})(\d{1,7})["'](?:[^>]*[^>/])?>\s*<[^/]""")
_ROW = re.compile(rb"""<row\b[^>]*?\br=["'](\d{1,7})["']""")
_CELL = re.compile(rb"<c(?:\s[^>]*|/)?>")
_PLACE = re.compile(rb"\br=")
_PLAIN_WIDTH = 26

Corner = tuple[int, int]


def read_sheets(path: Path, kind: str, *, hidden: bool = False) -> Iterator[list[list[Any]]]:
    """Yield the rows of each visible sheet that holds something, or of each hidden one.

    Row `n` of the sheet is `rows[n - 1]`, blank ones included. Raises UserError.
    """
    failed = _check_bounds(path) if kind == "xlsx" else []
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


def _check_bounds(path: Path) -> list[Failed]:
    """Refuse what is beyond the bounds; return the cells without a value, sheet by sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            packed = sum(part.compress_size for part in archive.infolist())
            if unpacked > MOST_BYTES or unpacked > max(LEAST_BOMB, MOST_RATIO * packed):
                _refuse_bomb(path, unpacked)
            failed = {
                part.filename: _walk(path, archive, part)
                for part in archive.infolist()
                if part.filename.startswith("xl/") and part.filename.endswith(".xml")
            }
            return [failed.get(name, {}) for name in sheet_parts(archive)]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        refuse_damaged(path)


def _refuse_bomb(path: Path, unpacked: int) -> None:
    raise UserError(
        "fichier_demesure",
        f"« {path.name} » se décompresse en {unpacked // 1_000_000} Mo : plus de "
        f"{MOST_BYTES // 1_000_000} Mo, ou plus de {MOST_RATIO} fois sa taille.",
        "Ce n’est pas un export ordinaire : refaites-le, ou coupez-le en plusieurs fichiers.",
    )


def _walk(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Failed:
    """Read a part to its end, which checks its sum; bound the rectangle of a sheet.

    Return the cells without a value of a sheet; nothing of another part.
    """
    failed: Failed = {}
    is_sheet = part.filename.startswith("xl/worksheets/")
    width, height, unplaced, farthest, rest = _PLAIN_WIDTH, 0, 0, "", b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_sheet:
                continue
            window = rest + chunk
            for found in _FAR_CELL.finditer(window):
                height = max(height, int(found[2]))
                if (column := _column_number(found[1])) > width:
                    width, farthest = column, (found[1] + found[2]).decode()
            height = max(height, _last_row(window))
            if _is_unplaced(window):
                width = max(width, *(row.count(b"<c") for row in window.split(b"<row")))
                unplaced += window.count(b"<row")
            failed |= failed_in(window)
            rest = window[-_OVERLAP:]
    height = max(height, unplaced)
    if width * height > MOST_CELLS:
        _refuse_rectangle(path, width, height, farthest)
    return failed


def _is_unplaced(window: bytes) -> bool:
    """Say whether rows or cells come without their place, which few programs leave out.

    The first cell tells: counting them all would cost more than reading them.
    """
    first = _CELL.search(window)
    unplaced_cells = first is not None and not _PLACE.search(first[0])
    return unplaced_cells or (b"<row" in window and not _last_row(window))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _last_row(window: bytes) -> int:
    at = window.rfind(b"<row")
    while at >= 0:
        if found := _ROW.match(window, at):
            return int(found[1])
        at = window.rfind(b"<row", 0, at)
    return 0


def _refuse_rectangle(path: Path, width: int, height: int, farthest: str) -> None:
    where = f"une cellule remplie en {farthest}" if farthest else f"{height} lignes"
    raise UserError(
        "feuille_demesuree",
        f"« {path.name} » a {where} : la feuille couvre {width} colonnes sur {height} lignes, "
        f"plus que les {MOST_CELLS // 1_000_000} millions de cellules permises.",
        "Supprimez les colonnes et les lignes vides jusqu’à la dernière cellule (Ctrl+Fin), "
        "enregistrez, puis recommencez.",
    )
