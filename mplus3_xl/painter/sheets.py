"""One sheet of the layout: widths, cells, tables, checks, tints, protection, print set-up."""

from collections.abc import Iterator
from datetime import date, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mplus3_xl.layout.model import Area, Button, Cell, Page, Sheet, address
from mplus3_xl.layout.style import Style
from mplus3_xl.painter.charts import lay_chart
from mplus3_xl.painter.checks import lay_check
from mplus3_xl.painter.formats import Formats
from mplus3_xl.painter.tables import lay_table

A4 = 9
BUTTON_TOP, BUTTON_PIXELS = 4, 28  # above a button, and of it
# Ten millimetres on each side, a little more above and below for the footer.
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}


def _write(worksheet: Worksheet, cell: Cell, cell_format: Format) -> None:
    """Write one cell; a text stays a text whatever it begins with."""
    place, value = (cell.row, cell.col), cell.value
    if cell.link:
        worksheet.write_url(
            *place, f"internal:'{cell.link}'!{address(*cell.spot)}", cell_format, str(value)
        )
    elif cell.formula:
        worksheet.write_formula(*place, cell.formula, cell_format, value or "")
    elif value is None or value == "":
        worksheet.write_blank(*place, None, cell_format)
    elif isinstance(value, str):
        worksheet.write_string(*place, value, cell_format)
    elif isinstance(value, date | time):
        worksheet.write_datetime(*place, value, cell_format)
    else:
        worksheet.write_number(*place, value, cell_format)


def _sizes(worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    kinds = {
        table.col + at: column.kind
        for table in sheet.tables
        if table.open_ended
        for at, column in enumerate(table.columns)
    }
    worksheet.set_default_row(sheet.row_height)
    for col, width in enumerate(sheet.widths):
        style = formats.of(Style.BODY, kinds[col]) if col in kinds else None
        worksheet.set_column(col, col, width, style, {"hidden": width == 0})
    for row, height in sheet.heights.items():
        worksheet.set_row(row, height)
    for row in _unfilled(sheet):
        worksheet.set_row(row, sheet.heights.get(row), None, {"hidden": True})


def _unfilled(sheet: Sheet) -> Iterator[int]:
    """Yield the rows that a click would hide: those of folded blocks that say nothing."""
    said = {(cell.row, cell.col) for cell in sheet.cells if cell.value or cell.formula}
    for area in (sheet.names[name] for name in sheet.folded):
        for row in range(area.first_row, area.last_row + 1):
            if (row, area.first_col) not in said:
                yield row


def _print(worksheet: Worksheet, sheet: Sheet, page: Page) -> None:
    worksheet.set_paper(A4)
    if page.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(**MARGINS)
    if page.scale:
        worksheet.set_print_scale(page.scale)
        worksheet.set_h_pagebreaks(list(page.break_rows))
    else:
        worksheet.fit_to_pages(1, 1 if page.single else 0)
    worksheet.print_area(0, page.first, page.last_row or sheet.last_row, page.last)
    if page.repeated_row is not None:
        worksheet.repeat_rows(page.repeated_row)
    if page.repeated_col is not None:
        worksheet.repeat_columns(page.repeated_col, page.repeated_col)
    foot = page.foot or f'M+3 : {sheet.title}&R&"Calibri,Regular"&11Page &P / &N'
    worksheet.set_footer(f'&L&"Calibri,Regular"&11{foot}')


def _protect(worksheet: Worksheet, sheet: Sheet) -> None:
    """Protect without a password; on a form, Tab goes from one input to the next."""
    worksheet.protect(
        "",
        {
            "select_locked_cells": not sheet.form,
            "format_columns": True,
            "format_rows": True,
            "autofilter": True,
        },
    )


def _rules(worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    for area, check in sheet.checks:
        lay_check(worksheet, area, check)
    for highlight in sheet.highlights:
        rule = {
            "type": "formula",
            "criteria": f"={highlight.formula}",
            "format": formats.highlight(highlight),
        }
        worksheet.conditional_format(*highlight.area, rule)


def _define(workbook: Workbook, sheet: Sheet) -> None:
    blocks = dict(sheet.names)
    for cell in sheet.cells:
        if cell.name:
            blocks[cell.name] = Area(cell.row, cell.col, cell.row, cell.col)
    for name, area in blocks.items():
        first = address(area.first_row, area.first_col, fixed=True)
        last = address(area.last_row, area.last_col, fixed=True)
        at = f"'{sheet.title}'!"
        where = first if first == last else f"{first}:{last}"
        if name in sheet.growing:
            where = f"{first}:INDEX({at}{where},MAX(1,COUNTA({at}{where})))"
        workbook.define_name(name, f"={at}{where}")


def _lay_button(worksheet: Worksheet, button: Button) -> None:
    options = {
        "macro": button.macro,
        "caption": button.label,
        "width": button.width,
        "height": BUTTON_PIXELS,
        "x_offset": button.offset,
        "y_offset": BUTTON_TOP,
    }
    worksheet.insert_button(button.row, button.col, options)


def lay_sheet(workbook: Workbook, worksheet: Worksheet, sheet: Sheet, formats: Formats) -> None:
    """Draw `sheet` on `worksheet`."""
    worksheet.hide_gridlines(2)
    everywhere = f"{address(0, 0)}:{address(sheet.last_row, len(sheet.widths) - 1)}"
    # A client number is a text: no green corner to say that it looks like a number.
    worksheet.ignore_errors({"number_stored_as_text": everywhere})
    _sizes(worksheet, sheet, formats)
    for cell in sheet.cells:
        _write(worksheet, cell, formats.of(cell.style, cell.kind))
    for table in sheet.tables:
        lay_table(worksheet, table, formats)
    _rules(worksheet, sheet, formats)
    _define(workbook, sheet)
    for chart in sheet.charts:
        lay_chart(workbook, worksheet, sheet, chart)
    for button in sheet.buttons:
        _lay_button(worksheet, button)
    if sheet.page:
        _print(worksheet, sheet, sheet.page)
    if sheet.frozen:
        worksheet.freeze_panes(*sheet.frozen)
    if sheet.protected:
        _protect(worksheet, sheet)
    if sheet.hidden:
        worksheet.hide()
    worksheet.set_selection(*sheet.start, *sheet.start)
