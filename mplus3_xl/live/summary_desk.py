"""The page that the client takes away, written from the bilan that is saved."""

from collections.abc import Sequence

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.domain.bilan.summary import summary_of
from mplus3_xl.errors import UserError
from mplus3_xl.layout import synthese
from mplus3_xl.live.bilan_desk import dossier_in_front
from mplus3_xl.live.port import Desk, FieldValue
from mplus3_xl.services.bilan import OpenBilan, open_bilan

NOTHING = {
    "synthese_chez_nous": "Aucun contrat pour le moment.",
    "synthese_ailleurs": "Rien ne nous a été signalé.",
    "synthese_conseils": "Rien à ajouter pour le moment.",
    "synthese_suite": "Rien de prévu pour le moment ; appelez-nous quand vous voulez.",
}
"""What stands in a part that has nothing."""


def show_summary(desk: Desk, workspace: Workspace) -> None:
    """Write the page of the dossier in front. Raises UserError before its bilan is saved."""
    sites = workspace.agencies.by_name()
    opened = open_bilan(workspace.store(), dossier_in_front(desk), sites, workspace.now)
    if not opened.version:
        raise UserError(
            "bilan_absent",
            f"Le bilan de {opened.client.name} n’est pas encore enregistré.",
            "Enregistrez-le dans la feuille Bilan, puis recommencez.",
        )
    desk.write_form(_shown(opened))
    desk.go_to(synthese.TITLE)


def _shown(opened: OpenBilan) -> dict[str, FieldValue]:
    summary = summary_of(opened.bilan, opened.said.replies, opened.actions)
    parts = zip(synthese.ROOM, summary, strict=True)
    agency = opened.client.agency
    said = "D’après le bilan enregistré. À relire avec le client, puis à imprimer : une page."
    return {
        synthese.NAME: opened.client.name,
        synthese.WHO: f"Votre agence : {agency}" if agency else None,
        synthese.MESSAGE: said,
        **{name: _lines(name, sentences) for name, sentences in parts},
    }


def _lines(name: str, sentences: Sequence[str]) -> list[list[str]]:
    """Return the lines of a part: one says how many more there are, one that there is none."""
    most = synthese.ROOM[name]
    shown = list(sentences) or [NOTHING[name]]
    if len(shown) > most:
        shown[most - 1 :] = [f"… et {len(shown) - most + 1} autres, à voir avec nous."]
    return [[sentence] for sentence in shown]
