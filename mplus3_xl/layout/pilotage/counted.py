"""The sheet `Lignes`: the dossiers that a figure of Pilotage counts, each with what it adds."""

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.listed.suivi import list_sheet
from mplus3_xl.layout.model import Column, Sheet
from mplus3_xl.layout.style import Kind

TITLE, TABLE = "Lignes", "tLignes"

COLUMNS = (
    Column("client", "Client", 34, Kind.WRAPPED),
    Column("agence", "Agence", 18),
    Column("charge", "Chargé", 24),
    Column("cible", "Jour cible", 14, Kind.DATE),
    Column("fenetre_fin", "Fin de fenêtre", 15, Kind.DATE),
    Column("joint_le", "Joint le", 14, Kind.DATE, help="Le jour où l’appel est passé à OK."),
    Column("compte", "Compte pour", 14, Kind.WHOLE, help="Ce que la ligne ajoute au chiffre."),
    Column(
        "sur",
        "Sur",
        10,
        Kind.WHOLE,
        help="Pour un taux ou une moyenne : ce que la ligne ajoute à ce qui divise.",
    ),
    Column("dossier", "Dossier", 13, Kind.WHOLE),
)


def sheet(content: Content) -> Sheet:
    """Return the sheet of the dossiers counted; a row opens the form of its dossier."""
    named, ids = (TITLE, "Ce que compte un chiffre", TABLE), ("ouvrir", "pilotage", "file")
    empty = "Choisissez un chiffre de Pilotage, puis « Voir les lignes »."
    return list_sheet(*named, COLUMNS, content, empty, *ids)
