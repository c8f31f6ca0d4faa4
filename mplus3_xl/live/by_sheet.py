"""What a button that many sheets have does on each: only the way of the one in front is loaded."""

from collections.abc import Mapping
from pkgutil import resolve_name

from mplus3_xl.layout import titles
from mplus3_xl.live.entry import Work

SAVED = {
    titles.FICHE: "calling_desk:save_fiche",
    titles.BILAN: "bilan_desk:save",
    titles.ACTIONS: "actions_desk:save_actions",
    titles.REPORTS: "reports_desk:save_reports",
    titles.PARAMETRES: "users_desk:save_users",
    titles.SCRIPTS: "scripts_desk:save",
}
"""What saves each sheet that can be saved, by its title."""

REFRESHED = {
    titles.ACTIONS: "actions_desk:show_actions",
    titles.ACTES: "actes_desk:show_actes",
    titles.REPORTS: "reports_desk:show_reports",
    titles.DOUBLES: "doubles_desk:show_doubles",
    titles.PILOTAGE: "pilotage_desk:show_figures",
}
"""What shows each sheet anew that a refresh in front of it does not leave to the queue."""


def way_of(ways: Mapping[str, str], sheet: str) -> Work | None:
    """Return what a button does on a sheet, if it does something there."""
    named = ways.get(sheet)
    found: Work | None = resolve_name(f"{__package__}.{named}") if named else None
    return found
