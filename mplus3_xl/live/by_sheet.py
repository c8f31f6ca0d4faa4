"""What a button that many sheets have does on each: only the way of the one in front is loaded."""

from collections.abc import Mapping
from pkgutil import resolve_name

from mplus3_xl.layout import bilan, doubles, fiche, parametres, pilotage, reports, suivi, titles
from mplus3_xl.live.entry import Work

SAVED = {
    fiche.TITLE: "calling_desk:save_fiche",
    bilan.TITLE: "bilan_desk:save",
    suivi.ACTIONS_TITLE: "actions_desk:save_actions",
    reports.TITLE: "reports_desk:save_reports",
    parametres.TITLE: "users_desk:save_users",
    titles.SCRIPTS: "scripts_desk:save",
}
"""What saves each sheet that can be saved, by its title."""

REFRESHED = {
    suivi.ACTIONS_TITLE: "actions_desk:show_actions",
    suivi.ACTES_TITLE: "actes_desk:show_actes",
    reports.TITLE: "reports_desk:show_reports",
    doubles.TITLE: "doubles_desk:show_doubles",
    pilotage.TITLE: "pilotage_desk:show_figures",
}
"""What shows each sheet anew that a refresh in front of it does not leave to the queue."""


def way_of(ways: Mapping[str, str], sheet: str) -> Work | None:
    """Return what a button does on a sheet, if it does something there."""
    named = ways.get(sheet)
    found: Work | None = resolve_name(f"{__package__}.{named}") if named else None
    return found
