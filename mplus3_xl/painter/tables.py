"""A table of the layout: its header, its rows, its checks and tints."""

from collections.abc import Callable
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from mplus3_xl.layout.model import Area, Check, Column, Rule, Table
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.painter.checks import lay_check
from mplus3_xl.painter.formats import Formats

_DAYS = {Kind.DATE, Kind.MOMENT, Kind.STAMP}
_NUMBERS = {Kind.WHOLE, Kind.DECIMAL, Kind.AMOUNT}


def method_of(worksheet: Worksheet, kind: Kind) -> Callable[[int, int, Any, Format], object]:
    """Return what writes a value of `kind`: a text is never read as a formula."""
    write: Callable[[int, int, Any, Format], object] = worksheet.write_string
    if kind in _DAYS:
        write = worksheet.write_datetime
    elif kind in _NUMBERS:
        write = worksheet.write  # a number, or a word such as Oui
    return write


def _write_column(
    worksheet: Worksheet, table: Table, at: int, column: Column, cell_format: Format
) -> None:
    write, col = method_of(worksheet, column.kind), table.col + at
    for row, values in enumerate(table.rows, start=table.first):
        value = values[at]
        if value is None or value == "":
            worksheet.write_blank(row, col, None, cell_format)
        else:
            write(row, col, value, cell_format)
    for row in range(table.first + len(table.rows), table.last + 1):
        worksheet.write_blank(row, col, None, cell_format)


def _header_help(column: Column) -> Check:
    return Check(Rule.NONE, prompt_title=column.title[:32], prompt=column.help)


def _style(table: Table, column: Column) -> Style:
    if table.open_ended:
        return Style.BODY
    return Style.TABLE_INPUT if column.typed else Style.LINED


def _header_kind(column: Column) -> Kind:
    """Align a header as its column."""
    return Kind.TEXT if column.kind in (Kind.TEXT, Kind.WRAPPED, Kind.AMOUNT) else Kind.CENTRED


def lay_table(worksheet: Worksheet, table: Table, formats: Formats) -> None:
    """Write the table: an explicit format on each cell, since not all readers draw table styles."""
    declared = []
    for at, column in enumerate(table.columns):
        cell_format = formats.of(_style(table, column), column.kind)
        declared.append(
            {
                "header": column.title,
                "header_format": formats.of(Style.HEADER, _header_kind(column)),
                "format": cell_format,
            }
        )
        _write_column(worksheet, table, at, column, cell_format)
        if column.help:
            place = (table.row, table.col + at)
            lay_check(worksheet, Area(*place, *place), _header_help(column))
        for word, tint in column.tints.items():
            worksheet.conditional_format(
                *table.area_of(column.key),
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{word}"',
                    "format": formats.tint(tint),
                },
            )
    worksheet.add_table(
        table.row,
        table.col,
        table.last,
        table.col + len(table.columns) - 1,
        {
            "name": table.name,
            "columns": declared,
            "style": None,
            "autofilter": table.filtered,
        },
    )
