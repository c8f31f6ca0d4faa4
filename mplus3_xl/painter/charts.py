"""The layout's charts as native ones, with a title, a unit and a text for those who do not see."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mplus3_xl.layout.model import Chart, Sheet, Table
from mplus3_xl.layout.style import FONT, FONT_SIZE, INK, RULE

HEIGHT = 300  # pixels
_FONT = {"name": FONT, "size": FONT_SIZE, "bold": False, "color": INK}
_NOT_ZERO = "General;;"
"""A label for what there is: a column of no height has none."""
_TITLE_FONT = _FONT | {"size": 14, "bold": True}


def _column(sheet: Sheet, table: Table, key: str) -> list[str | int]:
    area = table.area_of(key)
    return [sheet.title, area.first_row, area.first_col, area.last_row, area.last_col]


def lay_chart(workbook: Workbook, worksheet: Worksheet, sheet: Sheet, chart: Chart) -> None:
    """Insert `chart`, whose series are columns of a table of the same sheet."""
    table = next(each for each in sheet.tables if each.name == chart.table)
    titles = {column.key: column.title for column in table.columns}
    drawn: Any = workbook.add_chart({"type": "column"})
    for key, colour in chart.series:
        drawn.add_series(
            {
                "name": titles[key],
                "categories": _column(sheet, table, chart.label),
                "values": _column(sheet, table, key),
                "fill": {"color": colour},
                "data_labels": {"value": True, "font": _FONT, "num_format": _NOT_ZERO},
                "gap": 80,
            }
        )
    drawn.set_title({"name": chart.title, "name_font": _TITLE_FONT})
    drawn.set_x_axis({"num_font": _FONT, "line": {"color": RULE}})
    drawn.set_y_axis(
        {
            "name": chart.unit,
            "name_font": _FONT,
            "num_font": _FONT,
            "num_format": "0",
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": RULE}},
        }
    )
    drawn.set_legend(
        {"position": "bottom", "font": _FONT} if len(chart.series) > 1 else {"none": True}
    )
    drawn.set_size({"width": chart.width, "height": HEIGHT})
    worksheet.insert_chart(
        chart.row, chart.col, drawn, {"description": chart.description, "object_position": 2}
    )
