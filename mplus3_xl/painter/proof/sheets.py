"""The list of sheets: names that Excel accepts, each once, with one to open on."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mplus3_xl.painter.proof.areas import overlaps, read_area
from mplus3_xl.painter.proof.book import MAIN, Book, Sheet, child, descendants, number
from mplus3_xl.painter.proof.finding import Finding, repeated

LONGEST_NAME = 31  # characters
WIDEST_COLUMN, TALLEST_ROW = 255, 409.5  # characters, points
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$|^History$", re.IGNORECASE)


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the list of sheets and of the frame of each."""
    where = book.package.workbook_part
    if not book.sheets:
        yield Finding(where, "feuille-aucune", "le classeur n’a pas de feuille lisible")
        return
    yield from _names(book)
    entries = book.root.findall(f"{MAIN}sheets/{MAIN}sheet")
    for identifier in repeated(entry.get("sheetId") for entry in entries):
        yield Finding(where, "feuille-numero", f"numéro de feuille {identifier} en double")
    visible = [entry.get("state", "visible") == "visible" for entry in entries]
    active = number(child(child(book.root, "bookViews"), "workbookView").get("activeTab"))
    if not 0 <= active < len(visible) or not visible[active]:
        yield Finding(where, "feuille-active", "la feuille à l’ouverture est absente ou masquée")
    for sheet in book.sheets:
        yield from _frame(sheet)


def _names(book: Book) -> Iterator[Finding]:
    for sheet in book.sheets:
        name = sheet.name
        if not 0 < len(name) <= LONGEST_NAME or _FORBIDDEN.search(name):
            yield Finding(name, "feuille-nom", "nom interdit ou de plus de 31 caractères")
        if sheet.part not in book.package.parts:
            yield Finding(name, "feuille-sans-partie", "la feuille n’a pas de contenu")
    for key in repeated(sheet.name.lower() for sheet in book.sheets):
        yield Finding(key, "feuille-doublon", "nom de feuille donné deux fois")


def _frame(sheet: Sheet) -> Iterator[Finding]:
    columns = list(descendants(sheet.root, "col"))
    spans = [(number(c.get("min")), number(c.get("max"))) for c in columns]
    if any(last < first or first < 1 for first, last in spans) or any(
        later[0] <= earlier[1] for earlier, later in pairwise(spans)
    ):
        yield Finding(sheet.name, "feuille-colonnes", "largeurs de colonnes qui se chevauchent")
    if any(_decimal(c.get("width")) > WIDEST_COLUMN for c in columns):
        yield Finding(sheet.name, "feuille-largeur", "colonne de plus de 255 caractères")
    if any(_decimal(r.get("ht")) > TALLEST_ROW for r in descendants(sheet.root, "row")):
        yield Finding(sheet.name, "feuille-hauteur", "ligne de plus de 409,5 points")
    merged = [read_area(m.get("ref", "")) for m in descendants(sheet.root, "mergeCell")]
    known = [area for area in merged if area]
    if len(known) < len(merged) or overlaps(known):
        yield Finding(sheet.name, "feuille-fusion", "cellules fusionnées qui se chevauchent")
    for tag in ("sheetData", "sheetProtection", "dataValidations", "tableParts", "drawing"):
        if len(sheet.root.findall(f"{MAIN}{tag}")) > 1:
            yield Finding(sheet.name, "feuille-element", f"élément {tag} présent deux fois")


def _decimal(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return float("inf")  # not a size at all
