"""What the lists show, pure: an action, an acte, a line for Lagon as the row of its table."""

from typing import Any

from mplus3_xl.domain.actes import Acte
from mplus3_xl.domain.lagon_reports import LagonReport
from mplus3_xl.layout.model import Value
from mplus3_xl.services.action_changes import ListedAction, state_of

Row = dict[str, Value]


def action_row(listed: ListedAction) -> Row:
    """Return an action as a row of `tActions`."""
    action = listed.action
    return {
        "client": listed.client,
        "nature": action.kind.label,
        "objet": action.object,
        "responsable": action.owner,
        "echeance": action.due_on,
        "fait_le": action.done_on,
        "resultat": action.result,
        "numero": action.id,
        "etat_lu": state_of(action),
    }


def acte_row(acte: Acte) -> Row:
    """Return an acte as a row of `tActes`."""
    content = acte.content
    numbers = [str(each["numero"]) for each in content["contrats"]]
    tags: dict[str, Any] = content["tags"]
    return {
        "numero": acte.id,
        "fait_le": acte.done_on,
        "client": content["client"]["nom"],
        "contrats": ", ".join(numbers),
        "agence": acte.agency,
        "auteur": acte.author,
        **tags,
        "opportunites": len(content["opportunites"]),
        "actions": len(content["actions"]),
        "corrige": acte.corrects,
    }


def report_row(report: LagonReport, client: str) -> Row:
    """Return a line for Lagon as a row of `tReports`."""
    return {
        "client": client,
        "champ": report.label,
        "lagon": report.old,
        "nouveau": report.new,
        "note_le": report.made_at.date(),
        "par": report.made_by,
        "reporte_le": report.reported_on,
        "confirme_le": report.confirmed_on,
        "numero": report.id,
    }
