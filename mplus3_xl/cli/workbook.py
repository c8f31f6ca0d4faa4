"""`mplus3 classeur`, `ouvrir` and `demo`: the workbook, and a whole folder to try it in."""

from pathlib import Path
from typing import Annotated

import typer

from mplus3_xl.cli import show, show_import, show_queue
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import UNCHECKED, Day, Folder, StoreAddress
from mplus3_xl.errors import UserError

Target = Annotated[
    Path | None,
    typer.Option("--sortie", metavar="FICHIER", help="Où écrire le classeur.", readable=UNCHECKED),
]


Blank = Annotated[
    bool, typer.Option("--vierge", help="Faire le classeur livré, sans aucun dossier.")
]


def classeur(
    sortie: Target = None,
    au: Day = None,
    vierge: Blank = False,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Faire le classeur Excel : .xlsm avec ses boutons, ou .xlsx pour lire seulement."""
    from mplus3_xl.workbook import NAME, blank_content, make_workbook, write_workbook

    if vierge:
        if sortie is None and Path(NAME).exists():
            raise UserError(
                "classeur_present",
                f"« {NAME} » est déjà dans ce dossier : le classeur vierge prendrait sa place.",
                "Dites où l’écrire : --sortie FICHIER.",
            )
        show.done(f"Classeur fait : {write_workbook(sortie or Path(NAME), blank_content())}")
        return
    workspace = open_workspace(espace, base, au)
    with show.progress(2) as step:
        path = make_workbook(workspace, sortie, step)
    show.done(f"Classeur fait : {path}")


Waiting = Annotated[
    bool, typer.Option("--attendre", help="Ne rendre la main qu’une fois le classeur fermé.")
]


def ouvrir(attendre: Waiting = False, espace: Folder = None, base: StoreAddress = None) -> None:
    """Ouvrir le classeur, dans Excel ou à défaut dans LibreOffice ; le faire s’il manque."""
    from mplus3_xl.opening import open_workbook
    from mplus3_xl.store.engine import place_of

    workspace = open_workspace(espace, base)
    with show.progress(3) as step:
        opened = open_workbook(workspace, step)
    show.done(f"Ouvert dans {opened.program} : {opened.workbook}")
    if opened.was_of_another:
        show.done(
            "Il était fait pour une autre base, et l’est maintenant pour "
            f"« {place_of(workspace.engine())} ». Si ce n’est pas la bonne, fermez-le, "
            "donnez la sienne (--base, MPLUS3_BASE ou mplus3.toml) et rouvrez-le."
        )
    if attendre:
        opened.wait()


def demo(espace: Folder = None, au: Day = None) -> None:
    """Faire un espace de démonstration complet : base, classeur et file."""
    from mplus3_xl.demo import make_demo

    with show.progress(15) as step:
        made = make_demo(espace or Path("demo-mplus3"), au, step)
    show.frozen_day(made.workspace)
    show_import.import_report(made.intake, simulated=False)
    show_queue.queue(made.rows)
    show.done(f"Espace de démonstration : {made.workspace.folder}\nClasseur : {made.workbook}")
