"""The refused rows of a file, with the reason beside each, to correct and import again."""

import re
from datetime import UTC, date, datetime
from glob import escape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from mplus3_xl.domain.lagon.drafts import OWN_TITLES, REJECTS_PREFIX
from mplus3_xl.services.importing.importing import FileReport
from mplus3_xl.whole_files import put_whole

_WIDTHS = (60, 12)
_ANY_DAY = "????-??-??"
_OURS = re.compile(rf"^{REJECTS_PREFIX}(\d{{4}}-\d\d-\d\d_)?")
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
    "default_date_format": "dd/mm/yyyy",
}


class Rejects(NamedTuple):
    """The file of the refused rows of one export; `again`: it was there, as an import left it."""

    path: Path
    again: bool


def write_rejects(report: FileReport, folder: Path, day: date) -> Rejects:
    """Write the refused rows of one file into `folder`, unless a file there is the same.

    The site code stays in its name (R23), and no earlier file is replaced.
    """
    stem = _stem(report.file.name)
    content = _content(report)
    for known in sorted(folder.glob(f"{REJECTS_PREFIX}{_ANY_DAY}_{escape(stem)}*.xlsx")):
        if _holds(known, content):
            return Rejects(known, again=True)
    path = _free_path(folder, f"{REJECTS_PREFIX}{day.isoformat()}_{stem}")
    put_whole(path, content)
    return Rejects(path, again=False)


def _holds(known: Path, content: bytes) -> bool:
    """Say whether a file is the same; one that a spreadsheet keeps for itself is being changed."""
    try:
        return known.read_bytes() == content
    except OSError:
        return False


def _content(report: FileReport) -> bytes:
    """Return the workbook of the refused rows: of the same rows, the same bytes."""
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, _OPTIONS) as book:
        book.set_properties({"created": _NO_DAY})
        sheet = book.add_worksheet("Rejets")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        header = report.file.lines[report.file.header_line - 1]
        kept = [at for at, title in enumerate(header) if str(title).strip() not in OWN_TITLES]
        for at, width in enumerate(_WIDTHS):
            sheet.set_column(at, at, width)
        sheet.set_column(len(_WIDTHS), len(_WIDTHS) + len(kept), 18)
        sheet.freeze_panes(1, len(_WIDTHS))
        sheet.write_row(0, 0, [*OWN_TITLES, *(str(header[at]).strip() for at in kept)], bold)
        for line, problem in enumerate(report.problems, start=1):
            sheet.write_string(line, 0, problem.message, wrap)
            sheet.write_number(line, 1, problem.line)
            row = report.file.lines[problem.line - 1]
            cells = (row[at] if at < len(row) else None for at in kept)
            sheet.write_row(line, len(_WIDTHS), cells)
    return made.getvalue()


def _stem(source: str) -> str:
    """Return the name of the export that a file comes from, whatever a person renamed."""
    return _OURS.sub("", Path(source).stem)


def _free_path(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.xlsx", 2
    while path.exists():
        path, number = folder / f"{name} ({number}).xlsx", number + 1
    return path
