"""Data validations: lists and texts within Excel's limits, one validation a cell."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mplus3_xl.painter.proof.areas import overlaps, read_area
from mplus3_xl.painter.proof.book import MAIN, Book, Sheet, child, number
from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.proof.formulas import faults, has_structured_reference

MOST = 65_534  # validations of a sheet
LONGEST_LIST = 255  # characters of a list written in place
_LIMITS = {"errorTitle": 32, "promptTitle": 32, "error": 255, "prompt": 255}


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the validations of every sheet."""
    for sheet in book.sheets:
        group = child(sheet.root, "dataValidations")
        entries = group.findall(f"{MAIN}dataValidation")
        announced = group.get("count")
        if announced is not None and number(announced, -1) != len(entries):
            yield Finding(sheet.name, "saisie-nombre", "nombre annoncé et contenu diffèrent")
        if len(entries) > MOST:
            yield Finding(sheet.name, "saisie-trop", "plus de 65 534 validations")
        yield from _places(sheet, entries)
        for entry in entries:
            yield from _texts(sheet, entry)
            yield from _formulas(book, sheet, entry)


def _places(sheet: Sheet, entries: list[Element]) -> Iterator[Finding]:
    texts = [text for entry in entries for text in entry.get("sqref", "").split()]
    areas = [read_area(text) for text in texts]
    known = [area for area in areas if area]
    if len(known) < len(areas) or any(not entry.get("sqref") for entry in entries):
        yield Finding(sheet.name, "saisie-adresse", "validation posée sur une adresse impossible")
    if overlaps(known):
        yield Finding(sheet.name, "saisie-double", "deux validations sur une même cellule")


def _texts(sheet: Sheet, entry: Element) -> Iterator[Finding]:
    where = f"{sheet.name}!{entry.get('sqref', '')}"
    for attribute, most in _LIMITS.items():
        if len(entry.get(attribute, "")) > most:
            message = f"{attribute} de plus de {most} caractères"
            yield Finding(where, "saisie-texte", message)


def _formulas(book: Book, sheet: Sheet, entry: Element) -> Iterator[Finding]:
    where = f"{sheet.name}!{entry.get('sqref', '')}"
    kind = entry.get("type", "none")
    first = entry.findtext(f"{MAIN}formula1") or ""
    second = entry.findtext(f"{MAIN}formula2") or ""
    between = entry.get("operator", "between") in ("between", "notBetween")
    two = kind not in ("none", "list", "custom") and between
    if kind != "none" and (not first or (two and not second)):
        yield Finding(where, "saisie-formule", "validation sans sa liste ou sa borne")
    if first.startswith('"') and len(first) - 2 > LONGEST_LIST:
        yield Finding(where, "saisie-liste", "liste de plus de 255 caractères")
    for formula in (first, second):
        if has_structured_reference(formula):
            message = "une validation ne peut pas nommer une colonne de table : passer par un nom"
            yield Finding(where, "saisie-structuree", message)
        for code, message in faults(formula, book.vocabulary):
            yield Finding(where, code, message)
