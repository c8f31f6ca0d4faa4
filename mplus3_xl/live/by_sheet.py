"""What a button that many sheets have does on each: only the way of the one in front is loaded."""

from mplus3_xl.bootstrap import Workspace
from mplus3_xl.errors import UserError
from mplus3_xl.layout import titles
from mplus3_xl.layout.french import count
from mplus3_xl.live.entry import work_of
from mplus3_xl.live.port import Desk
from mplus3_xl.live.queue import queue_desk

SAVED = {
    titles.FICHE: "call.calling_desk:save_fiche",
    titles.BILAN: "bilan.bilan_desk:save",
    titles.ACTIONS: "lists.actions_desk:save_actions",
    titles.REPORTS: "lists.reports_desk:save_reports",
    titles.PARAMETRES: "reglages.users_desk:save_users",
    titles.SCRIPTS: "reglages.scripts_desk:save",
}
"""What saves each sheet that can be saved, by its title."""

REFRESHED = {
    titles.ACTIONS: "lists.actions_desk:show_actions",
    titles.ACTES: "register.actes_desk:show_actes",
    titles.REPORTS: "lists.reports_desk:show_reports",
    titles.DOUBLES: "lists.doubles_desk:show_doubles",
    titles.PILOTAGE: "register.pilotage_desk:show_figures",
}
"""What shows each sheet anew that a refresh in front of it does not leave to the queue."""

TAKEN_BACK = {titles.SCRIPTS: "reglages.scripts_desk:take_back"}
"""What takes the settings back on each sheet where that is not done as in Paramètres."""


def refresh(desk: Desk, workspace: Workspace) -> None:
    """Show the queue and the figures of the day as the store has them, or the list in front."""
    if way := REFRESHED.get(desk.front()):
        work_of(way)(desk, workspace)
        return
    shown = queue_desk.refresh(desk, workspace)
    desk.tell(f"File à jour : {count(shown.dossiers, 'dossier', 'dossiers')}.{shown.said}")


def save(desk: Desk, workspace: Workspace) -> None:
    """Save what the sheet in front holds, then meet whoever saved for the first time."""
    from mplus3_xl.live.seat import meet

    front = desk.front()
    way = SAVED.get(front)
    if way is None:
        raise UserError(
            "rien_a_enregistrer",
            f"La feuille « {front} » n’a rien à enregistrer.",
            f"Allez sur une de ces feuilles, puis recommencez : {', '.join(SAVED)}.",
        )
    work_of(way)(desk, workspace)
    meet(desk, workspace)


def take_back(desk: Desk, workspace: Workspace) -> None:
    """Take back one's own last save of the settings, and show those of the sheet in front."""
    way = TAKEN_BACK.get(desk.front(), "reglages.reglages_desk:take_back")
    work_of(way)(desk, workspace)
