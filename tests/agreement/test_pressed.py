"""Every action has its function and a test that presses it for real."""

import ast
import re
from collections.abc import Iterator
from inspect import signature
from pathlib import Path

import pytest

from mplus3_xl.layout.actions import ACTIONS, Action
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.live import actions
from mplus3_xl.live.entry import work_of
from tests.painter.invented import content

LIVE = Path(__file__).parents[1] / "live"
DEFINED = {
    name: (label, way)
    for name, label, way in re.findall(
        r'^(\w+) = action\("(.+)", "([\w:.]+)"\)$',
        Path(actions.__file__).read_text(encoding="utf-8"),
        re.MULTILINE,
    )
}
"""What a person reads while each action runs, and what does it."""


def pressed(source: str) -> set[str]:
    """The captions that the tests of a module press: in the call, or as its parameters."""
    return {text for node in ast.walk(ast.parse(source)) for text in _captions(node)}


def _captions(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Name) and node.func.id == "press" and len(node.args) > 1:
        yield from _texts(node.args[1:2])
    elif isinstance(node.func, ast.Attribute) and node.func.attr == "parametrize":
        (names, values) = node.args[:2]
        if "caption" in _names(names) and isinstance(values, ast.List):
            for each in values.elts:
                yield from _texts(each.elts[:1] if isinstance(each, ast.Tuple) else [each])


def _names(node: ast.expr) -> list[str]:
    return list(_texts(node.elts if isinstance(node, ast.Tuple) else [node]))


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


PRESSED = {text for path in LIVE.glob("test_*.py") for text in pressed(path.read_text("utf-8"))}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_pressed_for_real_by_a_test(action: Action) -> None:
    assert action.label in PRESSED


def test_an_action_that_no_test_presses_would_be_seen() -> None:
    assert pressed('def test_a(book): press(book, "Suivant")') == {"Suivant"}
    assert pressed('@pytest.mark.parametrize("caption", ["File"])\ndef test_a(caption): ...') == {
        "File"
    }
    assert pressed('def test_a(book): call(book, "Suivant")') == set()


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_stands_on_a_sheet(action: Action) -> None:
    drawn = {button.label for sheet in sheets(content(1), macros=True) for button in sheet.buttons}
    assert action.label in drawn


def test_every_function_of_the_actions_is_run_by_one_action() -> None:
    assert sorted(each.runs for each in ACTIONS if each.runs) == sorted(DEFINED)


def test_an_action_that_runs_is_called_as_its_button_is() -> None:
    shown = {each.runs: each.label for each in ACTIONS if each.runs}
    assert {name: label for name, (label, _) in DEFINED.items()} == shown


@pytest.mark.parametrize("way", [way for _, way in DEFINED.values()])
def test_what_an_action_does_is_a_function_of_the_desk_and_the_workspace(way: str) -> None:
    assert list(signature(work_of(way)).parameters) == ["desk", "workspace"]
