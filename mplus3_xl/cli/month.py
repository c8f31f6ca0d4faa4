"""`mplus3 exporter` and `mplus3 cloturer`: the month of the register, given out and frozen."""

from typing import Annotated

import typer

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.cli import show
from mplus3_xl.cli.asking import Sure, agreed
from mplus3_xl.cli.opened import open_workspace
from mplus3_xl.cli.options import Folder, Output, StoreAddress
from mplus3_xl.domain.register.month import Month
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.whole_files import WITH_AN_OPTION


def read_month(text: str) -> Month:
    """Read a month as it is written; misuse otherwise."""
    try:
        return Month.read(text)
    except UserError as refusal:
        raise typer.BadParameter(str(refusal)) from refusal


Asked = Annotated[
    Month,
    typer.Option(
        "--mois",
        metavar="AAAA-MM",
        parser=read_month,
        help="Le mois des actes ; MM/AAAA se lit aussi.",
    ),
]


def exporter(
    mois: Asked, sortie: Output = None, espace: Folder = None, base: StoreAddress = None
) -> None:
    """Écrire les actes terminés d’un mois : un classeur et un csv."""
    from mplus3_xl.exports.month_words import counts_line, state_line
    from mplus3_xl.monthly import export_month
    from mplus3_xl.services.agency.people import names_of

    workspace = open_workspace(espace, base)
    written = export_month(workspace, mois, sortie, elsewhere=WITH_AN_OPTION)
    report = written.report
    state = state_line(report, names_of(workspace.store()))
    show.done(f"{counts_line(report)}. {state}. Écrit : {written.book} et {written.csv.name}")


def cloturer(
    mois: Asked, oui: Sure = False, espace: Folder = None, base: StoreAddress = None
) -> None:
    """Figer un mois : ses fichiers ne changent plus ; réservé au responsable, s’il y en a un."""
    from mplus3_xl.monthly import close_month
    from mplus3_xl.services.agency.people import names_of

    workspace = open_workspace(espace, base)
    if not oui and not _agreed(workspace, mois):
        show.done(f"Le mois {mois} n’a pas été clôturé.")
        return
    closed = close_month(workspace, mois)
    counted = count(closed.actes, "acte", "actes")
    who = names_of(workspace.store())(closed.closed_by)
    show.done(
        f"Mois {mois} clôturé par {who} : {counted} au registre, actes corrigés "
        f"compris. SHA-256 du csv : {closed.csv_sha256}"
    )


def _agreed(workspace: Workspace, month: Month) -> bool:
    """Ask before a month is frozen; one that cannot be is refused later. Raises UserError."""
    from mplus3_xl.monthly import asked_before_closing
    from mplus3_xl.services.agency.people import check_manager
    from mplus3_xl.services.register.month import RESERVED, month_report

    check_manager(workspace.store(), author(), RESERVED)
    question = asked_before_closing(workspace, month_report(workspace.store(), month))
    return question is None or agreed(question)
