"""The sheets of the workbook, in order."""

from mplus3_xl.layout import (
    a_propos,
    accueil,
    bilan,
    fiche,
    file,
    lists,
    parametres,
    pilotage,
    recherche,
    reports,
    suivi,
    synthese,
    technical,
)
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Sheet

CODE_NAME = "ThisWorkbook"


def sheets(content: Content, *, macros: bool = False) -> tuple[Sheet, ...]:
    """Return every sheet filled with `content`.

    Without `macros` the workbook is one to read: the sheets where a click has to answer are left
    out.
    """
    read = (
        accueil.sheet(content, macros=macros),
        file.sheet(content, macros=macros),
        parametres.sheet(content, macros=macros),
        a_propos.sheet(content, macros=macros),
        lists.sheet(content),
    )
    if not macros:
        return read
    return (
        *read[:2],
        fiche.sheet(content, macros=True),
        bilan.sheet(content, macros=True),
        synthese.sheet(content, macros=True),
        suivi.actions_sheet(content, macros=True),
        suivi.actes_sheet(content, macros=True),
        reports.sheet(content, macros=True),
        pilotage.sheet(content, macros=True),
        recherche.search_sheet(content, macros=True),
        recherche.journal_sheet(content, macros=True),
        *read[2:],
        technical.meta(content),
        technical.conf(),
    )
