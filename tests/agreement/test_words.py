"""Some words are written once: who says one of them takes it from its module."""

import ast
from pathlib import Path

import pytest

import mplus3_xl
from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.domain.yes_no import NO, YES

MODULES = sorted(Path(mplus3_xl.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize("word", [YES, NO, WHY_NO_ACTION])
def test_a_word_is_written_in_one_module(word: str) -> None:
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in MODULES)
    assert sum(_writes(tree, word) for tree in trees) == 1


def _writes(tree: ast.Module, word: str) -> bool:
    return any(isinstance(node, ast.Constant) and node.value == word for node in ast.walk(tree))
