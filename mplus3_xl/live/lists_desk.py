"""The lists on the desk: the actions to follow, the actes, what is to be typed into Lagon."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.lagon_reports import LagonReport
from mplus3_xl.errors import UserError
from mplus3_xl.importers.cells import Fault, day
from mplus3_xl.layout import doubles, reports, suivi
from mplus3_xl.layout.french import count
from mplus3_xl.layout.model import Value
from mplus3_xl.live.doubles_desk import show_doubles
from mplus3_xl.live.port import Desk
from mplus3_xl.services.action_changes import ActionChange, change_actions, state_of
from mplus3_xl.services.following import actions_to_do, actions_to_follow
from mplus3_xl.services.listed import (
    TO_SETTLE,
    acte_rows,
    action_row,
    action_rows,
    first_listed,
    report_rows,
)
from mplus3_xl.services.reports import mark_reported, reports_to_lagon

MOST_CLIENTS = 5  # a question holds about a thousand characters
_UNDO = "Une erreur ? Jusqu’à ce soir, videz « Fait le » puis enregistrez."


def show_actions(desk: Desk, workspace: Workspace) -> None:
    """Write the actions to follow, and those said done today."""
    if not _may_refill(desk, suivi.ACTIONS_TITLE, _typed_actions(desk)):
        return
    rows = action_rows(workspace.store(), workspace.today)
    desk.write_table(suivi.ACTIONS_TABLE, rows)
    left = sum(row["fait_le"] is None for row in rows)
    _tell(desk, suivi.ACTIONS_TITLE, count(left, "action à suivre", "actions à suivre"))


def show_due(desk: Desk, workspace: Workspace) -> None:
    """Write the actions to follow, and show only those of today and the late ones, to print."""
    if not _may_refill(desk, suivi.ACTIONS_TITLE, _typed_actions(desk)):
        return
    store = workspace.store()
    desk.write_table(suivi.ACTIONS_TABLE, [action_row(each) for each in actions_to_follow(store)])
    desk.go_to(suivi.ACTIONS_TITLE)
    desk.filter_table(suivi.ACTIONS_TABLE, {"echeance": workspace.today + timedelta(days=1)})
    due = actions_to_do(store, workspace.today)
    late, today = len(due.late), len(due.today)
    desk.tell(f"{count(today, 'action', 'actions')} du jour, {late} en retard : prêt à imprimer.")


def show_actes(desk: Desk, workspace: Workspace) -> None:
    """Write the actes of the last year, the latest first."""
    rows = acte_rows(workspace.store(), workspace.today)
    desk.write_table(suivi.ACTES_TABLE, rows)
    said = count(len(rows), "acte", "actes")
    first = first_listed(workspace.today)
    _tell(desk, suivi.ACTES_TITLE, f"{said} depuis le {first:%d/%m/%Y}")


def show_reports(desk: Desk, workspace: Workspace) -> None:
    """Write what is to be typed into Lagon, and the differences to settle."""
    if not _may_refill(desk, reports.TITLE, _typed_reports(desk, workspace)):
        return
    rows = report_rows(workspace.store(), workspace.today)
    desk.write_table(reports.TABLE, rows)
    lines = [row for row in rows if row["par"] != TO_SETTLE]
    waiting = sum(row["reporte_le"] is None for row in lines)
    said = count(waiting, "ligne à reporter", "lignes à reporter")
    if differences := len(rows) - len(lines):
        said += f", {count(differences, 'différence', 'différences')} à trancher"
    _tell(desk, reports.TITLE, said)


SHOWN = {
    suivi.ACTIONS_TITLE: show_actions,
    suivi.ACTES_TITLE: show_actes,
    reports.TITLE: show_reports,
    doubles.TITLE: show_doubles,
}
"""The lists by the title of their sheet: what `Actualiser` shows anew when they are in front."""


def save_actions(desk: Desk, workspace: Workspace) -> None:
    """Save what was typed in the actions. Raises UserError with all that is wrong."""
    store, rows = workspace.store(), desk.read_table(suivi.ACTIONS_TABLE)
    changed = change_actions(store, [_change(row) for row in rows], author(), workspace.now)
    desk.write_table(suivi.ACTIONS_TABLE, action_rows(store, workspace.today))
    said = count(len(changed), "action enregistrée", "actions enregistrées")
    undo = f" {_UNDO}" if any(each.done_on for each in changed) else ""
    desk.tell(f"{said}.{undo}" if changed else "Rien n’a changé parmi les actions.")


def save_reports(desk: Desk, workspace: Workspace) -> None:
    """Save the days on which lines were typed into Lagon. Raises UserError."""
    rows = [row for row in desk.read_table(reports.TABLE) if not _is_difference(row)]
    days = {_number(row): _day(row, "reporte_le", "Reporté le") for row in rows}
    store = workspace.store()
    changed = mark_reported(store, days, author(), workspace.now)
    kept = [
        each
        for each in reports_to_lagon(store)
        if each.reported_on is not None and days.get(each.id, each.reported_on) is None
    ]
    said = count(len(changed), "report enregistré", "reports enregistrés")
    told = f"{said}." if changed else "Rien n’a changé parmi les reports."
    desk.write_table(reports.TABLE, report_rows(store, workspace.today))
    if kept:
        told = f"{told} {_kept(kept)}"
    desk.tell(told)


def _is_difference(row: Mapping[str, Value]) -> bool:
    """Tell a difference from a line for Lagon. Raises UserError if a day was typed for it."""
    if row["par"] != TO_SETTLE:
        return False
    if row["reporte_le"] is not None:
        raise UserError(
            "difference_sans_date",
            f"« {row['client']} », {row['champ']} : cette ligne est une différence à trancher, "
            "elle n’a pas de « Reporté le ».",
            "Videz cette date. La ligne partira quand l’export de Lagon et la base diront la "
            "même chose : corrigez dans Lagon, ou dans la fiche.",
        )
    return True


def _typed_actions(desk: Desk) -> list[str]:
    """Return the clients of the lines that are no longer what was read of them."""
    rows = desk.read_table(suivi.ACTIONS_TABLE)
    return [str(row["client"]) for row in rows if _text(row, "etat_lu") != _state(row)]


def _state(row: Mapping[str, Value]) -> str:
    try:
        return state_of(_change(row))
    except UserError:  # what was typed is no day
        return ""


def _typed_reports(desk: Desk, workspace: Workspace) -> list[str]:
    """Return the clients of the lines whose day is not the one that the store has."""
    rows = [row for row in desk.read_table(reports.TABLE) if row["reporte_le"] is not None]
    if not rows:
        return []
    known = {
        row["numero"]: row["reporte_le"] for row in report_rows(workspace.store(), workspace.today)
    }
    return [
        str(row["client"])
        for row in rows
        if row["numero"] in known and known[row["numero"]] != row["reporte_le"]
    ]


def _may_refill(desk: Desk, sheet: str, clients: Sequence[str]) -> bool:
    """Ask before a list is written over of which some lines were typed in and not saved."""
    if not clients:
        return True
    said = count(len(clients), "ligne tapée n’est", "lignes tapées ne sont")
    saved = "pas enregistrée" if len(clients) == 1 else "pas enregistrées"
    who = ", ".join(list(dict.fromkeys(clients))[:MOST_CLIENTS])
    question = f"{sheet} : {said} {saved} ({who}). Continuer quand même et perdre cette saisie ?"
    if desk.ask(question, for_good=True):
        return True
    _tell(desk, sheet, "Rien n’est changé : enregistrez ce qui est tapé, ou reprenez-le")
    return False


def _kept(reports_kept: Sequence[LagonReport]) -> str:
    """Say whose days stay, that the sheet did not show or that its bearer did not write."""
    who = ", ".join(sorted({str(each.reported_by) for each in reports_kept}))
    lines = count(len(reports_kept), "date « Reporté le » reste", "dates « Reporté le » restent")
    return f"{lines} (par {who}) : seul qui l’a écrite peut l’enlever."


def _tell(desk: Desk, sheet: str, said: str) -> None:
    desk.go_to(sheet)
    desk.tell(f"{said}.")


def _change(row: Mapping[str, Value]) -> ActionChange:
    return ActionChange(
        action_id=_number(row),
        owner=_text(row, "responsable"),
        due_on=_day(row, "echeance", "Échéance"),
        done_on=_day(row, "fait_le", "Fait le"),
        result=_text(row, "resultat"),
        seen=_text(row, "etat_lu") or "",
    )


def _number(row: Mapping[str, Value]) -> int:
    number = row["numero"]
    if not isinstance(number, int):
        raise UserError(
            "ligne_inconnue",
            f"La ligne de « {row['client']} » n’a pas de numéro : elle n’est pas de la base.",
            "Actualisez la feuille : elle retrouve ses lignes.",
        )
    return number


def _text(row: Mapping[str, Value], key: str) -> str | None:
    return None if row[key] is None else str(row[key])


def _day(row: Mapping[str, Value], key: str, title: str) -> date | None:
    """Read a day, also one that was pasted as a text. Raises UserError."""
    found = day(row[key])
    if isinstance(found, Fault):
        raise UserError(
            found.code,
            f"{row['client']}, « {title} » : {found.message}",
            "Puis enregistrez à nouveau.",
        )
    return found
