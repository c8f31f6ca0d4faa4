"""What an .xlsx may cost: how much it unpacks to, and how far the cells of a sheet go.

calamine builds the whole rectangle of a sheet in memory: one cell at the far right of 3,000 rows
costs it 2 GB.
"""

import re
import zipfile
from pathlib import Path

from mplus3_xl.errors import UserError

MOST_BYTES = 600_000_000  # unpacked; 100,000 contracts are 70 million
MOST_RATIO, LEAST_BOMB = 100, 50_000_000  # an export unpacks to 10 or 20 times its size
MOST_CELLS = 12_000_000  # of a sheet's rectangle; 100,000 contracts are 1.7 million

# A cell that holds something, beyond column Z; a formatted empty one has no child. The pattern
# begins with the letters it looks for: 85 MB of XML are then searched in 0.07 s, not in 0.4.
_FAR_CELL = re.compile(rb"""r=["']([A-Za-z]{2,3})(\d{1,7})["'](?:[^>]*[^>/])?>\s*<[^/]""")
_ROW = re.compile(rb"""<row\b[^>]*?\br=["'](\d{1,7})["']""")
_CELL = re.compile(rb"<c(?:\s[^>]*|/)?>")
_PLACE = re.compile(rb"\br=")
_PLAIN_WIDTH = 26


def refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse an archive that unpacks to too much, before anything of it is read."""
    unpacked = sum(part.file_size for part in archive.infolist())
    packed = sum(part.compress_size for part in archive.infolist())
    if unpacked > MOST_BYTES or unpacked > max(LEAST_BOMB, MOST_RATIO * packed):
        raise UserError(
            "fichier_demesure",
            f"« {path.name} » se décompresse en {unpacked // 1_000_000} Mo : plus de "
            f"{MOST_BYTES // 1_000_000} Mo, ou plus de {MOST_RATIO} fois sa taille.",
            "Ce n’est pas un export ordinaire : refaites-le, ou coupez-le en plusieurs fichiers.",
        )


class Rectangle:
    """How far the cells of a sheet go, told piece by piece (`widen`)."""

    def __init__(self) -> None:
        self._width, self._height, self._unplaced, self._farthest = _PLAIN_WIDTH, 0, 0, ""

    def widen(self, window: bytes) -> None:
        """Take in the cells of a piece of the sheet."""
        for found in _FAR_CELL.finditer(window):
            self._height = max(self._height, int(found[2]))
            if (column := column_number(found[1])) > self._width:
                self._width, self._farthest = column, (found[1] + found[2]).decode()
        self._height = max(self._height, _last_row(window))
        if _is_unplaced(window):
            widest = (row.count(b"<c") for row in window.split(b"<row"))
            self._width = max(self._width, *widest)
            self._unplaced += window.count(b"<row")

    def refuse_if_too_large(self, path: Path) -> None:
        """Refuse a sheet that calamine could not hold. Raises UserError."""
        width, height = self._width, max(self._height, self._unplaced)
        if width * height <= MOST_CELLS:
            return
        far = self._farthest
        where = f"une cellule remplie en {far}" if far else f"{height} lignes"
        raise UserError(
            "feuille_demesuree",
            f"« {path.name} » a {where} : la feuille couvre {width} colonnes sur {height} lignes, "
            f"plus que les {MOST_CELLS // 1_000_000} millions de cellules permises.",
            "Supprimez les colonnes et les lignes vides jusqu’à la dernière cellule (Ctrl+Fin), "
            "enregistrez, puis recommencez.",
        )


def column_number(letters: bytes) -> int:
    """Return the number of a column, from 1: that of `AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _is_unplaced(window: bytes) -> bool:
    """Say whether rows or cells come without their place, which few programs leave out.

    The first cell tells: counting them all would cost more than reading them.
    """
    first = _CELL.search(window)
    unplaced_cells = first is not None and not _PLACE.search(first[0])
    return unplaced_cells or (b"<row" in window and not _last_row(window))


def _last_row(window: bytes) -> int:
    at = window.rfind(b"<row")
    while at >= 0:
        if found := _ROW.match(window, at):
            return int(found[1])
        at = window.rfind(b"<row", 0, at)
    return 0
