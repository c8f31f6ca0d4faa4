"""The sheets `Actions` and `Actes`: what is to be done, and what was done.

`Actions` is sorted and filtered like `File`; `Actes` is a register that is only read.
"""

from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.layout import choices, message, titles
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import column_check
from mplus3_xl.layout.heading import back, heading
from mplus3_xl.layout.model import (
    COMPUTED,
    LAST_ROW,
    Area,
    Column,
    Highlight,
    Page,
    Sheet,
    Table,
    address,
)
from mplus3_xl.layout.queue.file_columns import tag_column
from mplus3_xl.layout.style import Kind

FIRST_COL = 1
BUTTON_ROW, HEADER_ROW = message.BELOW, message.BELOW + 1
ACTIONS_TITLE, ACTIONS_TABLE, ACTIONS_DAY = titles.ACTIONS, "tActions", "actions_jour"
ACTES_TITLE, ACTES_TABLE = titles.ACTES, "tActes"

ACTIONS = (
    Column("client", "Client", 32, Kind.WRAPPED),
    Column("nature", "Nature", 26),
    Column("objet", "Objet", 46, Kind.WRAPPED),
    Column("responsable", "Responsable", 24, choices=choices.CHARGES, typed=True),
    Column("echeance", "Échéance", 14, Kind.DATE, typed=True),
    Column("fait_le", "Fait le", 14, Kind.DATE, typed=True),
    Column("resultat", "Résultat", 40, Kind.WRAPPED, typed=True),
    Column("numero", "N°", 10, Kind.WHOLE),
    Column("etat_lu", "Tel que lu", 0),  # tells what somebody else changed meanwhile
)
CORRECTABLE_LABELS = (
    "Note", "Ce qu’il dit de ses autres assureurs", WHY_NO_ACTION,
)  # fmt: skip
"""What a correction may rewrite, in the order of `actes.CORRECTABLE`."""


ACTES = (
    Column("numero", "N° d’acte", 12, Kind.WHOLE),
    Column("fait_le", "Fait le", 14, Kind.DATE),
    Column("client", "Client", 32, Kind.WRAPPED),
    Column("contrats", "Contrats", 26, Kind.WRAPPED),
    Column("agence", "Agence", 16, Kind.WRAPPED),
    Column("auteur", "Fait par", 24, Kind.WRAPPED),
    tag_column("appel", "Appel"),
    tag_column("lagon", "Lagon"),
    tag_column("bilan", "Bilan"),
    tag_column("sms_mail", "SMS/Mail"),
    Column("opportunites", "Opportunités", 17, Kind.WHOLE),
    Column("actions", "Actions", 13, Kind.WHOLE),
    Column("corrige", "Corrige l’acte", 14, Kind.WHOLE),
)


def list_sheet(
    title: str,
    heading_text: str,
    name: str,
    columns: tuple[Column, ...],
    content: Content,
    empty: str,
    *actions: str,
    protected: bool = False,
    own_day: str = "",
) -> Sheet:
    """Return a sheet that is one growing table, `name`, under its heading and its buttons."""
    rows = content.blocks.get(name, ())
    table = Table(name, HEADER_ROW, FIRST_COL, columns, rows, open_ended=True)
    last_col = FIRST_COL + len(columns) - 1
    everything = Area(table.first, FIRST_COL, LAST_ROW, last_col)
    filled = address(table.first, FIRST_COL, fixed_col=True)
    return Sheet(
        title=title,
        code_name=f"Feuil{title}",
        widths=(2.0, *(column.width for column in columns)),
        cells=(
            *heading(heading_text, content, own_day=own_day),
            *message.few_cells(title.lower(), FIRST_COL, None if rows else empty),
            back("Accueil", BUTTON_ROW),
        ),
        tables=(table,),
        highlights=(Highlight(everything, f'{filled}<>""', line=True),),
        heights=message.few_heights() | {BUTTON_ROW: BUTTON_HEIGHT, HEADER_ROW: 34},
        row_height=33,
        page=Page(FIRST_COL, last_col, landscape=True, repeated_row=HEADER_ROW),
        frozen=(HEADER_ROW + 1, FIRST_COL + 1),
        start=(table.first, FIRST_COL),
        buttons=buttons(BUTTON_ROW, FIRST_COL + 1, *actions),
        protected=protected,
    )


def typed_list(made: Sheet) -> Sheet:
    """Let a list be typed in: each cell says what it takes, or that the program fills it."""
    (table,) = made.tables
    checks = (
        (table.area_of(each.key), column_check(each) if each.typed else COMPUTED)
        for each in table.columns
    )
    return made._replace(checks=tuple(checks))


def actions_sheet(content: Content) -> Sheet:
    """Return the actions to follow; unprotected, since people sort it."""
    empty = "Aucune action à suivre."
    ids = ("enregistrer", "actions_du_jour", "agenda", "file", "actes", "reports")
    return typed_list(
        list_sheet(
            ACTIONS_TITLE,
            "Actions à suivre",
            ACTIONS_TABLE,
            ACTIONS,
            content,
            empty,
            *ids,
            own_day=ACTIONS_DAY,
        )
    )


def actes_sheet(content: Content) -> Sheet:
    """Return the register of the completed actes: read and filtered, never typed in."""
    named = (ACTES_TITLE, "Registre des actes", ACTES_TABLE)
    ids = ("corriger_acte", "exporter_mois", "cloturer_mois", "file", "actions", "pilotage")
    return list_sheet(*named, ACTES, content, "Aucun acte enregistré.", *ids, protected=True)
