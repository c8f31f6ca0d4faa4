"""The Subs of the actions: one for the sheet button, one for the ribbon, a line each."""

from mplus3_xl.layout.actions import ACTIONS, Action
from mplus3_xl.painter.action_macros import action_modules

RUNNING = (
    '    If Pret() Then RunPython "import mplus3_xl.live.actions; mplus3_xl.live.actions.{}()"'
)


def action(macro: str, *, function: str = "", vba: str = "") -> Action:
    shown = ("Suivant", "Copy", "N", "Ouvrir", "La fiche.")
    return Action("suivant", *shown, macro, function, vba)


def macros(*actions: Action) -> dict[str, list[str]]:
    return {module.name: module.code.splitlines() for module in action_modules(actions)}


def test_an_action_asks_first_whether_excel_is_ready_then_runs_what_is_named_as_it_is() -> None:
    assert macros(action("Suivant"))["Actions"] == [
        "Option Explicit",
        "' What the sheet buttons call.",
        "",
        "Public Sub Suivant()",
        RUNNING.format("suivant"),
        "End Sub",
    ]


def test_the_ribbon_hands_over_its_control_and_calls_the_very_sub_of_the_button() -> None:
    assert macros(action("Suivant"))["Ruban"][3:] == [
        "Public Sub RubanSuivant(ByVal control As IRibbonControl)",
        "    Suivant",
        "End Sub",
    ]


def test_an_action_may_run_another_function_or_none() -> None:
    named = action("OuvrirBilan", function="ouvrir_bilan")
    alone = action("AllerFiche", vba='AllerA "Fiche"')
    assert macros(named)["Actions"][4] == RUNNING.format("ouvrir_bilan")
    assert macros(alone)["Actions"][4] == '    AllerA "Fiche"'
    assert (named.runs, alone.runs) == ("ouvrir_bilan", "")


def test_no_two_actions_have_one_sub() -> None:
    assert len({each.macro for each in ACTIONS}) == len(ACTIONS)
