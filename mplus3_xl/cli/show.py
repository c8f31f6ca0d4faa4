"""Showing answers in the terminal, and progress when somebody is there to see it."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.table import Table

from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mplus3_xl.bootstrap import Workspace
    from mplus3_xl.checkup import Finding
    from mplus3_xl.domain.queue import QueueRow
    from mplus3_xl.domain.windows import Window
    from mplus3_xl.services.importing import ImportReport
    from mplus3_xl.services.overview import Overview

_COLOURS = {Phase.FENETRE: "green", Phase.EN_RETARD: "red", Phase.BIENTOT: "yellow"}
_MOST_SHOWN = 20
_ROOM_FOR_REASONS = 150
_PIPE_WIDTH = 200
_QUEUE_COLUMNS = {"": 3, "Client": 12, "Chargé": 10, "Phase": 15, "Jusqu’au": 10, "Appeler le": 11}


def out() -> Console:
    """Return the console of the answers."""
    # Nobody folds the lines of a file or of a pipe.
    return Console(highlight=False, width=None if sys.stdout.isatty() else _PIPE_WIDTH)


def err() -> Console:
    """Return the console of what goes beside the answers."""
    return Console(stderr=True, highlight=False)


def refusal(error: UserError) -> None:
    """Say what happened and what to do."""
    err().print(f"[bold red]Refusé :[/] {escape(error.what)}", soft_wrap=True)
    err().print(f"[bold]À faire :[/] {escape(error.remedy)}", soft_wrap=True)


def frozen_day(workspace: "Workspace") -> None:
    """Say on every screen of a demo that its day stands still."""
    if workspace.frozen:
        day = f"{workspace.today:%d/%m/%Y}"
        err().print(f"[black on yellow] Démonstration : jour figé au {day} [/]")


@contextmanager
def progress(total: int) -> Iterator["Callable[[str], None]"]:
    """Give a function that says the step begun, of `total`; silent when nobody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    disable = not (sys.stdout.isatty() and sys.stderr.isatty())
    with Progress(*columns, console=err(), transient=True, disable=disable) as bar:
        task = bar.add_task("", total=total)
        started = False

        def step(description: str) -> None:
            nonlocal started
            bar.update(task, description=description, advance=1 if started else 0)
            started = True

        yield step


def queue(rows: Sequence["QueueRow"]) -> None:
    """Show the queue as a table, a line a dossier; the reasons only where there is room."""
    if not rows:
        out().print("Aucun dossier à appeler. (--tout montre aussi les autres.)")
        return
    console = out()
    wide = console.width >= _ROOM_FOR_REASONS
    table = Table(
        header_style="bold",
        title=f"{count(len(rows), 'dossier', 'dossiers')}, dans l’ordre d’appel",
    )
    for title, width in _QUEUE_COLUMNS.items():
        table.add_column(title, no_wrap=True, overflow="ellipsis", min_width=width)
    if wide:
        table.add_column("Raison", no_wrap=True)
    for row in rows:
        colour = _COLOURS.get(row.phase, "default")
        slot = f"{row.prochain_creneau:%d/%m %H:%M}" if row.prochain_creneau else "–"
        last = row.fenetre_fin if row.phase is not Phase.EN_RETARD else row.au_plus_tard
        cells = [str(row.rang), escape(row.nom), escape(row.charge or row.agence or "–")]
        cells += [f"[{colour}]{row.phase.label}[/]", f"{last:%d/%m/%Y}", slot]
        table.add_row(*cells, *([escape(row.raison)] if wide else []))
    console.print(table)


def import_report(
    report: "ImportReport", reject_files: Mapping[int, "Path"], *, simulated: bool
) -> None:
    """Show what an import did: counts, refusals, what to look at."""
    table = Table(
        header_style="bold", title="Simulation : rien n’est écrit" if simulated else "Import"
    )
    for title in ("Fichier", "Nature", "Lus", "Créés", "Modifiés", "Inchangés", "Rejetés"):
        table.add_column(title, justify="left" if title in ("Fichier", "Nature") else "right")
    for each in report.files:
        counts = (each.file.read, each.created, each.modified, each.unchanged, each.refused)
        table.add_row(escape(each.file.name), each.file.kind, *map(str, counts))
    out().print(table)
    out().print(f"Nouveaux dossiers : {report.new_dossiers}")
    if report.absent:
        out().print(f"Absents du dernier export : {report.absent} (gardés, à vérifier dans Lagon)")
    if report.conflicts:
        out().print(
            f"Différences avec ce qui a été saisi : {report.conflicts} (la saisie est gardée)"
        )
    _doubles(report)
    _set_aside(report)
    _warnings(report)
    _refused(report, reject_files)


