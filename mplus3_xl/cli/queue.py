"""`mplus3 file` and `mplus3 fenetre`: who to call, and until when."""

from datetime import date
from typing import Annotated

import typer

from mplus3_xl import bootstrap
from mplus3_xl.cli import show, show_queue
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import AsJson, Day, Folder, StoreAddress, read_day, read_phase
from mplus3_xl.domain.vocabulary import Phase

Agency = Annotated[
    str | None, typer.Option("--agence", metavar="A", help="Une agence, ou un alias.")
]
Charge = Annotated[
    str | None, typer.Option("--charge", metavar="C", help="Un chargé de clientèle.")
]
Phases = Annotated[
    list[Phase] | None,
    typer.Option("--phase", metavar="P", parser=read_phase, help="Une phase ; peut se répéter."),
]
Everything = Annotated[
    bool, typer.Option("--tout", help="Tout montrer, même clos, terminé, trop tôt ou hors délai.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Répondre en csv pour Excel.")]
EffectDate = Annotated[date, typer.Argument(metavar="DATE_EFFET", parser=read_day)]


def file(
    au: Day = None,
    agence: Agency = None,
    charge: Charge = None,
    phase: Phases = None,
    tout: Everything = False,
    json: AsJson = False,
    csv: AsCsv = False,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Montrer la file : qui appeler, dans quel ordre, jusqu’à quand."""
    if json and csv:
        raise typer.BadParameter("choisissez --json ou --csv, pas les deux.")
    workspace = open_workspace(espace, base, au)
    rows = workspace.queue(agence, charge, phase or (), everything=tout)
    if json:
        from mplus3_xl.exports.json_text import as_json, queue_json

        typer.echo(as_json(queue_json(rows)))
    elif csv:
        from mplus3_xl.exports.queue_csv import queue_csv

        typer.echo(queue_csv(rows).encode(), nl=False)  # Windows would end each line twice
    else:
        show_queue.queue(rows)


def fenetre(
    date_effet: EffectDate,
    au: Day = None,
    json: AsJson = False,
    espace: Folder = None,
) -> None:
    """Calculer la fenêtre d’un contrat à partir de sa date d’effet."""
    from mplus3_xl.domain.windows import window_of

    workspace = bootstrap.open_workspace(espace, None, au)
    show.frozen_day(workspace)
    window = window_of(date_effet, workspace.reglages.spans)
    if json:
        from mplus3_xl.exports.json_text import as_json, window_json

        typer.echo(as_json(window_json(date_effet, window, workspace.today)))
    else:
        show_queue.window(date_effet, window, workspace.today)
