"""Making the workbook: what the store says today, painted."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mplus3_xl import __version__
from mplus3_xl.bootstrap import Workspace, shipped
from mplus3_xl.domain.agencies import Agencies
from mplus3_xl.errors import UserError
from mplus3_xl.layout.content import Alerts, Charge, Content
from mplus3_xl.layout.counting import counters
from mplus3_xl.services.overview import Overview, overview

NAME = "MPlus3.xlsm"


def make_workbook(
    workspace: Workspace, target: Path | None, progress: Callable[[str], None]
) -> Path:
    """Write the workbook at `target`, or in the folder; return its path. Raises UserError.

    A target that ends in `.xlsx` gets the one to read, without macros.
    """
    progress("Lecture de la base")
    content = content_of(workspace)
    progress("Écriture du classeur")
    return write_workbook(target or workspace.folder / NAME, content)


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
    rows = workspace.queue()
    state = overview(workspace.store())
    return Content(
        au=workspace.today,
        version=__version__,
        released=release_day(),
        frozen_day=workspace.frozen,
        rows=rows,
        counters=counters(rows, workspace.today),
        alerts=_alerts(state, sum(row.remplacement_probable for row in rows)),
        agencies=workspace.agencies.sites,
        charges=tuple(Charge(name, agency or "") for agency, name in state.charges),
    )


def _alerts(state: Overview, replacements: int) -> Alerts:
    return Alerts(
        refusees=state.refused,
        conflits=state.conflicts,
        absents=state.absent,
        doublons=len(state.doubles),
        remplacements=replacements,
        familles_inconnues=state.unknown_families,
    )
