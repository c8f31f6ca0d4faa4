"""The month's workbook as sheets of the layout: its lists, its sums, its Lisez-moi."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from mplus3_xl.domain.register.closed_month import sha256
from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.exports.month_columns import columns_of, lines
from mplus3_xl.exports.month_readme import readme_sheet
from mplus3_xl.exports.month_summary import summary
from mplus3_xl.exports.month_summary_sheet import summary_sheet
from mplus3_xl.exports.month_words import month_name, state_line
from mplus3_xl.layout.french import count
from mplus3_xl.layout.heading import HEIGHTS
from mplus3_xl.layout.model import Cell, Page, Sheet, Table, Value
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table

_TABLE_ROW = 4
_MARGIN = 1
# A page holds that many columns; a wider list prints smaller, on several pages side by side, each
# with the number of the acte.
_PAGE_COLUMNS, _WIDE_SCALE = 12, 60
_LINE, _EDGES = 15.0, 6.0  # points: a line of text, and what a row has above and below its lines
_INDENT = 2  # characters of a column that its indent and its edges take
# The lists: name in the rules table, code name, table, what one line is.
_LISTS = (
    ("actes", "FeuilActes", "tActes", "acte", "actes"),
    ("opportunities", "FeuilOpportunites", "tOpportunites", "manque", "manques"),
    ("actions", "FeuilActions", "tActions", "action", "actions"),
    ("reports", "FeuilLagon", "tLagon", "champ", "champs"),
    ("deviations", "FeuilEcarts", "tEcarts", "écart", "écarts"),
)


def month_sheets(report: MonthReport, csv: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a month's workbook; `csv` is the file that goes with it.

    Raises UserError if pandas is missing.
    """
    lists = (_list_sheet(report, *each) for each in _LISTS)
    return (*lists, summary_sheet(report, summary(report)), readme_sheet(report, sha256(csv)))


def month_properties(report: MonthReport) -> dict[str, object]:
    """Return the document's own properties: the day of the month, not of the export."""
    return {
        "title": f"Actes M+3, {month_name(report.month)}",
        "subject": "Suivi des nouveaux clients",
        "created": datetime.combine(report.month.last, time.min),
    }


def _list_sheet(
    report: MonthReport, rows: str, code_name: str, name: str, one: str, many: str
) -> Sheet:
    columns, title = columns_of(rows), table("month_columns")["sheets"][rows]
    cells: Iterable[tuple[Value, ...]] = lines(columns, getattr(report, rows))
    listed = Table(name, _TABLE_ROW, _MARGIN, columns, list(cells))
    number = count(len(listed.rows), one, many)
    wide = len(columns) > _PAGE_COLUMNS
    titled = _MARGIN + wide  # the column that each page repeats would cut it
    return Sheet(
        title=title,
        code_name=code_name,
        widths=(2.0, *(column.width for column in columns)),
        cells=(
            Cell(0, titled, f"{title} · {month_name(report.month)}", Style.TITLE),
            Cell(1, titled, f"{number}  ·  {state_line(report)}", Style.SUBTITLE),
        ),
        tables=(listed,),
        heights=HEIGHTS | {_TABLE_ROW: 36} | dict(_tall(listed)),
        page=Page(
            _MARGIN,
            len(columns),
            landscape=True,
            repeated_row=_TABLE_ROW,
            scale=_WIDE_SCALE if wide else 0,
            repeated_col=_MARGIN if wide else None,
        ),
        frozen=(_TABLE_ROW + 1, _MARGIN + 1),
        start=(_TABLE_ROW + 1, _MARGIN),
    )


def _tall(listed: Table) -> Iterator[tuple[int, float]]:
    """Yield the rows that have a text of several lines, and how high they then are."""
    wrapped = [
        (at, int(column.width) - _INDENT)
        for at, column in enumerate(listed.columns)
        if column.kind is Kind.WRAPPED
    ]
    for row, line in enumerate(listed.rows, start=listed.first):
        most = max((_lines_of(line[at], width) for at, width in wrapped), default=1)
        if most > 1:
            yield row, _LINE * most + _EDGES


def _lines_of(value: Value, width: int) -> int:
    """Count the lines of a text in a column: those that were typed, each folded to its width."""
    typed = str(value or "").splitlines()
    return sum(max(1, len(textwrap.wrap(each, width))) for each in typed)
