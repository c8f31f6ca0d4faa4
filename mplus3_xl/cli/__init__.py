"""The `mplus3` command: parse, call one service, show the answer."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from mplus3_xl import __version__, bootstrap
from mplus3_xl.cli import french, privacy, show, store
from mplus3_xl.cli.doubles import doubles
from mplus3_xl.cli.importing import importer
from mplus3_xl.cli.month import cloturer, exporter
from mplus3_xl.cli.options import UNCHECKED, Folder, StoreAddress
from mplus3_xl.cli.queue import fenetre, file
from mplus3_xl.cli.workbook import classeur, demo, ouvrir
from mplus3_xl.errors import UserError, refusal_of_system

if TYPE_CHECKING:
    from mplus3_xl.checkup import Finding

REFUSED, MISUSED, BUG = 1, 2, 70

app = typer.Typer(
    name="mplus3",
    cls=french.FrenchGroup,
    no_args_is_help=True,
    add_completion=False,
    context_settings=french.HELP_NAMES,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.add_typer(store.app, name="base")
app.add_typer(privacy.app, name="rgpd")
for _command in (demo, importer, file, classeur, ouvrir, fenetre, exporter, cloturer, doubles):
    app.command(cls=french.FrenchCommand)(_command)


def _tell_version(wanted: bool) -> None:
    if wanted:
        show.out().print(f"mplus3 {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Dire la version et s’arrêter."
        ),
    ] = False,
) -> None:
    """Le processus M+3 : des exports Lagon à la file d’appels."""


Workbook = Annotated[
    Path | None,
    typer.Option(
        "--classeur",
        metavar="FICHIER",
        help="Vérifier ce classeur-là, et lui seul.",
        readable=UNCHECKED,
    ),
]


@app.command(cls=french.FrenchCommand)
def verifier(classeur: Workbook = None, espace: Folder = None, base: StoreAddress = None) -> None:
    """Vérifier l’installation, le dossier et la base ; dire le remède de ce qui ne va pas."""
    from mplus3_xl.checkup import look, look_at_workbook

    if classeur is not None:
        _judge(list(look_at_workbook(classeur)))
        return
    workspace = bootstrap.open_workspace(espace, base, None)
    show.frozen_day(workspace)
    _judge(list(look(workspace)))


def _judge(findings: "list[Finding]") -> None:
    show.findings(findings)
    if not all(finding.sound for finding in findings):
        raise typer.Exit(REFUSED)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code: 0 done, 1 refused, 2 misuse, 70 a bug.

    The one place where trouble is shown.
    """
    _set_streams()
    try:
        return _exit_code(app(arguments, prog_name="mplus3", standalone_mode=False))
    except UserError as refusal:
        show.refusal(refusal)
        return REFUSED
    except TyperException as misuse:
        return _misuse(misuse)
    except BrokenPipeError:
        return _closed_pipe()
    except KeyboardInterrupt:
        show.err().print("Interrompu : rien n’a été changé à moitié.")
        return REFUSED
    except Exception as trouble:
        return _trouble(trouble)


def _set_streams() -> None:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # a task without a window has none
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (kept)
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            # Windows would write its own code page; a file's name may hold what is no text.
            stream.reconfigure(encoding="utf-8", errors="replace")


def _trouble(trouble: Exception) -> int:
    refusal = refusal_of_system(trouble) if isinstance(trouble, OSError) else None
    if refusal is not None:
        show.refusal(refusal)
        return REFUSED
    if isinstance(trouble, OSError) and trouble.filename is None and _nobody_reads():
        return _closed_pipe()  # Windows says "invalid argument" of it
    show.bug(trouble)
    return BUG


def _nobody_reads() -> bool:
    """Say whether one line more is refused where the answer goes."""
    try:
        os.write(sys.stdout.fileno(), b"\n")
    except ValueError:  # no file of the system
        return False
    except OSError:
        return True
    return False


def _exit_code(answer: Any) -> int:
    return answer if isinstance(answer, int) else 0


def _misuse(error: TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(getattr(error, "message", ""))
        return 0
    show.misuse(french.complaint(error))
    return MISUSED


def _closed_pipe() -> int:
    # Whoever read the answer (head, less, more) has seen enough.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes there
    sys.stderr.close()
    return 0
