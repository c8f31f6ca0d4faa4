"""Showing what an import did in the terminal."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from mplus3_xl.cli.show import err, out
from mplus3_xl.errors import Problem
from mplus3_xl.layout.french import count
from mplus3_xl.services.importing.emptied import emptied_said
from mplus3_xl.services.importing.hidden_rows import hidden_said
from mplus3_xl.services.importing.other_site import other_site_said
from mplus3_xl.services.importing.out_of_service import out_of_service_said

if TYPE_CHECKING:
    from mplus3_xl.domain.queue.cases import ClientCard
    from mplus3_xl.intake import Intake
    from mplus3_xl.services.importing.importing import ImportReport

_MOST_SHOWN = 20

Found = TypeVar("Found")


def import_report(intake: "Intake", *, simulated: bool) -> None:
    """Show what an import did: counts, refusals, what to look at."""
    report = intake.report
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
    if report.out_of_service:
        out().print(escape(out_of_service_said(report.out_of_service)), soft_wrap=True)
    hidden = hidden_said(each.file for each in report.files)
    for said in (*other_site_said(report.other_site), *hidden):
        out().print(escape(said), soft_wrap=True)
    if report.absent:
        out().print(f"Absents du dernier export : {report.absent} (gardés, à vérifier dans Lagon)")
    if report.conflicts:
        out().print(
            f"Différences avec la base : {report.conflicts} (rien n’est écrasé) : feuille Reports"
        )
    if report.emptied:
        out().print(emptied_said(report.emptied), soft_wrap=True)
    _doubles(report)
    _set_aside(report)
    _warnings(report)
    _refused(intake)


def refused_count(report: "ImportReport") -> None:
    """Say beside a JSON answer that rows were refused."""
    if refused := sum(each.refused for each in report.files):
        err().print(f"{count(refused, 'ligne rejetée', 'lignes rejetées')} : voir « rejets ».")


def _first(
    console: Console,
    found: Sequence[Found],
    said: Callable[[Found], str],
    one: str,
    many: str,
    end: str = "",
) -> None:
    """Show the first of many, a line each, then how many are left."""
    for each in found[:_MOST_SHOWN]:
        console.print(said(each), soft_wrap=True)
    if (left := len(found) - _MOST_SHOWN) > 0:
        console.print(f"… et {count(left, one, many)}{end}.")


def _doubles(report: "ImportReport") -> None:
    _first(out(), report.doubles, _double, "autre double probable", "autres doubles probables")


def _double(group: "Sequence[ClientCard]") -> str:
    names = " et ".join(f"{each.name} ({each.number or 'sans numéro'})" for each in group)
    return f"Double probable, à vérifier : {escape(names)}"


def _set_aside(report: "ImportReport") -> None:
    for each in report.files:
        if each.file.set_aside:
            titles = ", ".join(each.file.set_aside)
            out().print(f"Colonnes mises de côté ({escape(each.file.name)}) : {escape(titles)}")


def _warnings(report: "ImportReport") -> None:
    found = [warning for each in report.files for warning in each.file.warnings]
    said = partial(_placed, "À vérifier")
    _first(err(), found, said, "autre remarque", "autres remarques", " (--json les donne toutes)")


def _placed(what: str, problem: Problem) -> str:
    place = f"{problem.file}, ligne {problem.line}, {problem.column}"
    return f"{what} : {escape(place)} : {escape(problem.message)}"


def _refused(intake: "Intake") -> None:
    found = [problem for each in intake.report.files for problem in each.problems]
    said = partial(_placed, "[red]Rejeté[/]")
    _first(err(), found, said, "autre ligne rejetée", "autres lignes rejetées")
    for at, path in intake.rejects.items():
        again = "Mêmes lignes refusées que la fois d’avant. " if at in intake.again else ""
        err().print(f"{again}À corriger puis importer : {escape(str(path))}", soft_wrap=True)
