"""The lists that a refresh in front of them shows anew."""

from mplus3_xl.layout import doubles, reports, suivi
from mplus3_xl.live.actes_desk import show_actes
from mplus3_xl.live.actions_desk import show_actions
from mplus3_xl.live.doubles_desk import show_doubles
from mplus3_xl.live.reports_desk import show_reports

SHOWN = {
    suivi.ACTIONS_TITLE: show_actions,
    suivi.ACTES_TITLE: show_actes,
    reports.TITLE: show_reports,
    doubles.TITLE: show_doubles,
}
"""What shows each of them, by the title of its sheet."""
