"""The sheet `Reports`: what is to be typed into Lagon by hand, since it has no interface.

A line stays until an export of Lagon shows the new value; sorted, filtered and printed like a list.
Differences that no line tells follow, without number: a person decides which value is right.
"""

from mplus3_xl.layout import titles
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.listed.suivi import list_sheet, typed_list
from mplus3_xl.layout.model import Column, Sheet
from mplus3_xl.layout.style import Kind

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


def sheet(content: Content) -> Sheet:
    """Return the lines to type into Lagon; unprotected, since people sort it."""
    named, empty = (TITLE, "À reporter dans Lagon", TABLE), "Rien à reporter dans Lagon."
    ids = ("enregistrer", "file", "fiche")
    return typed_list(list_sheet(*named, COLUMNS, content, empty, *ids))
