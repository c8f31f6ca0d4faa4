"""The VBA modules of the buttons and of the ribbon, from the list of actions: a line a Sub."""

from collections.abc import Iterable, Sequence

from mplus3_xl.layout.actions import Action
from mplus3_xl.painter.vba import Module

_LIVE = "mplus3_xl.live.actions"


def action_modules(actions: Sequence[Action]) -> list[Module]:
    """Return what the sheet buttons call, and the same for the control that the ribbon gives."""
    buttons = (_sub(f"{action.macro}()", _line(action)) for action in actions)
    controls = (
        _sub(f"{each.callback}(ByVal control As IRibbonControl)", each.macro) for each in actions
    )
    handed = "' What the ribbon calls: the same actions, with the control that Excel hands over."
    return [
        _module("Actions", "' What the sheet buttons call.", buttons),
        _module("Ruban", handed, controls),
    ]


def _line(action: Action) -> str:
    return action.vba or f'If Pret() Then RunPython "import {_LIVE}; {_LIVE}.{action.runs}()"'


def _sub(head: str, line: str) -> str:
    return f"Public Sub {head}\n    {line}\nEnd Sub\n"


def _module(name: str, remark: str, subs: Iterable[str]) -> Module:
    return Module(name, "\n".join(["Option Explicit", remark, "", *subs]))
