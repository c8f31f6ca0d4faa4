"""Drawings: charts that read real ranges, buttons that call real Subs."""

import re
from collections.abc import Iterator

from mplus3_xl.painter.proof.book import Book, Sheet
from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.formulas import faults
from mplus3_xl.painter.proof.macros import Macros

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_VML = "{urn:schemas-microsoft-com:vml}"
_MACRO = re.compile(r"(?:\[0\]!)?(?:\w+\.)?(\w+)")


def findings(book: Book, macros: Macros | None) -> Iterator[Finding]:
    """Faults of charts, shapes and buttons; `macros` is None when they cannot be read."""
    for sheet in book.sheets:
        for part in book.package.follow(sheet.part, "drawing"):
            yield from _shapes(book, part)
            for chart in book.package.follow(part, "chart"):
                yield from _chart(book, chart)
        for part in book.package.follow(sheet.part, "vmlDrawing"):
            yield from _buttons(book, sheet, part, macros)


def _shapes(book: Book, part: str) -> Iterator[Finding]:
    root = book.xml(part)
    identifiers = [element.get("id") for element in root.iter(f"{_DRAWING}cNvPr")]
    for identifier in repeated(identifiers):
        yield Finding(part, "dessin-doublon", f"numéro de dessin {identifier} en double")
    for anchor in root.iter(f"{_DRAWING}twoCellAnchor"):
        if anchor.find(f"{_DRAWING}from") is None or anchor.find(f"{_DRAWING}to") is None:
            yield Finding(part, "dessin-place", "dessin sans place dans la feuille")


def _chart(book: Book, part: str) -> Iterator[Finding]:
    root = book.xml(part)
    axes = {element.get("val") for element in root.iter(f"{_CHART}axId")}
    crossed = {element.get("val") for element in root.iter(f"{_CHART}crossAx")}
    if crossed - axes:
        yield Finding(part, "graphique-axe", "un axe en croise un qui n’existe pas")
    for formula in root.iter(f"{_CHART}f"):
        for code, message in faults(formula.text or "", book.vocabulary):
            yield Finding(part, code, message)


def _buttons(book: Book, sheet: Sheet, part: str, macros: Macros | None) -> Iterator[Finding]:
    root = book.xml(part)
    shapes = [element.get("id") for element in root.iter(f"{_VML}shape")]
    for identifier in repeated(shapes):
        yield Finding(part, "bouton-doublon", f"bouton {identifier} en double")
    for element in root.iter(f"{_EXCEL}FmlaMacro"):
        found = _MACRO.fullmatch(element.text or "")
        name = found[1] if found else ""
        if macros is not None and not macros.can_be_clicked(name):
            message = f"le bouton appelle « {element.text} », qui n’est pas un Sub sans argument"
            yield Finding(sheet.name, "bouton-macro", message)
    for anchor in root.iter(f"{_EXCEL}Anchor"):
        if len(re.findall(r"-?\d+", anchor.text or "")) != 8:
            yield Finding(sheet.name, "bouton-place", "bouton sans place dans la feuille")
