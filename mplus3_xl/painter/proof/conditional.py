"""Conditional formats: places, styles and formulas that exist."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mplus3_xl.painter.proof.areas import read_area
from mplus3_xl.painter.proof.book import MAIN, Book, descendants, number
from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.proof.formulas import faults, has_structured_reference

_NEEDS_FORMULA = {"expression", "cellIs", "containsText", "timePeriod"}
_NEEDS_CHILD = {"dataBar", "colorScale", "iconSet"}


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the conditional formats of every sheet."""
    styles = len(book.styles.findall(f"{MAIN}dxfs/{MAIN}dxf"))
    for sheet in book.sheets:
        for group in descendants(sheet.root, "conditionalFormatting"):
            places = group.get("sqref", "").split()
            where = f"{sheet.name}!{' '.join(places)}"
            if not places or any(read_area(place) is None for place in places):
                yield Finding(where, "mfc-adresse", "mise en forme sur une adresse impossible")
            for rule in group.findall(f"{MAIN}cfRule"):
                yield from _rule(book, where, rule, styles)


def _rule(book: Book, where: str, rule: Element, styles: int) -> Iterator[Finding]:
    style = rule.get("dxfId")
    if style is not None and not 0 <= number(style, -1) < styles:
        yield Finding(where, "mfc-style", f"le style conditionnel {style} n’existe pas")
    if number(rule.get("priority")) < 1:
        yield Finding(where, "mfc-priorite", "règle sans priorité")
    kind = rule.get("type", "")
    formulas = [formula.text or "" for formula in rule.findall(f"{MAIN}formula")]
    if kind in _NEEDS_FORMULA and not any(formulas):
        yield Finding(where, "mfc-formule", "règle sans formule")
    if kind in _NEEDS_CHILD and rule.find(f"{MAIN}{kind}") is None:
        yield Finding(where, "mfc-contenu", f"règle {kind} sans contenu")
    for formula in formulas:
        if has_structured_reference(formula):
            message = "une mise en forme conditionnelle ne peut pas nommer une colonne de table"
            yield Finding(where, "mfc-structuree", message)
        for code, message in faults(formula, book.vocabulary):
            yield Finding(where, code, message)
