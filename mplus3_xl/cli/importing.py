"""`mplus3 importer`: the files of one command, all taken or none."""

from pathlib import Path
from typing import Annotated

import typer

from mplus3_xl.cli import show, show_import
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import UNCHECKED, AsJson, Day, Folder, StoreAddress

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FICHIER", help="Exports de Lagon : xlsx, xls ou csv.", readable=UNCHECKED
    ),
]
Headers = Annotated[
    list[str] | None,
    typer.Option(
        "--colonne",
        metavar='"champ=EN-TÊTE"',
        help="Dire quel en-tête lire pour un champ ; retenu ensuite dans mplus3.toml.",
    ),
]
Simulated = Annotated[bool, typer.Option("--simuler", help="Dire ce qui serait fait, sans écrire.")]


def importer(
    fichiers: Files,
    au: Day = None,
    simuler: Simulated = False,
    colonne: Headers = None,
    json: AsJson = False,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Importer des exports de Lagon (contrats, clients), dans l’ordre que l’on veut."""
    from mplus3_xl.exports.json_text import as_json, import_json
    from mplus3_xl.intake import take_in

    headers = dict(map(_read_header, colonne or []))
    workspace = open_workspace(espace, base, au)
    with show.progress(len(fichiers) + 2) as step:
        intake = take_in(workspace, fichiers, headers, step, simulated=simuler)
    if json:
        paths = {at: str(path) for at, path in intake.rejects.items()}
        typer.echo(as_json(import_json(intake.report, paths)))
        show_import.refused_count(intake.report)
    else:
        show_import.import_report(intake, simulated=simuler)


def _read_header(text: str) -> tuple[str, str]:
    from mplus3_xl.importers.columns import codes

    code, _, title = (part.strip() for part in text.partition("="))
    if not title or code not in codes():
        known = ", ".join(codes())
        raise typer.BadParameter(
            f'« {text} » : écrivez --colonne "champ=EN-TÊTE", avec un champ parmi : {known}.'
        )
    return code, title
