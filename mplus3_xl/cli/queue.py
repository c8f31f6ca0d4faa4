"""`mplus3 file` and `mplus3 fenetre`: who to call, and until when."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mplus3_xl import bootstrap
from mplus3_xl.cli import show, show_queue
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import (
    UNCHECKED,
    AsJson,
    Day,
    Folder,
    StoreAddress,
    read_day,
    read_phase,
)
from mplus3_xl.domain.vocabulary import Phase
from mplus3_xl.errors import UserError
from mplus3_xl.whole_files import WITH_AN_OPTION, write_whole

if TYPE_CHECKING:
    from mplus3_xl.domain.queue.queue import QueueRow

Agency = Annotated[
    str | None, typer.Option("--agence", metavar="A", help="Une agence, ou un alias.")
]
Charge = Annotated[
    str | None, typer.Option("--charge", metavar="C", help="Un chargé de clientèle.")
]
Phases = Annotated[
    list[Phase] | None,
    typer.Option(
        "--phase",
        metavar="P",
        parser=read_phase,
        help=f"Une phase ({', '.join(Phase)}) ; peut se répéter.",
    ),
]
Everything = Annotated[
    bool, typer.Option("--tout", help="Tout montrer, même clos, terminé, trop tôt ou hors délai.")
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Répondre en csv pour Excel.")]
Target = Annotated[
    Path | None,
    typer.Option(
        "--sortie",
        metavar="FICHIER",
        help="Où écrire le csv ou le JSON ; à l’écran sinon.",
        readable=UNCHECKED,
    ),
]
_ENDINGS = (".csv", ".json", ".txt", "")
"""What the queue is written to: never in the place of a workbook or of a store."""
EffectDate = Annotated[
    date,
    typer.Argument(metavar="DATE_EFFET", help="La date d’effet, AAAA-MM-JJ.", parser=read_day),
]


def file(
    au: Day = None,
    agence: Agency = None,
    charge: Charge = None,
    phase: Phases = None,
    tout: Everything = False,
    json: AsJson = False,
    csv: AsCsv = False,
    sortie: Target = None,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Montrer la file : qui appeler, dans quel ordre, jusqu’à quand."""
    if json and csv:
        raise typer.BadParameter("choisissez --json ou --csv, pas les deux.")
    if sortie and not (json or csv):
        raise typer.BadParameter("--sortie écrit un csv ou du JSON : ajoutez --csv ou --json.")
    if sortie and sortie.suffix.lower() not in _ENDINGS:
        raise UserError(
            "file_nom",
            f"« {sortie.name} » n’est pas un nom de csv ni de JSON.",
            "Terminez-le par .csv, .json ou .txt.",
        )
    workspace = open_workspace(espace, base, au)
    rows = workspace.queue(agence, charge, phase or (), everything=tout)
    if not (json or csv):
        show_queue.queue(rows, everything=tout)
        return
    content = _text(rows, json=json).encode()
    if sortie:
        write_whole(sortie, content, WITH_AN_OPTION)
        show.done(f"File écrite : {sortie}")
    else:
        typer.echo(content, nl=False)  # Windows would end each line of a text once more


def _text(rows: "Sequence[QueueRow]", *, json: bool) -> str:
    from mplus3_xl.exports.json_text import as_json, queue_json
    from mplus3_xl.exports.queue_csv import queue_csv

    return f"{as_json(queue_json(rows))}\n" if json else queue_csv(rows)


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
