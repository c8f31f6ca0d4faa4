"""Walking an .xlsx as bytes before calamine reads it: its bounds, and what calamine leaves out."""

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from mplus3_xl.importers.bounds import Rectangle, refuse_bomb
from mplus3_xl.importers.failed_cells import Failed, failed_in
from mplus3_xl.importers.hidden_rows import hidden_in
from mplus3_xl.importers.opening import refuse_damaged
from mplus3_xl.importers.sheet_parts import is_since_1904, sheet_parts

_CHUNK = 1 << 22
_OVERLAP = 4_096


@dataclass(frozen=True, slots=True)
class Untold:
    """What calamine does not tell of a sheet: its cells without a value, its hidden lines."""

    failed: Failed = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Walked:
    """What was met in a workbook: how its days count, and what is untold of each sheet."""

    since_1904: bool
    sheets: list[Untold]


def walk(path: Path) -> Walked:
    """Walk a workbook to its end. Raises UserError for what is beyond the bounds or damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            refuse_bomb(path, archive)
            found = {
                part.filename: _walk_part(path, archive, part)
                for part in archive.infolist()
                if part.filename.startswith("xl/") and part.filename.endswith(".xml")
            }
            sheets = [found.get(name, Untold()) for name in sheet_parts(archive)]
            return Walked(is_since_1904(archive), sheets)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        refuse_damaged(path)


def _walk_part(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Untold:
    """Read a part to its end, which checks its sum; bound the rectangle of a sheet.

    The prefix that the Open XML SDK gives to each element, the first one too, is taken off.
    """
    untold, rectangle, rest, prefixed = Untold(), Rectangle(), b"", False
    is_sheet = part.filename.startswith("xl/worksheets/")
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not is_sheet:
                continue
            window = rest + chunk
            if prefixed or (prefixed := not rest and b"<x:" in window[:_OVERLAP]):
                window = window.replace(b"<x:", b"<").replace(b"</x:", b"</")
            rectangle.widen(window)
            untold.failed.update(failed_in(window))
            untold.hidden.update(hidden_in(window))
            rest = window[-_OVERLAP:]
    rectangle.refuse_if_too_large(path)
    return untold
