"""Giving out a month of the register: two files in a folder, drawn or as they were frozen."""

from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.collection import no_collection
from mplus3_xl.domain.register.closed_month import ClosedMonth, MonthFiles
from mplus3_xl.domain.register.month import Month
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.errors import UserError
from mplus3_xl.exports.month_csv import month_csv
from mplus3_xl.exports.month_sheets import month_properties, month_sheets
from mplus3_xl.exports.month_words import closing_question, file_stem
from mplus3_xl.services.register import month as service
from mplus3_xl.whole_files import write_whole


@no_collection()
def draw(report: MonthReport) -> MonthFiles:
    """Make the two files of a report: the same report, the same bytes. Raises UserError."""
    from mplus3_xl.painter.workbook import write_sheets

    csv, book = month_csv(report), BytesIO()
    write_sheets(book, month_sheets(report, csv), month_properties(report))
    return MonthFiles(csv, book.getvalue())


class Exported(NamedTuple):
    """A month that was written: what it says, and where its two files are."""

    report: MonthReport
    csv: Path
    book: Path


def export_month(
    workspace: Workspace, month: Month, folder: Path | None, *, elsewhere: str = ""
) -> Exported:
    """Write the csv and the workbook of a month into a folder.

    `elsewhere` tells a refused person how to write to another place, if there is a way. Raises
    UserError: not begun, frozen and different, folder that cannot be written.
    """
    _refuse_to_come(workspace, month)
    report, files = service.month_given(workspace.store(), month, draw)
    stem = (folder or workspace.folder) / file_stem(month)
    csv, xlsx = Path(f"{stem}.csv"), Path(f"{stem}.xlsx")
    write_whole(csv, files.csv, elsewhere)
    write_whole(xlsx, files.xlsx, elsewhere)
    if report.closed is None and service.is_closed(workspace.store(), month):
        # Somebody froze it meanwhile: what stays on the disk is what was frozen.
        return export_month(workspace, month, folder, elsewhere=elsewhere)
    return Exported(report, csv, xlsx)


def _refuse_to_come(workspace: Workspace, month: Month) -> None:
    today = workspace.today
    if month.first > today:
        raise UserError(
            "mois_a_venir",
            f"Le mois {month} n’a pas commencé : nous sommes le {today:%d/%m/%Y}.",
            f"Donnez un mois commencé, par exemple {Month.of(today).previous}.",
        )


def asked_before_closing(workspace: Workspace, report: MonthReport) -> str | None:
    """Return what to ask before a month is frozen; none of one that `close_month` refuses."""
    month = report.month
    if report.closed is not None or not month.is_over(workspace.now.date()):
        return None
    return closing_question(report, service.left_open(workspace.store(), month))


def close_month(workspace: Workspace, month: Month) -> ClosedMonth:
    """Freeze a month, in the name of whoever runs the program. Raises UserError."""
    return service.close_month(workspace.store(), month, draw, author(), workspace.now)
