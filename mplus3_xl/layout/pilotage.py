"""The sheet `Pilotage`: the queue by chargé and by week, as figures and native charts."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from mplus3_xl.domain.queue import QueueRow
from mplus3_xl.domain.vocabulary import Phase, Status
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import short_day
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, section
from mplus3_xl.layout.model import (
    Area,
    Cell,
    Chart,
    Check,
    Column,
    Page,
    Rule,
    Sheet,
    Table,
    Value,
)
from mplus3_xl.layout.style import Kind, Style
from mplus3_xl.rules import table as rule_table

TITLE = "Pilotage"
FIRST_COL = 1
BUTTON_ROW, TOP_ROW = 3, 4
WEEKS, CHART_ROWS = 6, 11
NOBODY = "Sans chargé"
ASK = "Choisissez un chiffre ou son titre : sa définition s’affiche."

LOAD = (
    Column("charge", "Chargé", 30),
    Column("agence", "Agence", 20),
    Column("bientot", Phase.BIENTOT.label, 16, Kind.WHOLE),
    Column("fenetre", Phase.FENETRE.label, 16, Kind.WHOLE),
    Column("en_retard", Phase.EN_RETARD.label, 16, Kind.WHOLE),
    Column("hors_delai", Phase.HORS_DELAI.label, 16, Kind.WHOLE),
    Column("en_cours", "En cours", 16, Kind.WHOLE),
    Column("essais", "Essais (30 j)", 16, Kind.WHOLE),
)
CLOSING = (
    Column("semaine", "Semaine du", 30),
    Column("fermees", "Fenêtres closes", 20, Kind.WHOLE),
)
LAST_COL = FIRST_COL + len(LOAD) - 1
# Okabe–Ito: the same colours as the words of File.
PHASE_COLOURS = (("bientot", "#56B4E9"), ("fenetre", "#009E73"), ("en_retard", "#D55E00"))


def _load(rows: Iterable[QueueRow]) -> list[tuple[Value, ...]]:
    """Count the dossiers of each chargé, by phase."""
    by_owner: dict[tuple[str, str], list[QueueRow]] = {}
    for row in rows:
        by_owner.setdefault((row.charge or NOBODY, row.agence or ""), []).append(row)
    lines: list[tuple[Value, ...]] = []
    for (charge, agency), owned in sorted(by_owner.items()):
        phases = Counter(row.phase for row in owned)
        lines.append(
            (
                charge,
                agency,
                phases[Phase.BIENTOT],
                phases[Phase.FENETRE],
                phases[Phase.EN_RETARD],
                phases[Phase.HORS_DELAI],
                sum(row.statut is Status.EN_COURS for row in owned),
                sum(row.tentatives_30j for row in owned),
            )
        )
    return lines


def _closing(content: Content) -> list[tuple[Value, ...]]:
    """Count the windows that close in each of the coming weeks, Monday to Sunday."""
    monday = content.au - timedelta(days=content.au.weekday())
    weeks = Counter((row.fenetre_fin - monday).days // 7 for row in content.rows)
    return [(short_day(monday + timedelta(weeks=week)), weeks[week]) for week in range(WEEKS)]


def _definitions(table: Table) -> list[tuple[Area, Check]]:
    """Return what each count means, for its title and its cells: read by mouse or by arrow key."""
    titles = {column.key: column.title for column in table.columns}
    return [
        (
            table.area_of(count["code"])._replace(first_row=table.row),
            Check(Rule.NONE, prompt_title=titles[count["code"]], prompt=count["definition"]),
        )
        for count in rule_table("figures")["count"]
        if count["code"] in titles
    ]


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the manager's figures, counted on the rows of the queue."""
    load = Table("tPilotage", TOP_ROW + 2, FIRST_COL, LOAD, _load(content.rows), filtered=False)
    chart_row = load.last + 2
    weeks_row = chart_row + CHART_ROWS + 1
    weeks = Table("tSemaines", weeks_row + 2, FIRST_COL, CLOSING, _closing(content), filtered=False)
    message = None if content.rows else "Aucun dossier à compter."
    return Sheet(
        title=TITLE,
        code_name="FeuilPilotage",
        widths=(2.0, *(column.width for column in LOAD)),
        cells=(
            *heading("Pilotage", content),
            Cell(MESSAGE_ROW, FIRST_COL, message, Style.MESSAGE, name="pilotage_message"),
            back("Accueil", BUTTON_ROW, FIRST_COL),
            *section(TOP_ROW, "La charge de chacun", FIRST_COL, LAST_COL),
            Cell(TOP_ROW + 1, FIRST_COL, f"Dossiers de la file, par phase. {ASK}", Style.SOFT),
            *section(weeks_row, "Les fenêtres qui se ferment", FIRST_COL, LAST_COL),
            Cell(weeks_row + 1, FIRST_COL, f"Dossiers de la file, par semaine. {ASK}", Style.SOFT),
        ),
        tables=(load, weeks),
        checks=(*_definitions(load), *_definitions(weeks)),
        charts=(
            Chart(
                title="Dossiers par chargé et par phase",
                description="Histogramme : pour chaque chargé, dossiers bientôt, dans la fenêtre "
                "et en retard. Les chiffres sont dans le tableau au-dessus.",
                unit="dossiers",
                table="tPilotage",
                label="charge",
                series=PHASE_COLOURS,
                row=chart_row,
                col=FIRST_COL,
                width=1060,
            ),
            Chart(
                title="Fenêtres qui se ferment",
                description="Histogramme : pour chaque semaine à venir, fenêtres qui se ferment. "
                "Les chiffres sont dans le tableau à gauche.",
                unit="dossiers",
                table="tSemaines",
                label="semaine",
                series=(("fermees", "#0072B2"),),
                row=weeks_row + 2,
                col=FIRST_COL + 3,
                width=583,
            ),
        ),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, "file", "actions", "actes") if macros else (),
        heights=HEIGHTS | {BUTTON_ROW: 34, TOP_ROW: 28, weeks_row: 28},
        row_height=22,
        page=Page(FIRST_COL, LAST_COL),
        protected=True,
    )
