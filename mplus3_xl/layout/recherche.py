"""The sheets `Recherche` and `Journal`: what was found, what was changed. Both are only read."""

from mplus3_xl.layout.buttons import buttons
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.file_columns import STATUS_TINTS
from mplus3_xl.layout.model import Column, Sheet
from mplus3_xl.layout.style import Kind
from mplus3_xl.layout.suivi import BUTTON_ROW, FIRST_COL, list_sheet, list_table

SEARCH, SEARCH_TABLE = "Recherche", "tRecherche"
JOURNAL, JOURNAL_TABLE = "Journal", "tJournal"

FOUND = (
    Column("client", "Client", 34, Kind.WRAPPED),
    Column("telephone", "Téléphone", 19),
    Column("email", "E-mail", 34),
    Column("agence", "Agence", 18),
    Column("charge", "Chargé", 24),
    Column("statut", "Statut", 14, Kind.CENTRED, tints=STATUS_TINTS),
    Column("date_effet", "Date d’effet", 15, Kind.DATE),
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


def search_sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the sheet of the clients found; a row opens the form of its dossier."""
    table = list_table(SEARCH_TABLE, FOUND, content)
    made = list_sheet(SEARCH, "Clients trouvés", table, content, "Cherchez un client.")
    row = buttons(BUTTON_ROW, FIRST_COL + 1, "ouvrir", "chercher", "file") if macros else ()
    return made._replace(buttons=row)


def journal_sheet(content: Content, *, macros: bool = False) -> Sheet:
    """Return the sheet of the last lines of the journal."""
    table = list_table(JOURNAL_TABLE, LINES, content)
    made = list_sheet(JOURNAL, "Journal", table, content, "Ouvrez le journal pour le lire.")
    row = buttons(BUTTON_ROW, FIRST_COL + 1, "journal", "annuler") if macros else ()
    return made._replace(protected=True, buttons=row)
