"""The sheet `Pilotage`: the manager's figures, by agency, chargé and month, and native charts."""

from typing import NamedTuple

from mplus3_xl.layout import choices
from mplus3_xl.layout import counted_words as words
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, section
from mplus3_xl.layout.model import (
    Area,
    Cell,
    Chart,
    Check,
    Column,
    Highlight,
    Page,
    Rule,
    Sheet,
    Table,
    address,
)
from mplus3_xl.layout.pilotage_lines import (
    AGENCIES,
    BY_CLOSING,
    BY_WEEK,
    CHARGES,
    GROUPINGS,
    MONTHS_DONE,
    MONTHS_DUE,
    TOTAL,
    Grouping,
    figures_shown,
)
from mplus3_xl.layout.style import Kind, Style, Tint

TITLE = "Pilotage"
FIRST_COL = 1
LABEL_WIDTH, FIGURE_WIDTH = 26.0, 13.8
BUTTON_ROW, CHOICE_ROW = 3, 4
CHART_ROWS, HEADER_HEIGHT = 11, 42
LETTER, EDGES, PAGE_WIDTH = 7, 5, 940
"""In pixels, 96 an inch: a letter, the edges of a column, A4 lying less margins and slack."""
MESSAGE = "pilotage_message"
BUTTONS = ("actualiser_pilotage", "voir_lignes", "file", "actions", "actes", "doubles")
AGENCY, CHARGE = "pilotage_agence", "pilotage_charge"
DUE, DONE = "pilotage_mois_a_faire", "pilotage_mois_contact"


class DropDown(NamedTuple):
    """A choice: the name of its cell, its label, the word for all, its list, what it chooses."""

    name: str
    label: str
    everything: str
    source: str
    what: str


CHOICES = (
    DropDown(AGENCY, "Agence", words.ALL_AGENCIES, choices.COUNTED_AGENCIES, "Une agence."),
    DropDown(CHARGE, "Chargé", words.ALL_CHARGES, choices.COUNTED_CHARGES, "Un chargé."),
    DropDown(
        DUE, "Mois à faire", words.ALL_MONTHS, choices.COUNTED_MONTHS, "Le mois du jour cible."
    ),
    DropDown(
        DONE,
        "Mois du contact",
        words.ALL_MONTHS,
        choices.COUNTED_MONTHS,
        "Le mois où l’appel est passé à OK.",
    ),
)
NARROW = (BY_WEEK, BY_CLOSING)
"""The tables of one figure: the last charts stand beside them."""
# What slips, in the colours of the Okabe–Ito palette; the words are in the legend.
SLIPPING = (("ferme_bientot", "#56B4E9"), ("en_retard", "#D55E00"), ("hors_delai", "#595959"))


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


def _choice(content: Content) -> tuple[list[Cell], list[tuple[Area, Check]]]:
    """Return the drop-downs, each under its label; the charts stand on their right."""
    cells, checks = [], []
    for at, each in enumerate(CHOICES):
        row = CHOICE_ROW + 1 + 2 * at
        value = content.fields.get(each.name) or each.everything
        cells.append(Cell(row, FIRST_COL, each.label, Style.STRONG))
        cells.append(Cell(row + 1, FIRST_COL, value, Style.INPUT, name=each.name))
        check = Check(
            Rule.CHOICE,
            error_title=each.label,
            error="Choisissez dans la liste, ou vérifiez ce que vous avez tapé.",
            prompt_title=each.label,
            prompt=f"{each.what} Puis « Actualiser le pilotage ».",
            source=each.source,
            strict=False,
        )
        checks.append((Area(row + 1, FIRST_COL, row + 1, FIRST_COL), check))
    return cells, checks


def _places() -> dict[str, int]:
    """Return the row at which each table's section begins."""
    row, found = CHOICE_ROW + CHART_ROWS + 1, {}
    for grouping in GROUPINGS:
        found[grouping.code] = row
        row += 2 + grouping.lines + 2
    return found


