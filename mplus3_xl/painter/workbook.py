"""The whole file: same content, same bytes."""

import warnings
from collections.abc import Mapping
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet
from mplus3_xl.layout.workbook import CODE_NAME, sheets
from mplus3_xl.painter.formats import Formats
from mplus3_xl.painter.sheets import lay_sheet

# A text from an export is a text, whatever it begins with.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def paint(target: Path | BytesIO, content: Content) -> None:
    """Write the workbook of `content`, without macros: one to read."""
    write_book(target, content, sheets(content))


def write_book(
    target: Path | BytesIO,
    content: Content,
    planned: tuple[Sheet, ...],
    vba: bytes | None = None,
) -> None:
    """Write the sheets `planned`; `vba` is the vbaProject.bin of a workbook with macros."""
    write_sheets(target, planned, _properties(content), vba)


def write_sheets(
    target: Path | BytesIO,
    planned: tuple[Sheet, ...],
    properties: Mapping[str, object],
    vba: bytes | None = None,
) -> None:
    """Write the sheets `planned` of any workbook; `properties` are the document's own.

    XlsxWriter only warns when it leaves something out: here a warning is an error.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        workbook = Workbook(target, OPTIONS)
        workbook.set_properties(dict(properties))
        if vba is not None:
            workbook.add_vba_project(BytesIO(vba), is_stream=True)
            workbook.set_vba_name(CODE_NAME)
        _draw(workbook, planned, named=vba is not None)
        _close(workbook)


def _close(workbook: Workbook) -> None:
    """Write the file. Raises the OSError that XlsxWriter wraps."""
    try:
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from error


def _properties(content: Content) -> dict[str, object]:
    # The day of the data, not of the build: two builds of the same content are identical.
    return {
        "title": "M+3",
        "subject": "Suivi des nouveaux clients",
        "comments": f"mplus3-xl {content.version}",
        "created": datetime.combine(content.au, time.min),
    }


def _draw(workbook: Workbook, planned: tuple[Sheet, ...], *, named: bool) -> None:
    formats = Formats(workbook)
    # All tabs first: a link or a name may point to a later one.
    laid = [(sheet, workbook.add_worksheet(sheet.title)) for sheet in planned]
    for sheet, worksheet in laid:
        if named:
            worksheet.set_vba_name(sheet.code_name)
        lay_sheet(workbook, worksheet, sheet, formats)
    laid[0][1].activate()
