"""Showing answers in the terminal, and progress when somebody is there to see it."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

from mplus3_xl.errors import UserError
from mplus3_xl.logbook import NOT_WRITTEN, log

if TYPE_CHECKING:
    from collections.abc import Callable

    from mplus3_xl.bootstrap import Workspace
    from mplus3_xl.checkup import Finding
    from mplus3_xl.services.lists.overview import Overview

_PIPE_WIDTH = 200


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


def done(text: str) -> None:
    """Say that something was done."""
    out().print(escape(text), soft_wrap=True)


def store_state(place: str, counts: Mapping[str, int], state: "Overview") -> None:
    """Show what a store holds."""
    names = {
        "clients": "Clients",
        "contracts": "Contrats",
        "dossiers": "Dossiers",
        "attempts": "Essais d’appel",
        "imports": "Imports",
        "journal": "Lignes du journal",
    }
    out().print(f"Base : {escape(place)}", soft_wrap=True)
    for name, title in names.items():
        out().print(f"{title} : {counts[name]}")
    out().print(f"Différences à trancher : {state.attention.conflicts}")
    out().print(f"Doubles probables : {state.doubles}")
    out().print(f"Absents du dernier export : {state.attention.absent}")


def findings(found: Sequence["Finding"]) -> None:
    """Show what a check-up saw."""
    for each in found:
        mark = "[green]en ordre[/]" if each.sound else "[bold red]à corriger[/]"
        if each.to_know:
            mark = "[yellow]à savoir[/]"
        out().print(f"{mark} · {escape(each.subject)} : {escape(each.seen)}", soft_wrap=True)
        if each.cure:
            out().print(f"    À faire : {escape(each.cure)}", soft_wrap=True)


def misuse(complaint: str) -> None:
    """Say what is wrong with a command line."""
    err().print(f"[bold red]Commande mal écrite :[/] {escape(complaint)}", soft_wrap=True)
    err().print("L’aide : mplus3 --aide, ou mplus3 COMMANDE --aide.")


def bug(error: Exception) -> None:
    """Name a bug and where it is logged; the person never sees a traceback."""
    path = log("Bug", error)
    err().print(f"[bold red]Erreur du programme[/] ({type(error).__name__}).", soft_wrap=True)
    told = f"Transmettez ce journal : {path}" if path else NOT_WRITTEN
    err().print(f"Rien n’a été changé à moitié. {escape(told)}", soft_wrap=True)
