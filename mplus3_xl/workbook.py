"""Making the workbook, and knowing whether one that exists is of this version."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mplus3_xl import __version__
from mplus3_xl.bootstrap import Workspace, shipped
from mplus3_xl.domain.agency.agencies import Agencies
from mplus3_xl.errors import UserError, said_by
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.technical import DEMO, STORE, meta
from mplus3_xl.whole_files import put_whole
from mplus3_xl.workbook_content import content_of, whole
from mplus3_xl.workbook_names import refuse_equals_sign
from mplus3_xl.workbook_versions import note_versions, xlwings_version

NAME = "MPlus3.xlsm"


def make_workbook(
    workspace: Workspace, target: Path | None, progress: Callable[[str], None]
) -> Path:
    """Write the workbook at `target`, or in the folder; return its path. Raises UserError.

    A target that ends in `.xlsx` gets the one to read, without macros.
    """
    progress("Lecture de la base")
    content = whole(content_of(workspace), workspace)._replace(released=release_day())
    progress("Écriture du classeur")
    path = write_workbook(target or workspace.folder / NAME, content)
    if path.suffix.lower() == ".xlsm":
        note_versions(workspace, path)
    return path


def write_workbook(path: Path, content: Content) -> Path:
    """Write a workbook whole, or not at all. Raises UserError."""
    if path.suffix.lower() not in (".xlsm", ".xlsx"):
        raise UserError(
            "classeur_nom",
            f"« {path.name} » n’est pas un nom de classeur.",
            "Terminez-le par .xlsm (avec les boutons) ou .xlsx (pour lire seulement).",
        )
    macros = path.suffix.lower() == ".xlsm"
    if macros:
        refuse_equals_sign(path.name)
    try:
        put_whole(path, _painted(content, macros=macros))
    except OSError as error:
        raise UserError(
            "classeur_bloque",
            f"Le classeur « {path} » ne peut pas être écrit ({said_by(error)}).",
            "Libérez de la place si le disque est plein, fermez-le s’il est ouvert (dans Excel), "
            "ou écrivez-le ailleurs avec --sortie.",
        ) from error
    return path


def _painted(content: Content, *, macros: bool) -> bytes:
    from mplus3_xl.painter.macro_workbook import workbook_with_macros
    from mplus3_xl.painter.workbook import paint

    if macros:
        return workbook_with_macros(content, shipped("vba_shims"))
    written = BytesIO()
    paint(written, content)
    return written.getvalue()


class Told(NamedTuple):
    """What a workbook says of itself: whether it is of this version, and of which store.

    It may be that of a demo. `store` is empty for one of any store, or of another version.
    """

    is_current: bool
    store: str


def told_by(path: Path) -> Told:
    """Read what a file says of itself in its sheet `_meta`."""
    cells = meta(blank_content()._replace(xlwings_version=xlwings_version())).cells
    expected = {(cell.row, cell.col): cell.value for cell in cells}
    free = {cell.name: (cell.row, cell.col) for cell in cells if cell.name in (DEMO, STORE)}
    told = _cells_of(path)
    is_current = told | {at: expected[at] for at in free.values()} == expected
    return Told(is_current, str(told.get(free[STORE], "")) if is_current else "")


def _cells_of(path: Path) -> dict[tuple[int, int], object]:
    """Read the sheet `_meta` of a file, by row and column; nothing of one that is no workbook."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as book:
            found = book.get_sheet_by_name("_meta").to_python()
    except (OSError, CalamineError):
        return {}
    return {(row, col): value for row, line in enumerate(found) for col, value in enumerate(line)}


def blank_content() -> Content:
    """Return what the released workbook shows: no dossier, on the day of its version."""
    version_day = release_day()
    sites = Agencies.default().sites
    return Content(au=version_day, version=__version__, released=version_day, agencies=sites)


def release_day() -> date:
    """Return the day of this version, as the CHANGELOG says it."""
    text = shipped("CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## {re.escape(__version__)} – (\d{{4}}-\d{{2}}-\d{{2}})$", text, re.MULTILINE
    )
    if found is None:
        raise LookupError(f"CHANGELOG.md says no day for version {__version__}")
    return date.fromisoformat(found[1])
