"""What staff can do, as data: the ribbon, its Subs, the sheet buttons and the checks all read it.

An action stands here once it works; nothing shown leads nowhere. A module for each group of the
ribbon, its actions from left to right; `mplus3_xl.live.actions` has what each of them does.
"""

from itertools import chain

from mplus3_xl.layout.actions import bilan, call, follow_up, manager, queue, tools
from mplus3_xl.layout.actions.action import Action

__all__ = ["ACTIONS", "GROUPS", "TAB_KEYTIP", "TAB_LABEL", "Action"]

TAB_LABEL = "M+3"
TAB_KEYTIP = "M"
GROUPS: dict[str, tuple[Action, ...]] = {
    "File": queue.ACTIONS,
    "Appel": call.ACTIONS,
    "Bilan": bilan.ACTIONS,
    "Suivi": follow_up.ACTIONS,
    "Responsable": manager.ACTIONS,
    "Outils": tools.ACTIONS,
}
"""The groups of the tab and their actions, from left to right."""

ACTIONS: tuple[Action, ...] = tuple(chain.from_iterable(GROUPS.values()))
