"""The page that the client takes away, written from the bilan that is saved."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.bilan.summary import summary_of
from mplus3_xl.errors import UserError
from mplus3_xl.layout.bilan import synthese
from mplus3_xl.layout.french import of
from mplus3_xl.layout.heading import line_of_day
from mplus3_xl.live.bilan.bilan_desk import dossier_in_front
from mplus3_xl.live.bilan.summary_page import page_lines
from mplus3_xl.live.port import Desk, Fields
from mplus3_xl.services.bilan.bilan import OpenBilan, open_bilan

REREAD = "D’après le bilan enregistré. À relire avec le client, puis à imprimer : une page."


def show_summary(desk: Desk, workspace: Workspace) -> None:
    """Write the page of the dossier in front. Raises UserError before its bilan is saved."""
    opened = open_bilan(workspace.store(), dossier_in_front(desk), workspace.sites, workspace.now)
    if not opened.version:
        raise UserError(
            "bilan_absent",
            f"Le bilan {of(opened.client.name)} n’est pas encore enregistré.",
            "Enregistrez-le dans la feuille Bilan, puis recommencez.",
        )
    today = line_of_day(workspace.today, frozen=workspace.frozen)
    desk.write_form(page_of(opened) | {synthese.DAY: today})
    desk.go_to(synthese.TITLE)


def page_of(opened: OpenBilan) -> Fields:
    """Return every field of the sheet but the day."""
    agency = opened.client.agency
    return {
        synthese.NAME: opened.client.name,
        synthese.WHO: f"Votre agence : {agency}" if agency else None,
        synthese.MESSAGE: REREAD,
        synthese.LINES: page_lines(summary_of(opened.bilan, opened.said.replies, opened.actions)),
    }
