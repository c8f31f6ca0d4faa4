"""The sheet `Bilan`: the client's situation, what he holds and where, what he lacks.

The situation and the inventory stand one below the other; the gaps stand on their right, so that
both tables can grow. Questions, families and levels come from the rule tables.
"""

from mplus3_xl.domain.vocabulary import ClientType, Holding
from mplus3_xl.layout import lists
from mplus3_xl.layout.asked import CLIENT_TYPE
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import Form, check
from mplus3_xl.layout.heading import HEIGHTS, MESSAGE_ROW, back, heading, labelled_code, section
from mplus3_xl.layout.model import (
    COMPUTED,
    Area,
    Cell,
    Check,
    Column,
    Highlight,
    Page,
    Sheet,
    Table,
    Value,
)
from mplus3_xl.layout.situation import SITUATION, lay_situation
from mplus3_xl.layout.style import Kind, Style, Tint
from mplus3_xl.rules import table as rule_table

TITLE = "Bilan"
FIRST_COL = 1
BUTTON_ROW, CLIENT_ROW, TOP_ROW = 3, 4, 6
ROW_HEIGHT = 30  # points: the gaps, on two lines, share their rows with what stands on the left
CHOOSE = "Choisissez un dossier dans la feuille File : son bilan s’ouvre avec sa fiche."
BASKETS = {"perso": "Privé", "pro": "Pro"}
HOLDING_TINTS = {
    Holding.CHEZ_NOUS.label: Tint.GREEN,
    Holding.AILLEURS.label: Tint.YELLOW,
    Holding.AUCUN.label: Tint.GREY,
    Holding.NE_SAIT_PAS.label: Tint.GREY,
}

INVENTORY = (
    Column("famille", "Famille", 48, Kind.WRAPPED),
    Column("detention", "Chez nous, ailleurs…", 26, choices=lists.HOLDINGS, typed=True,
           tints=HOLDING_TINTS),
    Column("assureur", "Assureur", 24, typed=True),
    Column("echeance", "Échéance", 14, Kind.DATE, typed=True),
    Column("souscrit_le", "Souscrit le", 14, Kind.DATE, typed=True),
    Column("prime", "Prime annuelle", 15, Kind.AMOUNT, typed=True),
    Column("mouvement", "Peut bouger le", 14, Kind.DATE),
    Column("relance", "Relance le", 14, Kind.DATE),
    Column("panier", "Panier", 12, Kind.CENTRED),
)  # fmt: skip
GAPS = (
    Column("manque", "Manque", 36, Kind.WRAPPED),
    Column("niveau", "Niveau", 18, Kind.CENTRED),
    Column("phrase", "À dire au client", 74, Kind.WRAPPED),
    Column("reponse", "Réponse du client", 24, choices=lists.GAP_ANSWERS, typed=True),
    Column("precision", "Précision", 26, Kind.WRAPPED, typed=True),
)
GAP_COL = FIRST_COL + len(INVENTORY) + 1
WIDTHS = (2.0, *(column.width for column in INVENTORY), 3.0, *(column.width for column in GAPS))


def _client_type(content: Content) -> ClientType:
    """Return the type of the open client; the empty form is that of a Particulier."""
    shown = content.fields.get(CLIENT_TYPE)
    return next((each for each in ClientType if each.label == shown), ClientType.PARTICULIER)


def _families(content: Content) -> list[tuple[Value, ...]]:
    client_type = _client_type(content)
    families = [
        each for each in rule_table("families")["family"] if client_type in each["client_types"]
    ]
    empty = (None,) * (len(INVENTORY) - 2)
    return [(each["label"], *empty, BASKETS[each["basket"]]) for each in families]


def _level_tints() -> dict[str, Tint]:
    tints = (Tint.ORANGE, Tint.BLUE, Tint.GREY)
    return {
        level["label"]: tint
        for level, tint in zip(rule_table("gaps")["level"], tints, strict=False)
    }


def gap_table(content: Content) -> Table:
    """Return `tManques`, on the right of the inventory."""
    columns = tuple(
        Column(each.key, each.title, each.width, each.kind, tints=_level_tints())
        if each.key == "niveau"
        else each
        for each in GAPS
    )
    rows = content.blocks.get("tManques", ())
    return Table("tManques", TOP_ROW + 2, GAP_COL, columns, rows, spare=8, filtered=False)


def _typed(table: Table) -> list[tuple[Area, Check]]:
    return [
        (
            table.area_of(column.key),
            check(column.title, column.kind, choices=column.choices, help_text=column.help),
        )
        for column in table.columns
        if column.typed
    ]


def _situation(content: Content) -> Form:
    last = FIRST_COL + len(INVENTORY) - 1
    form = Form(FIRST_COL, last, TOP_ROW - 1, content.fields, content.blocks)
    form.section("1. La situation", "Posez ces questions ; « ne sait pas » est une réponse.")
    lay_situation(form, content)
    form.section("2. L’inventaire", "Laissez parler le client, puis complétez famille par famille.")
    return form


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the bilan, filled with what `content` holds of an open dossier."""
    form = _situation(content)
    rows = content.blocks.get("tBilan") or _families(content)
    inventory = Table("tBilan", form.row, FIRST_COL, INVENTORY, rows, filtered=False)
    gaps = gap_table(content)
    name = content.fields.get("fiche_nom")
    invitation = Area(CLIENT_ROW + 1, FIRST_COL, CLIENT_ROW + 1, FIRST_COL + len(INVENTORY) - 1)
    invite = f'=IF(bilan_nom="","{CHOOSE}","")'
    return Sheet(
        title=TITLE,
        code_name="FeuilBilan",
        widths=WIDTHS,
        cells=(
            *heading("Bilan", content),
            Cell(MESSAGE_ROW, FIRST_COL, None, Style.MESSAGE, name="bilan_message"),
            back("Fiche", BUTTON_ROW, FIRST_COL, form=True),
            Cell(CLIENT_ROW, FIRST_COL, name, Style.CLIENT, name="bilan_nom"),
            *labelled_code("bilan_code", content, FIRST_COL + len(INVENTORY) - 1),
            Cell(CLIENT_ROW + 1, FIRST_COL, "" if name else CHOOSE, Style.MESSAGE, formula=invite),
            *form.cells,
            *section(TOP_ROW, "3. Les manques", GAP_COL, len(WIDTHS) - 1),
            Cell(TOP_ROW + 1, GAP_COL, "Mettez-en trois en avant ; tous sont gardés.", Style.SOFT),
        ),
        tables=(inventory, gaps),
        checks=(
            (Area(BUTTON_ROW, FIRST_COL, BUTTON_ROW, FIRST_COL), COMPUTED),
            *form.checks,
            *_typed(inventory),
            *_typed(gaps),
        ),
        highlights=(Highlight(invitation, 'bilan_nom=""', Tint.YELLOW), *form.highlights),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, "fiche", "file", "actions") if macros else (),
        names=form.names,
        heights=HEIGHTS | {BUTTON_ROW: 34, CLIENT_ROW: 30} | form.heights,
        row_height=ROW_HEIGHT,
        page=Page(FIRST_COL, len(WIDTHS) - 1, landscape=True, scale=72, break_col=GAP_COL),
        frozen=(CLIENT_ROW + 1, 0),
        protected=True,
        form=True,
        start=(form.names[SITUATION].first_row, FIRST_COL + 1),
    )
