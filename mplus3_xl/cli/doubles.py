"""`mplus3 doubles`: the clients who are probably one and the same."""

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from mplus3_xl.cli import show
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import Folder, StoreAddress
from mplus3_xl.layout.french import count

if TYPE_CHECKING:
    from mplus3_xl.domain.doubles.doubles import Double, DoubleGroup

_TITLES = ("Fiche", "N°", "Nom", "Téléphone", "E-mail", "Agence", "Contrats", "Essais", "Opposé")


def doubles(espace: Folder = None, base: StoreAddress = None) -> None:
    """Montrer les doubles probables : ce qu’ils partagent, et celle à garder en premier."""
    from mplus3_xl.services.client import doubles as service

    workspace = open_workspace(espace, base)
    groups = service.doubles(workspace.store())
    show.done(count(len(groups), "double probable", "doubles probables"))
    for group in groups:
        show.out().print(_table(group))


def _table(group: "DoubleGroup") -> Table:
    table = Table(*_TITLES, header_style="bold", title=group.said, title_justify="left")
    for each in group.clients:
        table.add_row(*_cells(each))
    return table


def _cells(double: "Double") -> tuple[str, ...]:
    card = double.card
    texts = (card.number, card.name, card.phone, card.email, double.agency)
    counts = (str(double.contracts), str(double.attempts), "oui" if double.opposed else "")
    return (str(double.id), *(escape(text or "–") for text in texts), *counts)
