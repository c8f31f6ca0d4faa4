"""Styles: every format names a font, a fill, a border and a number format that exist."""

from collections.abc import Iterator

from mplus3_xl.painter.proof.book import MAIN, Book, child, number
from mplus3_xl.painter.proof.finding import Finding, repeated

MOST_FORMATS = 65_490  # cell formats of a workbook
LONGEST_NUMBER_FORMAT = 255  # characters
LONGEST_FONT_NAME = 31
_FIRST_OWN_NUMBER_FORMAT = 164
_PARTS = {
    "fontId": ("fonts", "font"),
    "fillId": ("fills", "fill"),
    "borderId": ("borders", "border"),
}


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the part of styles."""
    styles = book.styles
    if len(styles) == 0:
        yield Finding("xl/styles.xml", "style-absent", "les styles manquent")
        return
    for collection in styles:
        announced = collection.get("count")
        if announced is not None and number(announced, -1) != len(collection):
            tag = collection.tag.rpartition("}")[2]
            yield Finding(f"styles/{tag}", "style-nombre", "nombre annoncé et contenu diffèrent")
    yield from _formats(book)
    yield from _number_formats(book)
    for name in styles.iter(f"{MAIN}name"):
        if len(name.get("val", "")) > LONGEST_FONT_NAME:
            yield Finding("styles/fonts", "style-police", "nom de police de plus de 31 caractères")


def _formats(book: Book) -> Iterator[Finding]:
    formats = book.styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    if len(formats) > MOST_FORMATS:
        yield Finding("styles/cellXfs", "style-trop", "plus de 65 490 formats de cellule")
    parents = len(book.styles.findall(f"{MAIN}cellStyleXfs/{MAIN}xf"))
    own = {number(n.get("numFmtId"), -1) for n in child(book.styles, "numFmts")}
    for position, xf in enumerate(formats):
        where = f"styles/cellXfs[{position}]"
        for attribute, (group, tag) in _PARTS.items():
            known = len(book.styles.findall(f"{MAIN}{group}/{MAIN}{tag}"))
            if not 0 <= number(xf.get(attribute), -1 if attribute in xf.attrib else 0) < known:
                yield Finding(where, "style-partie", f"{attribute} désigne un élément absent")
        if not 0 <= number(xf.get("xfId")) < max(parents, 1):
            yield Finding(where, "style-parent", "xfId désigne un style absent")
        code = number(xf.get("numFmtId"))
        if code >= _FIRST_OWN_NUMBER_FORMAT and code not in own:
            yield Finding(where, "style-format", f"le format de nombre {code} n’existe pas")


def _number_formats(book: Book) -> Iterator[Finding]:
    formats = list(child(book.styles, "numFmts"))
    for code in repeated(entry.get("numFmtId") for entry in formats):
        yield Finding("styles/numFmts", "style-doublon", f"format de nombre {code} en double")
    for entry in formats:
        text = entry.get("formatCode", "")
        if len(text) > LONGEST_NUMBER_FORMAT or text.count('"') % 2:
            yield Finding("styles/numFmts", "style-code", f"format impossible : {text[:40]}")
