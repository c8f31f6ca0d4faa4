"""The sheets `Recherche` and `Journal`: what was found, what was changed. Both are only read."""

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.listed.suivi import list_sheet
from mplus3_xl.layout.model import Column, Sheet
from mplus3_xl.layout.queue.file_columns import STATUS_TINTS
from mplus3_xl.layout.style import Kind

SEARCH, SEARCH_TABLE = "Recherche", "tRecherche"
JOURNAL, JOURNAL_TABLE = "Journal", "tJournal"

FOUND = (
    Column("client", "Client", 34, Kind.WRAPPED),
    Column("telephone", "Téléphone", 19),
    Column("agence", "Agence", 18),
    Column("charge", "Chargé", 24),
    Column("statut", "Statut", 14, Kind.CENTRED, tints=STATUS_TINTS),
    Column("cloture", "Clos", 26, Kind.WRAPPED, help="Pourquoi le dossier a quitté la file."),
    Column("date_effet", "Date d’effet", 15, Kind.DATE),
    Column("email", "E-mail", 34),
    Column("numero", "N° client Lagon", 19),
    Column("dossier", "Dossier", 13, Kind.WHOLE),
)
LINES = (
    Column("quand", "Quand", 18, Kind.STAMP),
    Column("qui", "Qui", 22),
    Column("client", "Client", 28, Kind.WRAPPED),
    Column("quoi", "Quoi", 46, Kind.WRAPPED),
    Column("avant", "Avant", 38, Kind.WRAPPED),
    Column("apres", "Après", 44, Kind.WRAPPED),
)


def search_sheet(content: Content) -> Sheet:
    """Return the sheet of the clients found; a row opens the form of its dossier."""
    named, ids = (SEARCH, "Clients trouvés", SEARCH_TABLE), ("ouvrir", "chercher", "file")
    return list_sheet(*named, FOUND, content, "Cherchez un client.", *ids)


def journal_sheet(content: Content) -> Sheet:
    """Return the sheet of the last lines of the journal."""
    named, empty = (JOURNAL, "Journal", JOURNAL_TABLE), "Ouvrez le journal pour le lire."
    return list_sheet(*named, LINES, content, empty, "journal", "annuler", protected=True)
