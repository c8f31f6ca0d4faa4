"""The sheet `Doubles`: the clients who are probably one and the same, for a manager to decide.

It is only read; the row that is selected says which file to keep.
"""

from mplus3_xl.layout import titles
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.listed.suivi import list_sheet
from mplus3_xl.layout.model import Column, Sheet
from mplus3_xl.layout.style import Kind

TITLE, TABLE = titles.DOUBLES, "tDoubles"
KEEP, OPPOSED = "À garder", "Opposé"

COLUMNS = (
    Column("groupe", "Groupe", 11, Kind.WHOLE),
    Column("commun", "En commun", 24, Kind.WRAPPED),
    Column("conseil", "Conseil", 13, Kind.CENTRED,
           help="La fiche à garder, sauf avis contraire : celle que Lagon nomme le mieux."),
    Column("client", "Client", 32, Kind.WRAPPED),
    Column("lagon", "N° client Lagon", 19),
    Column("telephone", "Téléphone", 19),
    Column("email", "E-mail", 34),
    Column("agence", "Agence", 16),
    Column("charge", "Chargé", 24),
    Column("contrats", "Contrats", 13, Kind.WHOLE),
    Column("essais", "Essais", 11, Kind.WHOLE),
    Column("dernier_essai", "Dernier essai", 17, Kind.DATE),
    Column("opposition", "Opposition", 15, Kind.CENTRED),
    Column("fiche", "Fiche", 10, Kind.WHOLE),
    Column("numero", "N°", 9, Kind.WHOLE),
)  # fmt: skip


def sheet(content: Content) -> Sheet:
    """Return the sheet of the probable doubles, one row a client of a group."""
    empty = "Listez les doubles probables."
    ids = ("doubles", "fusionner", "pas_doubles", "file", "pilotage")
    named = (TITLE, "Doubles probables", TABLE)
    return list_sheet(*named, COLUMNS, content, empty, *ids, protected=True)
