"""Only the layout knows where things stand: elsewhere, names and tables."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import mplus3_xl

ROOT = Path(mplus3_xl.__file__).parent
# `calc` speaks of any address of any workbook, never of one of ours.
KNOWING = ("layout", "calc")
MODULES = [
    path for path in sorted(ROOT.rglob("*.py")) if path.relative_to(ROOT).parts[0] not in KNOWING
]
_ADDRESS = re.compile(r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}(:\$?[A-Z]{1,3}\$?[1-9]\d{0,6})?")


def addresses(source: str) -> list[str]:
    """The texts of a module that are the address of a cell or of a block."""
    return [text for text in _texts(ast.parse(source)) if _ADDRESS.fullmatch(text)]


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_address_stands_outside_the_layout(path: Path) -> None:
    assert addresses(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("address", ["A1", "$B$3", "B3:K200", "AA10"])
def test_an_address_would_be_seen(address: str) -> None:
    assert addresses(f"cell = book[{address!r}]") == [address]
