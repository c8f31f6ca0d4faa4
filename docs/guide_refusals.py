"""The refusals of the program as staff read them, found in its source by their codes."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import mplus3_xl

SOURCES = Path(mplus3_xl.__file__).parent
LEFT_OUT = "…"
"""What stands for a value that only the moment knows: a name, a day, a count."""
RAISED = ("UserError", "BusyError", "DossierGoneError", "ForeignBookError")
"""What is raised with a code, what happened and what to do."""
_GIVEN_LATER = re.compile(r"{\w+}")
THEMES = {
    "Importer un export": ("importers", "intake"),
    "Le mois": ("monthly", "exports/month", "domain/register/month", "services/register/month"),
    "Les droits du client": ("services/client/privacy",),
    "Le classeur et le tableur": (
        *("workbook", "opening", "demo", "checkup", "calc", "cli/workbook"),
        *("live/versions", "live/gate", "live/book", "live/copies"),
    ),
    "La base et le dossier de travail": (
        *("store", "settings", "whole_files", "errors", "live/one_click"),
    ),
    "La file, la fiche, le bilan et les listes": ("",),
}
"""Each theme with the beginnings of its modules; the last takes what is left."""


class Refusal(NamedTuple):
    """One refusal: its code, what happened and what to do."""

    code: str
    what: str
    remedy: str


@cache
def refusals() -> dict[str, tuple[Refusal, ...]]:
    """Return every refusal whose texts stand in the source, by theme, by code."""
    found: dict[str, dict[Refusal, None]] = {theme: {} for theme in THEMES}
    for path in sorted(SOURCES.rglob("*.py")):
        theme = _theme(path.relative_to(SOURCES).as_posix())
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found[theme].update(dict.fromkeys(_found(tree)))
    return {theme: tuple(sorted(each)) for theme, each in found.items() if each}


def codes() -> frozenset[str]:
    """Return every code that the source gives to a refusal or to a problem of a form."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    nodes = (node for text in texts for node in ast.walk(ast.parse(text)))
    return frozenset(
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "_" in node.value
    )


def _theme(path: str) -> str:
    return next(theme for theme, starts in THEMES.items() if path.startswith(starts))


def _found(tree: ast.Module) -> Iterator[Refusal]:
    constants = dict(_assigned(tree.body))
    for place in _places(tree):
        named = constants | dict(_assigned(ast.walk(place)))
        for node in ast.walk(place):
            if isinstance(node, ast.Call) and _refuses(node):
                yield from _read(node.args, named)


def _places(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield each function, whose names are its own, and what stands outside of them."""
    for part in tree.body:
        inside = [node for node in ast.walk(part) if isinstance(node, ast.FunctionDef)]
        yield from inside or (part,)


def _refuses(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name):
        return call.func.id in RAISED
    is_super = isinstance(call.func, ast.Attribute) and call.func.attr == "__init__"
    return is_super and len(call.args) == 3


def _assigned(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr]]:
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _read(parts: list[ast.expr], named: dict[str, ast.expr]) -> Iterator[Refusal]:
    code, what, remedy = parts
    if (said := _text(code, named)) != LEFT_OUT:
        yield Refusal(said, _shown(what, named), _shown(remedy, named))


def _shown(node: ast.expr, named: dict[str, ast.expr]) -> str:
    text = _text(node, named).strip()
    if text == LEFT_OUT:
        return "(le message le dit)"
    text = text if text[-1] in f".{LEFT_OUT}" else f"{text} {LEFT_OUT}"
    return text.replace(f"{LEFT_OUT}{LEFT_OUT}", LEFT_OUT).replace(f"{LEFT_OUT}.", LEFT_OUT)


def _text(node: ast.expr, named: dict[str, ast.expr]) -> str:
    if isinstance(node, ast.Constant):
        return _GIVEN_LATER.sub(LEFT_OUT, str(node.value))
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part, named) for part in node.values)
    if isinstance(node, ast.Name) and node.id in named:
        return _text(named[node.id], {})
    return LEFT_OUT
