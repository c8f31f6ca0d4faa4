"""The sheet `File`: the table `tFile`, one row per dossier, in calling order.

It is not protected, because people sort and filter it; what the program computes refuses typing.
"""

from mplus3_xl.layout import message
from mplus3_xl.layout.buttons import BUTTON_HEIGHT, buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import count
from mplus3_xl.layout.heading import back, heading
from mplus3_xl.layout.model import (
    COMPUTED,
    LAST_ROW,
    Area,
    Highlight,
    Page,
    Sheet,
    Table,
    address,
)
from mplus3_xl.layout.queue.file_columns import COLUMNS, columns_of

TITLE = "File"
TABLE = "tFile"
DOSSIERS = "file_dossiers"
COUNTED = f'COUNT({DOSSIERS})&IF(COUNT({DOSSIERS})<2," dossier"," dossiers")'
EMPTY = "Aucun dossier à appeler."

BUTTON_ROW = message.BELOW
BUTTONS = (
    *("ouvrir", "suivant", "actualiser", "chercher"),
    *("affecter", "differer", "clore_retard"),  # those of a manager
)
FILTER_ROW = BUTTON_ROW + 1  # what to show, under them
FILTERS = ("mes_dossiers", "en_retard", "aujourdhui", "toute_la_file")
HEADER_ROW = FILTER_ROW + 1
FIRST_COL = 1

_ASSIGNED = {"agence", "charge"}
# What fits on the width of an A4 page, and is enough to call.
PRINTED = [column.key for column in COLUMNS].index("charge")

ASSIGNED = COMPUTED._replace(
    error="Un choix ici ne serait pas gardé : choisissez les lignes, puis « Affecter » (un "
    "responsable). L’agence suit le dossier dans Lagon.",
)


def table(content: Content) -> Table:
    """Return `tFile` filled with the queue."""
    return Table(
        name=TABLE,
        row=HEADER_ROW,
        col=FIRST_COL,
        columns=COLUMNS,
        rows=[*zip(*columns_of(content.queue).values(), strict=True)],
        open_ended=True,
    )


def sheet(content: Content) -> Sheet:
    """Return the sheet of the queue."""
    queue = table(content)
    total = count(len(content.queue), "dossier", "dossiers")
    everything = Area(queue.first, FIRST_COL, LAST_ROW, FIRST_COL + len(COLUMNS) - 1)
    name_cell = address(queue.first, FIRST_COL + 1, fixed_col=True)
    return Sheet(
        title=TITLE,
        code_name="FeuilFile",
        widths=(2, *(column.width for column in COLUMNS)),
        cells=(
            *heading("File d’appels", content, more=(total, COUNTED)),
            *message.few_cells("file", FIRST_COL, None if content.queue else EMPTY),
            back("Accueil", BUTTON_ROW),
        ),
        tables=(queue,),
        checks=tuple(
            (queue.area_of(each.key), ASSIGNED if each.key in _ASSIGNED else COMPUTED)
            for each in COLUMNS
        ),
        buttons=(
            *buttons(BUTTON_ROW, FIRST_COL + 2, *BUTTONS),
            *buttons(FILTER_ROW, FIRST_COL + 2, *FILTERS),
        )
        if content.macros
        else (),
        highlights=(Highlight(everything, f'{name_cell}<>""', line=True),),
        names={DOSSIERS: queue.area_of("dossier")},
        heights=message.few_heights()
        | {BUTTON_ROW: BUTTON_HEIGHT, FILTER_ROW: BUTTON_HEIGHT, HEADER_ROW: 34},
        row_height=33,
        page=Page(FIRST_COL, FIRST_COL + PRINTED, landscape=True, repeated_row=HEADER_ROW),
        frozen=(HEADER_ROW + 1, FIRST_COL + 2),
        start=(queue.first, FIRST_COL + 1),
    )
