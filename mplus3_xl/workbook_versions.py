"""Which versions are installed, and which workbook of a folder is known to be of them."""

import sys
from pathlib import Path

from mplus3_xl import __version__
from mplus3_xl.layout.technical import LAYOUT_VERSION

NOTE = ".mplus3-classeur"
"""The file that says which workbook of a folder is known to be of the installed versions."""


def installed() -> dict[str, str]:
    """Return the versions of what is installed, by the name of the workbook's own."""
    return {
        "meta_layout": LAYOUT_VERSION,
        "meta_package": __version__,
        "meta_xlwings": xlwings_version(),
    }


def xlwings_version() -> str:
    """Ask the library itself where a click has it loaded: its metadata takes 25 ms to find."""
    loaded = sys.modules.get("xlwings")
    if loaded is not None:
        return str(loaded.__version__)
    from importlib import metadata

    return metadata.version("xlwings")


def versions_noted(folder: Path, book: Path) -> bool:
    """Say whether the workbook `book`, as its file is now, was noted for what is installed."""
    note = folder / NOTE
    return note.is_file() and note.read_text(encoding="utf-8") == _noted(book)


def note_versions(folder: Path, book: Path) -> None:
    """Note a workbook of the installed versions: its clicks need not read them any more."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NOTE).write_text(_noted(book), encoding="utf-8")


def _noted(book: Path) -> str:
    written = book.stat().st_mtime_ns if book.is_file() else 0
    return "\n".join([str(book.absolute()), str(written), *installed().values()])
