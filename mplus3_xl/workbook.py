"""Making the workbook: what the store says today, painted."""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from mplus3_xl import __version__
from mplus3_xl.bootstrap import Workspace, shipped
from mplus3_xl.domain.agencies import Agencies
from mplus3_xl.domain.charges import charge_list
from mplus3_xl.domain.queue import QueueRow
from mplus3_xl.errors import UserError
from mplus3_xl.layout.content import Alerts, Content
from mplus3_xl.layout.counting import counters
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.technical import LAYOUT_VERSION, meta
from mplus3_xl.services.overview import Overview, overview
from mplus3_xl.services.records import User

NAME = "MPlus3.xlsm"
NOTE = ".mplus3-classeur"
"""The file that says which workbook of a folder is known to be of the installed versions."""
USERS = "tUtilisateurs"
"""The table of the users, of the sheet Paramètres."""


def make_workbook(
    workspace: Workspace, target: Path | None, progress: Callable[[str], None]
) -> Path:
    """Write the workbook at `target`, or in the folder; return its path. Raises UserError.

    A target that ends in `.xlsx` gets the one to read, without macros.
    """
    progress("Lecture de la base")
    content = whole(content_of(workspace), workspace)
    progress("Écriture du classeur")
    path = write_workbook(target or workspace.folder / NAME, content)
    if path.suffix.lower() == ".xlsm":
        note_versions(workspace.folder, path)
    return path


def installed() -> dict[str, str]:
    """Return the versions of what is installed, by the name of the workbook's own."""
    return {
        "meta_layout": LAYOUT_VERSION,
        "meta_package": __version__,
        "meta_xlwings": _xlwings_version(),
    }


def _xlwings_version() -> str:
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


def interpreters(platform: str, executable: str) -> dict[str, str]:
    """Return the Python that the buttons start: this one, where Excel can run beside it.

    A workbook that is made on a server, for others to open, names none.
    """
    setting = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}.get(platform)
    return {setting: executable} if setting else {}


def write_workbook(path: Path, content: Content) -> Path:
    """Write a workbook whole, or not at all. Raises UserError."""
    from mplus3_xl.painter.macro_workbook import paint_with_macros
    from mplus3_xl.painter.workbook import paint

    if path.suffix.lower() not in (".xlsm", ".xlsx"):
        raise UserError(
            "classeur_nom",
            f"« {path.name} » n’est pas un nom de classeur.",
            "Terminez-le par .xlsm (avec les boutons) ou .xlsx (pour lire seulement).",
        )
    part = path.with_name(f".{path.stem}.partiel{path.suffix}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == ".xlsx":
            paint(part, content)
        else:
            paint_with_macros(part, content, shipped("vba_shims"))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            "classeur_bloque",
            f"Le classeur « {path} » ne peut pas être écrit ({error.strerror}).",
            "Fermez-le dans Excel, ou écrivez-le ailleurs avec --sortie.",
        ) from error
    return path


def is_current(path: Path) -> bool:
    """Say whether a file is the workbook of this version, as its sheet `_meta` tells."""
    from python_calamine import CalamineError, CalamineWorkbook

    planned = meta(blank_content()._replace(xlwings_version=_xlwings_version()))
    try:
        with CalamineWorkbook.from_path(path) as book:
            found = book.get_sheet_by_name(planned.title).to_python()
    except (OSError, CalamineError):
        return False
    expected = {(cell.row, cell.col): cell.value for cell in planned.cells}
    told = {(row, col): value for row, line in enumerate(found) for col, value in enumerate(line)}
    return told == expected


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


def content_of(workspace: Workspace) -> Content:
    """Gather what the workbook of the day shows."""
    rows, store = workspace.queue(), workspace.store()
    state = overview(store, workspace.today)
    named = [user.charge_clientele for user in state.users if user.charge_clientele]
    return Content(
        au=workspace.today,
        version=__version__,
        frozen_day=workspace.frozen,
        rows=rows,
        counters=counters(rows, workspace.today),
        alerts=_alerts(state, rows),
        agencies=workspace.agencies.sites,
        charges=charge_list(state.charges, named, workspace.reglages.charges),
        absences=workspace.reglages.absences,
        settings=workspace.reglages.values,
        reasons=workspace.reglages.reasons,
        fields={"parametres_version": workspace.reglages.version or None},
        blocks={
            USERS: [user_line(user) for user in state.users],
        },
        interpreters=interpreters(sys.platform, sys.executable),
    )


def whole(content: Content, workspace: Workspace) -> Content:
    """Add what a click that shows the queue has no need of: figures, lists, the version's day."""
    from mplus3_xl.domain.pilotage import EVERYTHING
    from mplus3_xl.layout.pilotage_lines import blocks
    from mplus3_xl.layout.scripts import TEXTS, VERSION
    from mplus3_xl.layout.scripts import lines as lines_of
    from mplus3_xl.services.figures import pilotage

    counted = pilotage(workspace.store(), workspace.today)
    figures = blocks(counted, EVERYTHING, workspace.today)
    reglages = workspace.reglages
    filled = {**content.blocks, **figures, **_lists(workspace), TEXTS: lines_of(reglages.texts)}
    fields = {**content.fields, VERSION: reglages.version or None}
    return content._replace(released=release_day(), blocks=filled, fields=fields)


def _lists(workspace: Workspace) -> dict[str, list[tuple[Value, ...]]]:
    """Return the lines of the lists that are read whole, by the name of their table."""
    from mplus3_xl.layout import reports, suivi
    from mplus3_xl.services.listed import acte_rows, action_rows, report_rows

    store, today = workspace.store(), workspace.today
    listed = (
        (suivi.ACTIONS_TABLE, suivi.ACTIONS, action_rows(store, today)),
        (suivi.ACTES_TABLE, suivi.ACTES, acte_rows(store, today)),
        (reports.TABLE, reports.COLUMNS, report_rows(store, today)),
    )
    return {
        name: [tuple(row[column.key] for column in columns) for row in rows]
        for name, columns, rows in listed
    }


def user_line(user: User) -> tuple[Value, ...]:
    """Return the cells of a user, in the order of `parametres.USER_COLUMNS`."""
    answers = ("Oui" if yes else "Non" for yes in (user.manager, not user.to_confirm))
    return (user.login, user.charge_clientele, *answers, user.seen_on)


def _alerts(state: Overview, rows: Sequence[QueueRow]) -> Alerts:
    return Alerts(
        actions_en_retard=state.attention.actions_late,
        actions_du_jour=state.attention.actions_today,
        refusees=state.attention.refused,
        conflits=state.attention.conflicts,
        absents=state.attention.absent,
        doublons=state.doubles,
        remplacements=sum(row.remplacement_probable for row in rows),
        familles_inconnues=state.attention.unknown_families,
        utilisateurs=sum(user.to_confirm for user in state.users),
    )
