"""What a button that many sheets have does on each of them."""

import subprocess
import sys
from inspect import signature

import pytest

from mplus3_xl.layout.workbook import PLANS
from mplus3_xl.live.by_sheet import REFRESHED, SAVED, TAKEN_BACK
from mplus3_xl.live.entry import work_of
from mplus3_xl.live.sheet import places


def sheets_with(macro: str) -> set[str]:
    """The sheets that have a button of a macro."""
    return {
        plan.title
        for plan in PLANS
        if any(button.macro == macro for button in places.titled(plan.title).buttons)
    }


@pytest.mark.parametrize("way", [*SAVED.values(), *REFRESHED.values(), *TAKEN_BACK.values()])
def test_each_way_is_a_function_of_the_desk_and_the_workspace(way: str) -> None:
    assert list(signature(work_of(way)).parameters) == ["desk", "workspace"]


def test_a_click_loads_no_sheet_before_it_is_asked_for() -> None:
    """Each click in Excel is a Python that starts: what it loads is a wait."""
    program = "import sys, mplus3_xl.live.by_sheet; print(*sys.modules)"
    command = [sys.executable, "-c", program]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    modules = {plan.module for plan in PLANS if plan.title in SAVED | REFRESHED}
    assert not {f"mplus3_xl.layout.{module}" for module in modules} & {*loaded}


def test_each_sheet_with_the_button_that_saves_is_saved() -> None:
    assert sheets_with("Enregistrer") == set(SAVED)
