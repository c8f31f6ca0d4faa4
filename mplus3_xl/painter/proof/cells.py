"""Cells: in order, inside the sheet, with a value, a style and a link that exist."""

from collections.abc import Iterator

from mplus3_xl.painter.proof.areas import read_area
from mplus3_xl.painter.proof.book import MAIN, Book, Cell, Sheet, descendants, number
from mplus3_xl.painter.proof.finding import Finding

LONGEST_TEXT = 32_767  # characters of a cell
MOST_LINKS = 65_530  # of a sheet
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"}
_KINDS = {"b", "d", "e", "inlineStr", "n", "s", "str"}


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the cells and links of every sheet."""
    styles = len(book.styles.findall(f"{MAIN}cellXfs/{MAIN}xf"))
    for sheet in book.sheets:
        yield from _order(sheet)
        for cell in sheet.cells:
            where = f"{sheet.name}!{cell.ref}"
            if not 0 <= cell.style < styles:
                yield Finding(where, "cellule-style", f"le style {cell.style} n’existe pas")
            yield from _value(book, where, cell)
        yield from _links(book, sheet)


def _order(sheet: Sheet) -> Iterator[Finding]:
    last = (0, 0)
    for row in descendants(sheet.root, "row"):
        row_number = number(row.get("r"), last[0] + 1)
        if row_number <= last[0]:
            yield Finding(sheet.name, "cellule-ligne", f"ligne {row_number} en désordre")
        last = (row_number, 0)
        for element in row.findall(f"{MAIN}c"):
            ref = element.get("r", "")
            area = read_area(ref)
            if area is None or ":" in ref or area.top != row_number:
                yield Finding(f"{sheet.name}!{ref}", "cellule-adresse", "adresse impossible")
            elif area.left <= last[1]:
                yield Finding(f"{sheet.name}!{ref}", "cellule-ordre", "cellule en désordre")
            else:
                last = (row_number, area.left)


def _value(book: Book, where: str, cell: Cell) -> Iterator[Finding]:
    if cell.kind not in _KINDS:
        yield Finding(where, "cellule-sorte", f"sorte de valeur inconnue : {cell.kind}")
    if cell.kind == "s" and not 0 <= number(cell.value, -1) < len(book.strings):
        yield Finding(where, "cellule-texte", f"le texte partagé {cell.value} n’existe pas")
    if len(book.text(cell)) > LONGEST_TEXT:
        yield Finding(where, "cellule-longue", "texte de plus de 32 767 caractères")
    if (
        (cell.kind == "e" and cell.value not in _ERRORS)
        or (cell.kind == "b" and cell.value not in ("0", "1"))
        or (cell.kind == "n" and cell.value and not _is_number(cell.value))
    ):
        yield Finding(where, "cellule-valeur", f"« {cell.value} » n’est pas de la sorte annoncée")


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False


def _links(book: Book, sheet: Sheet) -> Iterator[Finding]:
    links = list(descendants(sheet.root, "hyperlink"))
    if len(links) > MOST_LINKS:
        yield Finding(sheet.name, "lien-nombre", "plus de 65 530 liens dans la feuille")
    for link in links:
        where = f"{sheet.name}!{link.get('ref', '')}"
        if read_area(link.get("ref", "")) is None:
            yield Finding(where, "lien-cellule", "lien posé sur une adresse impossible")
        target, has_sheet, _ = link.get("location", "").rpartition("!")
        name = target.strip("'").replace("''", "'").lower()
        if has_sheet and name not in book.vocabulary.sheets:
            yield Finding(where, "lien-feuille", f"lien vers une feuille absente ({target})")
        if len(link.get("tooltip", "")) > 255 or len(link.get("location", "")) > 2084:
            yield Finding(where, "lien-long", "bulle ou adresse de lien trop longue")
