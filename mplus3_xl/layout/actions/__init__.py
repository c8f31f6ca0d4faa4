"""What staff can do, as data: the ribbon, the sheet buttons and the checks all read this list.

An action stands here once it works; nothing shown leads nowhere. A module for each group of the
ribbon, its actions from left to right; `mplus3_xl.live.actions` has what each of them does.
"""

from mplus3_xl.layout.actions import bilan, call, follow_up, manager, queue, tools
from mplus3_xl.layout.actions.action import Action

__all__ = ["ACTIONS", "GROUPS", "TAB_KEYTIP", "TAB_LABEL", "Action"]

TAB_LABEL = "M+3"
TAB_KEYTIP = "M"
GROUPS = ("File", "Appel", "Bilan", "Suivi", "Responsable", "Outils")
"""The groups of the tab, from left to right; one without any action is not shown."""

ACTIONS: tuple[Action, ...] = (
    *queue.ACTIONS,
    *call.ACTIONS,
    *bilan.ACTIONS,
    *follow_up.ACTIONS,
    *manager.ACTIONS,
    *tools.ACTIONS,
)
