"""Which versions are installed, and which workbook of a folder is known to be of them."""

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mplus3_xl import __version__
from mplus3_xl.layout.technical import LAYOUT_VERSION

if TYPE_CHECKING:
    from mplus3_xl.bootstrap import Workspace

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


def versions_noted(workspace: "Workspace", book: Path) -> bool:
    """Say whether the workbook `book`, as its file is now, was noted for what is in use."""
    note = workspace.folder / NOTE
    return note.is_file() and note.read_text(encoding="utf-8") == _noted(workspace, book)


def note_versions(workspace: "Workspace", book: Path) -> None:
    """Note a workbook of the installed versions and of the store: its clicks need not read them."""
    workspace.folder.mkdir(parents=True, exist_ok=True)
    (workspace.folder / NOTE).write_text(_noted(workspace, book), encoding="utf-8")


def _noted(workspace: "Workspace", book: Path) -> str:
    written = book.stat().st_mtime_ns if book.is_file() else 0
    # An address may hold a password, which no file is to keep.
    where = hashlib.sha256(workspace.address.encode()).hexdigest()
    return "\n".join([str(book.absolute()), str(written), where, *installed().values()])
