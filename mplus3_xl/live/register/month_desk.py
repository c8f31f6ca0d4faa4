"""The month of the register, given out or frozen by a click."""

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.register.month import Month
from mplus3_xl.exports.month_words import counts_line, month_name, state_line
from mplus3_xl.live.port import Desk
from mplus3_xl.monthly import asked_before_closing, close_month, export_month
from mplus3_xl.services.agency.people import check_manager, names_of
from mplus3_xl.services.register.month import RESERVED, month_report


def export(desk: Desk, workspace: Workspace) -> None:
    """Write the month that the person names, and say what it holds and where. UserError."""
    month = _ask(desk, workspace, "exporter")
    if month is None:
        return
    desk.progress(f"export du mois, {month_name(month)}…")
    report, csv, book = export_month(workspace, month, None)
    state = state_line(report, names_of(workspace.store()))
    desk.tell(
        f"{counts_line(report)}. {state}. "
        f"Écrit dans {workspace.folder} : {book.name} et {csv.name}."
    )


def close(desk: Desk, workspace: Workspace) -> None:
    """Freeze the month that the manager names, once he said yes to its counts. UserError."""
    check_manager(workspace.store(), author(), RESERVED)
    month = _ask(desk, workspace, "clôturer")
    if month is None:
        return
    report = month_report(workspace.store(), month)
    question = asked_before_closing(workspace, report)
    if question and not desk.ask(question, for_good=True):
        return
    desk.progress(f"clôture du mois, {month_name(month)}…")
    closed = close_month(workspace, month)  # refuses one that is not over, or is frozen already
    desk.tell(f"{counts_line(report)}. Mois clôturé. SHA-256 du csv : {closed.csv_sha256}")


def _ask(desk: Desk, workspace: Workspace, verb: str) -> Month | None:
    """Ask for a month; the last one that is over is proposed."""
    proposed = Month.of(workspace.now).previous
    answer = desk.ask_text(
        f"Quel mois {verb} ? Écrivez-le AAAA-MM ou MM/AAAA ; sans rien taper, ce sera {proposed}."
    )
    if answer is None:
        return None
    return Month.read(answer) if answer.strip() else proposed
