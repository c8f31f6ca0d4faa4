"""The sheet Synthèse: the sums of a month as tables and native charts."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mplus3_xl.domain.register.report import MonthReport
from mplus3_xl.exports.month_summary import MEASURES, Line, Summary
from mplus3_xl.exports.month_words import month_name, state_line
from mplus3_xl.layout.heading import HEIGHTS, section
from mplus3_xl.layout.model import Cell, Chart, Column, Page, Sheet, Table
from mplus3_xl.layout.page_breaks import page_breaks
from mplus3_xl.layout.style import Kind, Style

TITLE = "Synthèse"
_COL, _FIRST_ROW = 1, 3
_CHART_ROWS, _CHART_WIDTH = 12, 1000
_ROW_HEIGHT = 22.0  # points
_SCALE = 68  # per cent: the columns are as wide as an A4 page lying
_PAGE_HEIGHT = 720.0  # points at that scale, some left for what another spreadsheet rounds
_LABEL_WIDTH, _FIGURE_WIDTH = 26.0, 15.0
_LAST_COL = _COL + 1 + len(MEASURES)
_FIGURES = tuple(Column(key, title, _FIGURE_WIDTH, Kind.WHOLE) for key, title in MEASURES.items())
_SERIES = (("counted", "#0072B2"), ("in_window", "#009E73"))  # Okabe–Ito


class _Part(NamedTuple):
    """One section: a title, a table, the columns that name its lines, and what its chart shows."""

    title: str
    table: str
    labels: tuple[Column, ...]
    lines: Sequence[Line]
    chart: str = ""


def summary_sheet(report: MonthReport, sums: Summary) -> Sheet:
    """Return the sheet of the sums; the four tables say the same in all."""
    month = Column("month", "Mois", _LABEL_WIDTH)
    agency = Column("agency", "Agence", _LABEL_WIDTH)
    charge = Column("charge", "Chargé de clientèle", _LABEL_WIDTH)
    week = Column("week", "Semaine", _LABEL_WIDTH)
    parts = (
        _Part("Le mois", "tSyntheseMois", (month,), [(str(report.month), *sums.total)]),
        _Part("Par agence", "tSyntheseAgences", (agency,), sums.by_agency, "agence"),
        _Part("Par chargé", "tSyntheseCharges", (charge, agency), sums.by_charge, "chargé"),
        _Part("Par semaine", "tSyntheseSemaines", (week,), sums.by_week, "semaine"),
    )
    cells = [
        Cell(0, _COL, f"{TITLE} · {month_name(report.month)}", Style.TITLE),
        Cell(1, _COL, state_line(report), Style.SUBTITLE),
    ]
    tables, charts, heights, row = [], list[Chart](), dict(HEIGHTS), _FIRST_ROW
    for part in parts:
        columns = (*part.labels, *_FIGURES)
        cells += section(row, part.title, _COL, _COL + len(columns) - 1)
        placed = Table(part.table, row + 1, _COL, columns, part.lines, filtered=False)
        tables.append(placed)
        heights |= {row: 28, row + 1: 36}
        row = placed.last + 2
        if part.chart:
            charts.append(_chart(part, row))
            row += _CHART_ROWS + 1
    return Sheet(
        title=TITLE,
        code_name="FeuilSynthese",
        widths=(2.0, _LABEL_WIDTH, _LABEL_WIDTH, *(_FIGURE_WIDTH for _ in MEASURES)),
        cells=tuple(cells),
        tables=tuple(tables),
        charts=tuple(charts),
        heights=heights,
        row_height=_ROW_HEIGHT,
        page=Page(
            _COL,
            _LAST_COL,
            landscape=True,
            scale=_SCALE,
            break_rows=page_breaks(_parts(tables, charts), heights, _ROW_HEIGHT, _PAGE_HEIGHT),
        ),
    )


def _parts(tables: Sequence[Table], charts: Sequence[Chart]) -> Iterator[tuple[int, int]]:
    """Yield the rows of each section; where it does not fit on a page, its chart begins one."""
    below = {chart.table: chart for chart in charts}
    for placed in tables:
        chart = below.get(placed.name)
        end = chart.row + chart.rows if chart else placed.last
        yield placed.row - 1, end
        if chart:
            yield chart.row, end


def _chart(part: _Part, row: int) -> Chart:
    return Chart(
        title=f"Actes du mois par {part.chart}",
        description=f"Histogramme : actes du mois par {part.chart}, et parmi eux ceux dont le "
        "contact a été établi dans la fenêtre. Les chiffres sont dans le tableau au-dessus.",
        unit="actes",
        table=part.table,
        label=part.labels[0].key,
        series=_SERIES,
        row=row,
        col=_COL,
        width=_CHART_WIDTH,
        rows=_CHART_ROWS,
    )
