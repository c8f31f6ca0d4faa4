"""A folder to try everything in: six invented months, then exports on a day that stands still."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from mplus3_xl import settings
from mplus3_xl.bootstrap import Workspace, open_workspace, shipped
from mplus3_xl.collection import no_collection
from mplus3_xl.domain.queue.queue import QueueRow
from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError, said_by
from mplus3_xl.history.exports import moved, read_past
from mplus3_xl.history.months import Past
from mplus3_xl.history.plans import Span
from mplus3_xl.intake import Intake, refuse_unwritable, take_in
from mplus3_xl.rules import table
from mplus3_xl.store.engine import file_of, open_engine
from mplus3_xl.store.files.copying import write_out
from mplus3_xl.store.migrations import HEAD
from mplus3_xl.store.schema import upgrade
from mplus3_xl.store.unit_of_work import SqlStore
from mplus3_xl.workbook import NAME, make_workbook

# The day around which the sample exports were invented.
DAY = date(2026, 11, 23)
# A moment when the law permits to call, and the sites that are open that day do.
HOUR = time(10, 30)
# The first day of the past that goes before it.
SINCE = date(2026, 5, 1)
EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo made."""

    workspace: Workspace
    intake: Intake
    rows: list[QueueRow]
    workbook: Path


def make_demo(folder: Path, day: date | None, progress: Callable[[str], None]) -> Demo:
    """Make the demo in `folder`; an earlier demo there is made anew.

    Raises UserError for a folder that holds something else.
    """
    refuse_unwritable(folder)
    _clear(folder)
    settings.freeze_day(folder, day or DAY, HOUR, _agencies())
    exports = folder / EXPORTS
    span = (day or DAY) - DAY
    _copy_exports(shipped("workbook") / "exports", exports, span)
    # The demo's own store, wherever MPLUS3_BASE points: it never touches a real one.
    workspace = open_workspace(folder, settings.own_store(folder), None)
    _live_past(workspace, span, progress)
    intake = take_in(workspace, sorted(exports.iterdir()), {}, progress)
    workbook = make_workbook(workspace, None, progress)
    return Demo(workspace, intake, workspace.queue(), workbook)


def _live_past(workspace: Workspace, span: timedelta, progress: Callable[[str], None]) -> None:
    """Live the past in memory, much quicker than on a disk, then write it down."""
    engine = open_engine("sqlite://")
    upgrade(engine, HEAD)
    past = read_past(shipped("workbook") / "historique", span)
    days = Span(SINCE + span, workspace.today - timedelta(days=1))
    with no_collection():
        Past(SqlStore(engine), workspace.agencies, past, days).live(progress)
    write_out(engine, file_of(workspace.engine()))
    engine.dispose()


def _agencies() -> list[dict[str, Any]]:
    """Return the sites with what the script says of them, all invented."""
    return [
        {
            **site,
            "telephone": f"04 65 71 12 3{number}",  # a range kept for fiction
            "email": f"{fold(site['nom'])}@exemple.fr",
            "assureur": "Assurances Exemple",
        }
        for number, site in enumerate(table("agencies")["agence"])
    ]


def _copy_exports(source: Path, target: Path, span: timedelta) -> None:
    """Copy the sample exports, their contracts moved by `span`, so that any day has its calls."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if span and path.suffix == ".xlsx":
            _move(path, target / path.name, span)
        else:
            shutil.copy(path, target)


def _move(source: Path, target: Path, span: timedelta) -> None:
    from python_calamine import CalamineWorkbook
    from xlsxwriter import Workbook

    with CalamineWorkbook.from_path(source) as book:
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False}
    with Workbook(target, options) as book:
        sheet = book.add_worksheet("Feuil1")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, [moved(cell, span) for cell in row])


def _clear(folder: Path) -> None:
    """Remove an earlier demo; refuse a folder that holds anything else."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if settings.load(folder).frozen_day is None:
        raise UserError(
            "demo_dossier_occupe",
            f"Le dossier « {folder} » contient autre chose qu’une démonstration.",
            "Choisissez un dossier vide ou nouveau avec --espace.",
        )
    try:
        if (folder / EXPORTS).exists():  # first: Windows keeps an export that is open in Excel
            shutil.rmtree(folder / EXPORTS)
        for name in (NAME, settings.STORE, f"{settings.STORE}-wal", f"{settings.STORE}-shm"):
            (folder / name).unlink(missing_ok=True)
        for rejects in folder.glob("rejets_*.xlsx"):
            rejects.unlink()
    except OSError as error:
        raise UserError(
            "demo_ouverte",
            f"La démonstration « {folder} » est en cours d’utilisation ({said_by(error)}).",
            "Fermez son classeur et ses exports, puis recommencez.",
        ) from error