def window(effect_date: date, found: "Window", today: date) -> None:
    """Show the dates of one effect date."""
    phase = found.phase(today)
    out().print(f"Date d’effet : {effect_date:%d/%m/%Y}")
    out().print(f"À appeler autour du [bold]{found.target:%d/%m/%Y}[/]")
    out().print(f"Fenêtre : du {found.start:%d/%m/%Y} au {found.end:%d/%m/%Y} inclus")
    out().print(f"Jamais avant le {found.earliest:%d/%m/%Y}, ni après le {found.latest:%d/%m/%Y}")
    out().print(f"Au {today:%d/%m/%Y} : [bold]{phase.label}[/]")


def done(text: str) -> None:
    """Say that something was done."""
    out().print(escape(text), soft_wrap=True)


def refused_count(report: "ImportReport") -> None:
    """Say beside a JSON answer that rows were refused."""
    if refused := sum(each.refused for each in report.files):
        err().print(f"{count(refused, 'ligne rejetée', 'lignes rejetées')} : voir « rejets ».")


def store_state(address: str, state: "Overview") -> None:
    """Show what a store holds."""
    names = {
        "clients": "Clients",
        "contracts": "Contrats",
        "dossiers": "Dossiers",
        "attempts": "Essais d’appel",
        "imports": "Imports",
        "journal": "Lignes du journal",
    }
    out().print(f"Base : {escape(address)}", soft_wrap=True)
    for name, title in names.items():
        out().print(f"{title} : {state.counts[name]}")
    out().print(f"Différences à trancher : {state.conflicts}")
    out().print(f"Doubles probables : {len(state.doubles)}")
    out().print(f"Absents du dernier export : {state.absent}")


def _doubles(report: "ImportReport") -> None:
    for group in report.doubles[:_MOST_SHOWN]:
        names = " et ".join(f"{each.name} ({each.number or 'sans numéro'})" for each in group)
        out().print(f"Double probable, à vérifier : {escape(names)}", soft_wrap=True)
    if len(report.doubles) > _MOST_SHOWN:
        out().print(f"… et {len(report.doubles) - _MOST_SHOWN} autres doubles probables.")


def _set_aside(report: "ImportReport") -> None:
    for each in report.files:
        if each.file.set_aside:
            titles = ", ".join(each.file.set_aside)
            out().print(f"Colonnes mises de côté ({escape(each.file.name)}) : {escape(titles)}")


def _warnings(report: "ImportReport") -> None:
    found = [warning for each in report.files for warning in each.file.warnings]
    for warning in found[:_MOST_SHOWN]:
        place = f"{warning.file}, ligne {warning.line}, {warning.column}"
        err().print(f"À vérifier : {escape(place)} : {escape(warning.message)}", soft_wrap=True)
    if len(found) > _MOST_SHOWN:
        err().print(f"… et {len(found) - _MOST_SHOWN} autres remarques (--json les donne toutes).")


def _refused(report: "ImportReport", reject_files: Mapping[int, "Path"]) -> None:
    found = [problem for each in report.files for problem in each.problems]
    for problem in found[:_MOST_SHOWN]:
        place = f"{problem.file}, ligne {problem.line}, {problem.column}"
        err().print(f"[red]Rejeté[/] : {escape(place)} : {escape(problem.message)}", soft_wrap=True)
    if len(found) > _MOST_SHOWN:
        err().print(f"… et {len(found) - _MOST_SHOWN} autres lignes rejetées.")
    for path in reject_files.values():
        err().print(f"À corriger puis importer : {escape(str(path))}", soft_wrap=True)


def findings(found: Sequence["Finding"]) -> None:
    """Show what a check-up saw."""
    for each in found:
        mark = "[green]en ordre[/]" if each.sound else "[bold red]à corriger[/]"
        out().print(f"{mark} · {escape(each.subject)} : {escape(each.seen)}", soft_wrap=True)
        if each.cure:
            out().print(f"    À faire : {escape(each.cure)}", soft_wrap=True)


def misuse(complaint: str) -> None:
    """Say what is wrong with a command line."""
    err().print(f"[bold red]Commande mal écrite :[/] {escape(complaint)}", soft_wrap=True)
    err().print("L’aide : mplus3 --aide, ou mplus3 COMMANDE --aide.")


def bug(error: Exception) -> None:
    """Name a bug and where it is logged; the person never sees a traceback."""
    import logging

    from platformdirs import user_log_path

    path = user_log_path("MPlus3", appauthor=False, ensure_exists=True) / "mplus3.log"
    logger = logging.getLogger("mplus3")
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.error("Bug", exc_info=error)
    err().print(f"[bold red]Erreur du programme[/] ({type(error).__name__}).", soft_wrap=True)
    err().print(f"Rien n’a été changé à moitié. Transmettez ce journal : {path}", soft_wrap=True)
