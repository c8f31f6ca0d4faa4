"""Nothing of the paid part of xlwings is used: its licence is not ours to take."""

import ast
from pathlib import Path

import pytest

import mplus3_xl

ROOT = Path(mplus3_xl.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))


def imported(source: str) -> set[str]:
    """Every module that a source imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def paid(names: set[str]) -> set[str]:
    return {name for name in names if name == "xlwings.pro" or name.startswith("xlwings.pro.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_paid_is_imported(path: Path) -> None:
    assert paid(imported(path.read_text(encoding="utf-8"))) == set()


def test_a_paid_import_would_be_seen() -> None:
    assert paid(imported("from xlwings import pro")) == {"xlwings.pro"}
