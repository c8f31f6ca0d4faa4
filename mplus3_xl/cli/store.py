"""`mplus3 base …`: making, updating, saving and restoring the store."""

from pathlib import Path
from typing import Annotated

import typer

from mplus3_xl import clock
from mplus3_xl.cli import french, show
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import UNCHECKED, Folder, StoreAddress
from mplus3_xl.cli.show_restored import show_restored

app = typer.Typer(
    help="Créer, mettre à jour, sauvegarder et remettre la base.",
    cls=french.FrenchGroup,
    no_args_is_help=True,
    context_settings=french.HELP_NAMES,
)

NewCopy = Annotated[
    Path | None,
    typer.Argument(
        metavar="FICHIER",
        help="Où écrire la copie ; le dossier « sauvegardes » sinon.",
        readable=UNCHECKED,
    ),
]
Copy = Annotated[
    Path, typer.Argument(metavar="FICHIER", help="La copie à remettre.", readable=UNCHECKED)
]


@app.command(cls=french.FrenchCommand)
def creer(espace: Folder = None, base: StoreAddress = None) -> None:
    """Créer une base vide, si elle n’existe pas."""
    from mplus3_xl.intake import refuse_unwritable

    workspace = open_workspace(espace, base)
    known = workspace.has_store()
    if not workspace.settings.store_address:
        refuse_unwritable(workspace.folder)
    workspace.store(make=True)
    show.done("La base existe déjà : rien n’a été changé." if known else "Base créée.")


@app.command(cls=french.FrenchCommand)
def migrer(espace: Folder = None, base: StoreAddress = None) -> None:
    """Mettre la base au format de ce programme, après en avoir fait une copie."""
    from mplus3_xl.store.migrating import migrate

    workspace = open_workspace(espace, base)
    if not workspace.has_store():
        raise workspace.absent()
    copy = migrate(workspace.engine(), workspace.copies, clock.now())
    show.done("La base est au dernier format." + (f" Copie d’avant : {copy}" if copy else ""))


@app.command(cls=french.FrenchCommand)
def etat(espace: Folder = None, base: StoreAddress = None) -> None:
    """Dire ce que contient la base."""
    from mplus3_xl.services.lists.overview import held, overview
    from mplus3_xl.store.engine import place_of

    workspace = open_workspace(espace, base)
    store = workspace.store()
    state = overview(store, workspace.today)
    show.store_state(place_of(workspace.engine()), held(store), state)


@app.command(cls=french.FrenchCommand)
def sauvegarder(
    fichier: NewCopy = None,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Copier la base dans un fichier, même pendant que d’autres travaillent."""
    from mplus3_xl.store.files.backup import save

    workspace = open_workspace(espace, base)
    workspace.store()
    name = f"mplus3-{clock.now():%Y%m%d-%H%M%S}.sqlite"
    show.done(f"Sauvegarde faite : {save(workspace.engine(), fichier or workspace.copies / name)}")


@app.command(cls=french.FrenchCommand)
def restaurer(
    fichier: Copy,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Remettre une sauvegarde à la place de la base ; l’ancienne est gardée."""
    from mplus3_xl.bootstrap import author
    from mplus3_xl.store.files.restoring import restore

    workspace = open_workspace(espace, base)
    copy = workspace.copies / f"avant-restauration-{clock.now():%Y%m%d-%H%M%S}.sqlite"
    show_restored(restore(workspace.engine(), fichier, copy, author(), workspace.now))
