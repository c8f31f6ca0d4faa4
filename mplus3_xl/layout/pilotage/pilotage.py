"""The sheet `Pilotage`: the manager's figures, by agency, chargé and month, and native charts."""

from mplus3_xl.layout import message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.heading import back, heading, section
from mplus3_xl.layout.model import (
    Area,
    Cell,
    Check,
    Column,
    Highlight,
    Page,
    Rule,
    Sheet,
    Table,
    address,
)
from mplus3_xl.layout.pilotage.pilotage_charts import SLIPPING, charts
from mplus3_xl.layout.pilotage.pilotage_choices import choice_cells
from mplus3_xl.layout.pilotage.pilotage_lines import (
    AGENCIES,
    BY_CLOSING,
    BY_WEEK,
    CHARGES,
    GROUPINGS,
    MONTHS_DONE,
    TOTAL,
    Grouping,
    figures_shown,
)
from mplus3_xl.layout.style import Kind, Style, Tint

TITLE = titles.PILOTAGE
FIRST_COL = 1
LABEL_WIDTH, FIGURE_WIDTH = 26.0, 13.8
BUTTON_ROW, CHOICE_ROW = message.BELOW, message.BELOW + 1
CHART_ROWS, HEADER_HEIGHT = 11, 42
LETTER, EDGES, PAGE_WIDTH = 7, 5, 940
"""In pixels, 96 an inch: a letter, the edges of a column, A4 lying less margins and slack."""
BUTTONS = ("actualiser_pilotage", "voir_lignes", "file", "actions", "actes", "doubles")
NARROW = (BY_WEEK, BY_CLOSING)
"""The tables of one figure: the last charts stand beside them."""


def _columns(grouping: Grouping) -> tuple[Column, ...]:
    kinds = {True: Kind.WHOLE, False: Kind.DECIMAL}
    return (
        Column("libelle", grouping.label, LABEL_WIDTH),
        *(
            Column(figure.code, figure.label, FIGURE_WIDTH, kinds[figure.over is None])
            for figure in figures_shown(grouping)
        ),
    )


def _table(grouping: Grouping, row: int, content: Content) -> Table:
    rows = content.blocks.get(grouping.block, ())
    columns = _columns(grouping)
    return Table(
        grouping.table, row, FIRST_COL, columns, rows, spare=grouping.lines, filtered=False
    )


def _definitions(grouping: Grouping, table: Table) -> list[tuple[Area, Check]]:
    """Return what each figure means, for its title and its cells: read by mouse or arrow key."""
    return [
        (
            table.area_of(figure.code)._replace(first_row=table.row),
            Check(Rule.NONE, prompt_title=figure.label, prompt=figure.definition),
        )
        for figure in figures_shown(grouping)
    ]


def _slipping(table: Table) -> list[Highlight]:
    """Tint what slips where it is not zero."""
    areas = [table.area_of(code) for code, _ in SLIPPING]
    return [
        Highlight(area, f"N({address(area.first_row, area.first_col)})>0", Tint.ORANGE, bold=True)
        for area in areas
    ]


def _places() -> dict[str, int]:
    """Return the row at which each table's section begins."""
    row, found = CHOICE_ROW + CHART_ROWS + 1, {}
    for grouping in GROUPINGS:
        found[grouping.code] = row
        row += 2 + grouping.lines + 2
    return found


def sheet(content: Content) -> Sheet:
    """Return the manager's figures, where the blocks of `content` have them."""
    rows, last_col = _places(), FIRST_COL + len(_columns(TOTAL)) - 1
    tables = {each: _table(each, rows[each.code] + 2, content) for each in GROUPINGS}
    chosen, checks = choice_cells(content, CHOICE_ROW + 1, FIRST_COL)
    sections = [(CHOICE_ROW, "Ce que l’on compte", "")]
    sections += [(rows[each.code], each.title, each.what) for each in GROUPINGS]
    return Sheet(
        title=TITLE,
        code_name="FeuilPilotage",
        widths=(2.0, LABEL_WIDTH, *(FIGURE_WIDTH for _ in range(FIRST_COL, last_col))),
        cells=(
            *heading("Pilotage", content),
            *message.few_cells("pilotage", FIRST_COL, _message(content)),
            back("Accueil", BUTTON_ROW),
            *chosen,
            *(cell for each in sections for cell in _section(*each, last_col)),
        ),
        tables=tuple(tables.values()),
        checks=(*checks, *(each for pair in tables.items() for each in _definitions(*pair))),
        highlights=tuple(
            each
            for grouping, table in tables.items()
            if grouping not in NARROW
            for each in _slipping(table)
        ),
        charts=charts(CHOICE_ROW + 1, rows[BY_WEEK.code], FIRST_COL),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS),
        names={grouping.block: table.body for grouping, table in tables.items()},
        heights=message.few_heights()
        | {BUTTON_ROW: BUTTON_HEIGHT}
        | {row: 28 for row, _, _ in sections}
        | {table.row: HEADER_HEIGHT for table in tables.values()},
        row_height=22,
        page=Page(
            *(FIRST_COL, last_col),
            landscape=True,
            scale=_scale(last_col),
            break_rows=(rows[CHARGES.code], rows[MONTHS_DONE.code]),
        ),
        protected=True,
        start=(CHOICE_ROW + 2, FIRST_COL),
    )


def _section(row: int, title: str, what: str, last_col: int) -> list[Cell]:
    """Return a title and what it means; a narrow one leaves room for the charts beside it."""
    end = FIRST_COL + 1 if title in {each.title for each in NARROW} else last_col
    below = [Cell(row + 1, FIRST_COL, what, Style.SOFT)] if what else []
    return [*section(row, title, FIRST_COL, end), *below]


def _scale(last_col: int) -> int:
    """Return the scale, per cent, at which the columns are as wide as an A4 page lying."""
    figures = (last_col - FIRST_COL) * (FIGURE_WIDTH * LETTER + EDGES)
    return int(100 * PAGE_WIDTH / (LABEL_WIDTH * LETTER + EDGES + figures))


def _message(content: Content) -> str | None:
    lines = content.blocks.get(AGENCIES.block, ())
    return None if lines else "Rien n’est encore compté : « Actualiser le pilotage »."
