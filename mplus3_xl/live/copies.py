"""A workbook that is not where its store is: a copy, or one that changed folders."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout.french import count
from mplus3_xl.layout.queue import file
from mplus3_xl.live.port import Desk


def refuse_copy(desk: Desk, workspace: Workspace) -> None:
    """Raise UserError where an import would begin another store than the one that is shown.

    A workbook without a dossier may begin one: it is the released one, on its first day.
    """
    if workspace.has_store():
        return
    workspace.refuse_if_gone()
    shown = [row for row in desk.read_table(file.TABLE) if row.get("dossier") is not None]
    if shown:
        raise UserError(
            "classeur_sans_base",
            f"Ce classeur montre {count(len(shown), 'dossier', 'dossiers')}, et il n’y a pas de "
            f"base dans « {workspace.folder} » : c’est une copie, ou il a changé de dossier.",
            "Rien n’est importé. Rouvrez le classeur de l’agence (par son raccourci, ou mplus3 "
            "ouvrir), puis importez ; pour commencer une autre base ici : mplus3 base creer.",
        )
