"""What is to be typed into Lagon, on the desk: listed, and said to be typed."""

from collections.abc import Mapping, Sequence

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.client.lagon_reports import LagonReport
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.layout.listed import reports
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import Desk
from mplus3_xl.live.sheet.list_lines import day_in, may_refill, number_of, refuse_copies, tell_on
from mplus3_xl.services.agency.people import Named, names_of
from mplus3_xl.services.lagon.reports import mark_reported, reports_to_lagon
from mplus3_xl.services.lists.listed import TO_SETTLE, report_rows


def show_reports(desk: Desk, workspace: Workspace) -> None:
    """Write what is to be typed into Lagon, and the differences to settle."""
    if not may_refill(desk, reports.TITLE, _typed_reports(desk, workspace)):
        return
    rows = report_rows(workspace.store(), workspace.today)
    desk.write_table(reports.TABLE, rows)
    lines = [row for row in rows if row["par"] != TO_SETTLE]
    waiting = sum(row["reporte_le"] is None and row["confirme_le"] is None for row in lines)
    said = count(waiting, "ligne à reporter", "lignes à reporter")
    if differences := len(rows) - len(lines):
        said += f", {count(differences, 'différence', 'différences')} à trancher"
    tell_on(desk, reports.TITLE, said)


def save_reports(desk: Desk, workspace: Workspace) -> None:
    """Save the days on which lines were typed into Lagon. Raises UserError."""
    rows = [row for row in desk.read_table(reports.TABLE) if not _is_difference(row)]
    refuse_copies(rows)
    days = {number_of(row): day_in(row, "reporte_le", "Reporté le") for row in rows}
    store = workspace.store()
    changed = mark_reported(store, days, author(), workspace.now)
    kept = [
        each
        for each in reports_to_lagon(store)
        if each.reported_on is not None and days.get(each.id, each.reported_on) is None
    ]
    said = count(len(changed), "report enregistré", "reports enregistrés")
    told = [f"{said}." if changed else "Rien n’a changé parmi les reports."]
    after = report_rows(store, workspace.today)
    desk.write_table(reports.TABLE, after)
    if kept:
        told.append(_kept(kept, names_of(store)))
    if gone := _gone(rows, after):
        told.append(_told_gone(gone))
    desk.tell(" ".join(told))


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


def _kept(reports_kept: Sequence[LagonReport], named: Named) -> str:
    """Say whose days stay, that the sheet did not show or that its bearer did not write."""
    who = ", ".join(sorted({named(each.reported_by) for each in reports_kept}))
    lines = count(len(reports_kept), "date « Reporté le » reste", "dates « Reporté le » restent")
    return f"{lines} (par {who}) : seul qui l’a écrite peut l’enlever."


def _gone(rows: Sequence[Mapping[str, Value]], after: Sequence[Mapping[str, Value]]) -> list[str]:
    """Return the clients of the lines whose day is not in the store, for want of the line."""
    days = {row["numero"]: row["reporte_le"] for row in after}
    return [
        str(row["client"])
        for row in rows
        if row["confirme_le"] is None
        and row["reporte_le"] is not None
        and days.get(row["numero"]) is None
    ]


def _told_gone(clients: Sequence[str]) -> str:
    who = ", ".join(dict.fromkeys(clients))
    if len(clients) == 1:
        said, why = "1 ligne datée n’est plus", "un export l’a confirmée, ou elle n’existe plus"
    else:
        said = f"{len(clients)} lignes datées ne sont plus"
        why = "un export les a confirmées, ou elles n’existent plus"
    return f"{said} à reporter ({who}) : {why}."
