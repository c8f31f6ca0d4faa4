"""The sheet `Reports`: what is to be typed into Lagon by hand, since it has no interface.

A line stays until an export of Lagon shows the new value; sorted, filtered and printed like a list.
Differences that no line tells follow, without number: a person decides which value is right.
"""

from mplus3_xl.layout import titles
from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.forms import check
from mplus3_xl.layout.model import COMPUTED, Column, Sheet
from mplus3_xl.layout.style import Kind
from mplus3_xl.layout.suivi import BUTTON_ROW, FIRST_COL, list_sheet, list_table

TITLE, TABLE = titles.REPORTS, "tReports"

COLUMNS = (
    Column("client", "Client", 32, Kind.WRAPPED),
    Column("champ", "Champ", 26),
    Column("lagon", "Dans Lagon", 36, Kind.WRAPPED),
    Column("nouveau", "À écrire", 36, Kind.WRAPPED),
    Column("note_le", "Noté le", 14, Kind.DATE),
    Column("par", "Par", 22),
    Column("reporte_le", "Reporté le", 14, Kind.DATE, typed=True,
           help="Le jour où vous l’avez écrit dans Lagon."),
    Column("confirme_le", "Confirmé le", 14, Kind.DATE,
           help="Le jour où un export de Lagon l’a montré."),
    Column("numero", "N°", 10, Kind.WHOLE),
)  # fmt: skip


def sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the lines to type into Lagon; unprotected, since people sort it."""
    table = list_table(TABLE, COLUMNS, content)
    checks = tuple(
        (
            table.area_of(column.key),
            check(column.title, column.kind, help_text=column.help) if column.typed else COMPUTED,
        )
        for column in COLUMNS
    )
    made = list_sheet(TITLE, "À reporter dans Lagon", table, content, "Rien à reporter dans Lagon.")
    row = buttons(BUTTON_ROW, FIRST_COL + 1, "enregistrer", "file", "fiche") if macros else ()
    return made._replace(checks=checks, buttons=row)
