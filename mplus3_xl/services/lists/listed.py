"""What the lists show: the actions to follow, the actes, the lines for Lagon, as table rows."""

from datetime import date, timedelta
from typing import Any

from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.domain.register.actes import Acte
from mplus3_xl.domain.register.listing import opportunities_taken
from mplus3_xl.layout.model import Value
from mplus3_xl.services.agency.people import Named, names_of
from mplus3_xl.services.bilan.action_changes import state_of
from mplus3_xl.services.bilan.following import ListedAction, actions_listed
from mplus3_xl.services.lagon.differences import Difference, differences_listed
from mplus3_xl.services.lagon.reports import reports_listed
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.register.actes import actes_between

ACTES_DAYS = 366
"""The days whose actes are listed, the day asked for included."""

TO_SETTLE = "différence à trancher"
"""What stands for an author in the row of a difference."""

Row = dict[str, Value]


def action_rows(store: Store, today: date) -> list[Row]:
    """Return the actions to follow as rows of `tActions`, then those said done today."""
    return [action_row(each) for each in actions_listed(store, today)]


def acte_rows(store: Store, today: date) -> list[Row]:
    """Return the actes of the last year as rows of `tActes`, the latest first."""
    done = actes_between(store, first_listed(today), today)
    named = names_of(store)
    return [acte_row(each, named) for each in reversed(done)]


def first_listed(today: date) -> date:
    """Return the first day whose actes are listed."""
    return today - timedelta(days=ACTES_DAYS)


def report_rows(store: Store, today: date) -> list[Row]:
    """Return what is to be typed into Lagon as rows of `tReports`, then the differences to settle.

    A difference has no number: no day is typed for it, it goes once an export or a person agrees.
    """
    named = names_of(store)
    lines = [report_row(*each, named) for each in reports_listed(store, today)]
    return lines + [_difference_row(each) for each in differences_listed(store)]


def action_row(listed: ListedAction) -> Row:
    """Return an action as a row of `tActions`."""
    action = listed.action
    return {
        "client": listed.client,
        "nature": action.kind.label,
        "objet": listed.object,
        "responsable": action.owner,
        "echeance": action.due_on,
        "fait_le": action.done_on,
        "resultat": action.result,
        "numero": action.id,
        "etat_lu": state_of(action),
    }


def acte_row(acte: Acte, named: Named) -> Row:
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
        "auteur": named(acte.author),
        **tags,
        "opportunites": opportunities_taken(content),
        "actions": len(content["actions"]),
        "corrige": acte.corrects,
    }


def report_row(report: LagonReport, client: str, named: Named) -> Row:
    """Return a line for Lagon as a row of `tReports`."""
    return {
        "client": client,
        "champ": report.label,
        "lagon": report.old,
        "nouveau": report.new,
        "note_le": report.made_at.date(),
        "par": named(report.made_by),
        "reporte_le": report.reported_on,
        "confirme_le": report.confirmed_on,
        "numero": report.id,
    }


def _difference_row(difference: Difference) -> Row:
    return {
        "client": difference.client,
        "champ": difference.label,
        "lagon": difference.offered,
        "nouveau": difference.kept,
        "note_le": None,
        "par": TO_SETTLE,
        "reporte_le": None,
        "confirme_le": None,
        "numero": None,
    }
