"""The sheets of the workbook, in order.

Each is laid by its own module, which is loaded only when the sheet is wanted: a click needs one or
two of them.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet

CODE_NAME = "ThisWorkbook"


class Plan(NamedTuple):
    """A sheet before it is laid: its title, who lays it, what its names begin with, its tables.

    `prefix` may be one of several. `read`: it is also in the workbook without macros, which is one
    to read.
    """

    title: str
    module: str
    maker: str = "sheet"
    prefix: str | tuple[str, ...] = ""
    tables: tuple[str, ...] = ()
    read: bool = False

    def lay(self, content: Content) -> Sheet:
        """Return the sheet filled with `content`."""
        module = import_module(f"{__package__}.{self.module}")
        maker: Callable[..., Sheet] = getattr(module, self.maker)
        return maker(content)


PLANS = (
    Plan("Accueil", "queue.accueil", prefix="accueil", read=True),
    Plan("File", "queue.file", prefix="file", tables=("tFile",), read=True),
    Plan("Fiche", "call.fiche", prefix="fiche"),
    Plan("Bilan", "bilan.bilan", prefix="bilan", tables=("tBilan", "tManques")),
    Plan("Synthèse", "bilan.synthese", prefix="synthese"),
    Plan("Actions", "listed.suivi", "actions_sheet", "actions", ("tActions",)),
    Plan("Actes", "listed.suivi", "actes_sheet", "actes", ("tActes",)),
    Plan("Reports", "listed.reports", prefix="reports", tables=("tReports",)),
    Plan(
        "Pilotage",
        "pilotage.pilotage",
        prefix="pilotage",
        tables=(
            *("tPilotage", "tPilotageAgences", "tPilotageCharges"),
            *("tPilotageMois", "tPilotageContacts", "tSemaines", "tPilotageClos"),
        ),
    ),
    Plan("Lignes", "pilotage.counted", prefix="lignes", tables=("tLignes",)),
    Plan("Doubles", "listed.doubles", prefix="doubles", tables=("tDoubles",)),
    Plan("Recherche", "listed.recherche", "search_sheet", "recherche", ("tRecherche",)),
    Plan("Journal", "listed.recherche", "journal_sheet", "journal", ("tJournal",)),
    Plan(
        "Paramètres",
        "reglages.parametres",
        prefix="parametres",
        tables=(
            *("tParametres", "tAgences", "tHoraires", "tCharges", "tAbsences"),
            *("tFamilles", "tReglesManques", "tReglesPieces", "tLimites", "tUtilisateurs"),
        ),
        read=True,
    ),
    Plan("Scripts", "reglages.scripts", prefix="scripts", tables=("tScripts", "tChamps")),
    Plan("À propos", "a_propos", prefix="a_propos", tables=("tMots", "tDiagnostic"), read=True),
    Plan("_listes", "lists", prefix="lst", read=True),
    Plan("_jour", "queue.day", prefix=("choix", "jour"), read=True),
    Plan("_meta", "technical", "meta", "meta"),
    Plan("xlwings.conf", "technical", "conf"),
)


def sheets(content: Content, *, macros: bool = False) -> tuple[Sheet, ...]:
    """Return every sheet filled with `content`.

    Without `macros` the workbook is one to read: the sheets where a click has to answer are left
    out.
    """
    content = content._replace(macros=macros)
    return tuple(plan.lay(content) for plan in PLANS if macros or plan.read)