def _charts(rows: dict[str, int]) -> tuple[Chart, ...]:
    top, below = CHOICE_ROW + 1, rows[BY_WEEK.code]
    slipping = "ce qui se ferme sous 3 jours, est en retard ou hors délai"
    return (
        Chart(
            "Ce qui glisse, par chargé",
            f"Histogramme : pour chaque chargé, {slipping}. "
            "Les chiffres sont dans le tableau « Par chargé ».",
            *("dossiers", CHARGES.table, "libelle", SLIPPING),
            *(top, FIRST_COL + 1, 595),
        ),
        Chart(
            "Ce qui glisse, par agence",
            f"Histogramme : pour chaque agence, {slipping}. "
            "Les chiffres sont dans le tableau « Par agence ».",
            *("dossiers", AGENCIES.table, "libelle", SLIPPING),
            *(top, FIRST_COL + 8, 252),
        ),
        Chart(
            "Fenêtres qui se ferment",
            "Histogramme : pour chaque semaine à venir, fenêtres qui se ferment. "
            "Les chiffres sont dans le tableau « Les fenêtres qui se ferment ».",
            *("dossiers", BY_WEEK.table, "libelle", (("fermees", "#0072B2"),)),
            *(top, FIRST_COL + 11, 338),
        ),
        Chart(
            "Reste à faire, par mois à faire",
            "Histogramme : pour chaque mois à faire, dossiers à appeler et hors délai. "
            "Les chiffres sont dans le tableau « Par mois à faire ».",
            *("dossiers", MONTHS_DUE.table, "libelle"),
            (("a_appeler", "#0072B2"), ("hors_delai", "#595959")),
            *(below, FIRST_COL + 3, 505),
        ),
        Chart(
            "Joints dans la fenêtre, par mois du contact",
            "Histogramme : pour chaque mois, sur 100 dossiers joints, ceux qui l’ont été dans "
            "leur fenêtre. Les chiffres sont dans le tableau « Par mois du contact ».",
            *("%", MONTHS_DONE.table, "libelle", (("joints_dans_la_fenetre", "#009E73"),)),
            *(below, FIRST_COL + 9, 505),
        ),
    )


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the manager's figures, where the blocks of `content` have them."""
    rows, last_col = _places(), FIRST_COL + len(_columns(TOTAL)) - 1
    tables = {each: _table(each, rows[each.code] + 2, content) for each in GROUPINGS}
    chosen, checks = _choice(content)
    titles = [(CHOICE_ROW, "Ce que l’on compte", "")]
    titles += [(rows[each.code], each.title, each.what) for each in GROUPINGS]
    return Sheet(
        title=TITLE,
        code_name="FeuilPilotage",
        widths=(2.0, LABEL_WIDTH, *(FIGURE_WIDTH for _ in range(FIRST_COL, last_col))),
        cells=(
            *heading("Pilotage", content),
            Cell(MESSAGE_ROW, FIRST_COL, _message(content), Style.MESSAGE, name=MESSAGE),
            back("Accueil", BUTTON_ROW, FIRST_COL),
            *chosen,
            *(cell for each in titles for cell in _section(*each, last_col)),
        ),
        tables=tuple(tables.values()),
        checks=(*checks, *(each for pair in tables.items() for each in _definitions(*pair))),
        highlights=tuple(
            each
            for grouping, table in tables.items()
            if grouping not in NARROW
            for each in _slipping(table)
        ),
        charts=_charts(rows),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *BUTTONS) if macros else (),
        names={grouping.block: _body(table) for grouping, table in tables.items()},
        heights=HEIGHTS
        | {BUTTON_ROW: BUTTON_HEIGHT}
        | {row: 28 for row, _, _ in titles}
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


def _body(table: Table) -> Area:
    last_col = table.col + len(table.columns) - 1
    return Area(table.first, table.col, table.last, last_col)
