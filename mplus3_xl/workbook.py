"""Making the workbook: what the store says today, painted."""

from collections.abc import Callable
from pathlib import Path

from mplus3_xl import __version__
from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.content import Alerts, Charge, Content
from mplus3_xl.layout.counting import counters
from mplus3_xl.services.overview import Overview, overview

NAME = "MPlus3.xlsx"


def make_workbook(
    workspace: Workspace, target: Path | None, progress: Callable[[str], None]
) -> Path:
    """Write the workbook at `target`, or in the folder; return its path. Raises UserError."""
    from mplus3_xl.painter.workbook import paint

    progress("Lecture de la base")
    content = content_of(workspace)
    progress("Écriture du classeur")
    path = target or workspace.folder / NAME
    part = path.with_name(f"{path.name}.partiel")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        paint(part, content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(
            "classeur_bloque",
            f"Le classeur « {path} » ne peut pas être écrit ({error.strerror}).",
            "Fermez-le dans Excel, ou écrivez-le ailleurs avec --sortie.",
        ) from error
    return path


def content_of(workspace: Workspace) -> Content:
    """Gather what the workbook of the day shows."""
    rows = workspace.queue()
    state = overview(workspace.store())
    return Content(
        au=workspace.today,
        version=__version__,
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
