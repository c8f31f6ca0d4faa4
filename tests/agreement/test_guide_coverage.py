"""Each sentence of the guide has its screen, its rule and its test, in docs/guide-couverture.md."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mplus3_xl.layout.workbook import PLANS

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "guide-couverture.md"
SECTIONS = (
    "Qu’est-ce que le M+3 ?",
    "Objectifs du processus M+3",
    "Quand effectuer un M+3 ?",
    "Le processus en 3 objectifs",
    "Méthode : le cadre de l’appel",
    "Finalité : « Client complet »",
    "Suivi",
    "Bonnes pratiques",
    "Points de vigilance",
    "Checklist rapide",
)
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_RULE = re.compile(r"`((?:rules|domain|services|layout)/[\w/.]+)`")


class Line(NamedTuple):
    """One sentence of the guide, and what covers it."""

    section: str
    sentence: str
    screen: str
    rule: str
    test: str


@cache
def lines() -> tuple[Line, ...]:
    """Read the tables of the document."""
    section, found = "", []
    for text in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if text.startswith("## "):
            section = text.removeprefix("## ")
        elif text.startswith("| ") and not text.startswith("| Le guide"):
            found.append(Line(section, *(cell.strip() for cell in text.strip("| ").split(" | "))))
    return tuple(found)


@cache
def functions(path: str) -> frozenset[str]:
    """Return the names of the functions of a test file; none if there is no such file."""
    if not (ROOT / path).is_file():
        return frozenset()
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef))


def test_every_section_of_the_guide_is_there() -> None:
    assert tuple(dict.fromkeys(line.section for line in lines())) == SECTIONS


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.sentence)
def test_every_sentence_names_tests_that_exist(line: Line) -> None:
    named = _TEST.findall(line.test)
    assert named
    assert [f"{path}::{name}" for path, name in named if name not in functions(path)] == []


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.sentence)
def test_every_sentence_names_a_rule_that_exists(line: Line) -> None:
    named = _RULE.findall(line.rule)
    assert named
    assert [path for path in named if not (ROOT / "mplus3_xl" / path).exists()] == []


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.sentence)
def test_every_sentence_is_seen_on_a_sheet_of_the_workbook(line: Line) -> None:
    titles = {plan.title for plan in PLANS}
    assert set(re.split(r", ", line.screen)) <= titles
