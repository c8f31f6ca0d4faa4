"""Walking an .xlsx as bytes before calamine reads it: its bounds, and what calamine leaves out."""

import zipfile
import zlib
from pathlib import Path

from mplus3_xl.importers.bounds import Rectangle, refuse_bomb
from mplus3_xl.importers.failed_cells import Failed, failed_in
from mplus3_xl.importers.opening import refuse_damaged
from mplus3_xl.importers.sheet_parts import sheet_parts

_CHUNK = 1 << 22
_OVERLAP = 4_096


def walk(path: Path) -> list[Failed]:
    """Refuse what is beyond the bounds; return the cells without a value, sheet by sheet.

    Raises UserError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(path, archive)
            failed = {
                part.filename: _walk_part(path, archive, part)
                for part in archive.infolist()
                if part.filename.startswith("xl/") and part.filename.endswith(".xml")
            }
            return [failed.get(name, {}) for name in sheet_parts(archive)]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        refuse_damaged(path)


def _walk_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Failed:
    """Read a part to its end, which checks its sum; bound the rectangle of a sheet.

    Return the cells without a value of a sheet; nothing of another part.
    """
    failed: Failed = {}
    is_sheet = part.filename.startswith("xl/worksheets/")
    rectangle, rest = Rectangle(), b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_sheet:
                continue
            window = rest + chunk
            rectangle.widen(window)
            failed |= failed_in(window)
            rest = window[-_OVERLAP:]
    rectangle.refuse_if_too_large(path)
    return failed
