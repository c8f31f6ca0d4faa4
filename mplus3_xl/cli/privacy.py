"""`mplus3 rgpd …`: what is held about a client, erasing him, erasing who was kept long enough."""

from typing import Annotated

import typer

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.cli import french, show
from mplus3_xl.cli.asking import Sure, agreed
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import Folder, Output, StoreAddress
from mplus3_xl.logbook import log_files

app = typer.Typer(
    help="Les droits du client sur ses données : extrait, effacement, durées de conservation.",
    cls=french.FrenchGroup,
    no_args_is_help=True,
    context_settings=french.HELP_NAMES,
)
# What else in the folder may hold names, and is not the program's to change.
_GIVEN_OUT = (
    *("*.xlsm", "*.xlsx", "*.csv", "*.json", "*.txt", "*.html", "*.ics", "*.partiel"),
    *("exports/*", "agendas/*"),
    *("libreoffice/*/*.xlsm", "sauvegardes/*.partiel*"),
)

Asked = Annotated[
    str, typer.Argument(metavar="CLIENT", help="Numéro Lagon, ou nom et prénom entiers.")
]
Force = Annotated[
    str | None,
    typer.Option("--force", metavar="RAISON", help="Effacer malgré un contrat en cours."),
]


@app.command(cls=french.FrenchCommand)
def extrait(
    client: Asked, sortie: Output = None, espace: Folder = None, base: StoreAddress = None
) -> None:
    """Écrire tout ce qui est tenu sur un client, dans une page à lire et à lui remettre."""
    from mplus3_xl.exports.client_extract import write_extract
    from mplus3_xl.services.client.privacy import find_client
    from mplus3_xl.services.client.privacy_extract import extract_of

    workspace = open_workspace(espace, base)
    found = find_client(workspace.store(), client)
    extract = extract_of(workspace.store(), found.id, workspace.now)
    show.done(f"Extrait écrit : {write_extract(extract, sortie or workspace.folder)}")


@app.command(cls=french.FrenchCommand)
def effacer(
    client: Asked,
    oui: Sure = False,
    force: Force = None,
    espace: Folder = None,
    base: StoreAddress = None,
) -> None:
    """Effacer un client : noms et textes partent, comptes et mois clôturés restent."""
    from mplus3_xl.services.client.privacy import erase_client, find_client

    workspace = open_workspace(espace, base)
    store = workspace.store()
    found = find_client(store, client)
    if not oui and not agreed(f"Effacer « {found.name} » pour toujours ?"):
        show.done("Rien n’a été effacé.")
        return
    erase_client(store, found.id, author(), workspace.now, force)
    _clean_files(workspace)
    show.done(
        "Client effacé. Effacez-le aussi dans Lagon, sinon le prochain export le ramènera ; son "
        "opposition aux appels, s’il en a une, est gardée, comme la preuve de son consentement."
    )


@app.command(cls=french.FrenchCommand)
def purger(oui: Sure = False, espace: Folder = None, base: StoreAddress = None) -> None:
    """Montrer qui a été gardé assez longtemps ; avec --oui, l’effacer."""
    from mplus3_xl.services.client.privacy_purge import purge, to_purge

    workspace = open_workspace(espace, base)
    store = workspace.store()
    due = to_purge(store, workspace.now)
    for each in due:
        show.done(f"{each.relation.number or 'sans numéro'} · {each.relation.name} : {each.reason}")
    if not (oui and due):
        show.done(f"À effacer : {len(due)}." + (" Pour le faire : --oui." if due else ""))
        return
    purged = purge(store, author(), workspace.now)
    _clean_files(workspace)
    show.done(f"Clients effacés : {len(purged)}. La liste des oppositions est gardée.")


def _clean_files(workspace: Workspace) -> None:
    """Erase from the copies and the free pages; say what is left to the person."""
    from mplus3_xl.erasing import finish_erasures
    from mplus3_xl.services.agency.people import others_than

    copies = finish_erasures(workspace)
    show.done(f"Sauvegardes nettoyées aussi : {len(copies.cleaned)}.")
    for path in copies.unreadable:
        show.done(f"Illisible, donc pas nettoyée ; supprimez-la : {path}")
    left = sorted(path for each in _GIVEN_OUT for path in workspace.folder.glob(each))
    left += log_files()
    if left:
        show.done("À refaire ou à supprimer vous-même s’ils le nomment :")
    for path in left:
        show.done(f"  {path}")
    if others := others_than(workspace.store(), author()):
        show.done(
            "Sur les autres postes aussi : que chacun y ferme son classeur et le refasse (mplus3 "
            "classeur), et supprime ce qu’il a exporté s’il le nomme. Travaillent sur cette base : "
            f"{', '.join(others)}."
        )
