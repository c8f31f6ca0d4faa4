"""Formulas as a file must hold them: English, commas, and only what the workbook has."""

import re
from collections.abc import Iterator

from mplus3_xl.painter.proof.book import Book, Vocabulary, descendants
from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.proof.functions import FRENCH, RECENT

LONGEST_FORMULA = 8192  # characters
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_ERROR = re.compile(r"#(?:NULL!|DIV/0!|VALUE!|NAME\?|NUM!|N/A|REF!)")
_CONSTANT_ARRAY = re.compile(r"\{[^{}]*\}")
_EXTERNAL = re.compile(r"\[\d+\]")
# Possessive quantifiers: an open bracket must not make the search try every way to split the rest.
_CHARACTER = r"[^\[\]']|'."
_STRUCTURED = re.compile(
    rf"((?:[^\W\d]|\\)[\w.\\]*+)?\[((?:{_CHARACTER}|\[(?:{_CHARACTER})*+\])*+)\]"
)
_INNER = re.compile(rf"\[((?:{_CHARACTER})*+)\]")
_SHEET = re.compile(r"'((?:[^']|'')+)'!|([^\W\d][\w.]*)!")
_CALL = re.compile(r"((?:[^\W\d]|_)[\w.]*)\(")
_WORD = re.compile(r"(?<![\w.$#\\])([^\W\d][\w.\\]*)(?![\w.(])")
_CELL = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}|\$?[A-Z]{1,3}|[RC]\d*", re.IGNORECASE)
_ITEMS = {"#all", "#data", "#headers", "#totals", "#this row"}

Fault = tuple[str, str]
"""A stable code and its message."""


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the formulas of cells and of calculated columns."""
    for sheet in book.sheets:
        for cell in sheet.cells:
            for code, message in faults(cell.formula or "", book.vocabulary):
                yield Finding(f"{sheet.name}!{cell.ref}", code, message)
    for table in book.tables:
        for formula in descendants(table.root, "calculatedColumnFormula"):
            for code, message in faults(formula.text or "", book.vocabulary):
                yield Finding(table.name, code, message)


def faults(formula: str, known: Vocabulary) -> Iterator[Fault]:
    """What Excel would not take in one formula, written as in a file (no `=` ahead)."""
    if len(formula) > LONGEST_FORMULA:
        yield "formule-longue", "formule de plus de 8 192 caractères"
        return
    if formula.startswith("="):
        yield "formule-egal", "une formule de fichier ne commence pas par ="
    bare = _TEXT.sub("0", formula)
    if '"' in bare:
        yield "formule-guillemet", "guillemet non fermé"
    if "#REF!" in bare:
        yield "formule-ref", "référence perdue (#REF!)"
    bare = _CONSTANT_ARRAY.sub("0", _ERROR.sub("0", bare))
    if _EXTERNAL.search(bare):
        yield "formule-externe", "la formule lit un autre classeur"
        return
    yield from _structured(bare, known)
    bare = _STRUCTURED.sub("0", bare)
    yield from _sheets(bare, known)
    bare = _SHEET.sub("", bare)
    if "[" in bare or "]" in bare:
        yield "formule-crochets", "crochets mal fermés"
    if ";" in bare:
        yield "formule-point-virgule", "dans un fichier, le séparateur est la virgule"
    if bare.count("(") != bare.count(")"):
        yield "formule-parentheses", "parenthèses mal fermées"
    yield from _words(bare, known)


def has_structured_reference(formula: str) -> bool:
    """Whether the formula speaks of a table's column."""
    return bool(_STRUCTURED.search(_EXTERNAL.sub("", _TEXT.sub("0", formula))))


def _structured(bare: str, known: Vocabulary) -> Iterator[Fault]:
    for table, inside in _STRUCTURED.findall(bare):
        if not table:
            yield "formule-sans-table", f"[{inside}] sans le nom de sa table"
            continue
        if table.lower() not in known.tables:
            yield "formule-table", f"table inconnue : {table}"
            continue
        columns = _INNER.findall(inside)
        if "@" in inside or _INNER.sub("", inside if columns else "").strip(" ,:"):
            yield "formule-ligne", f"{table}[{inside}] s’écrit {table}[[#This Row],[…]]"
        titles = known.tables[table.lower()]
        for raw in columns or [inside]:
            title = re.sub(r"'(.)", r"\1", raw.removeprefix("@")).strip().lower()
            if title and title not in titles and title not in _ITEMS:
                yield "formule-colonne", f"colonne inconnue : {table}[{raw}]"


def _sheets(bare: str, known: Vocabulary) -> Iterator[Fault]:
    for quoted, plain in _SHEET.findall(bare):
        name = quoted.replace("''", "'") or plain
        if name.lower() not in known.sheets:
            yield "formule-feuille", f"feuille inconnue : {name}"


def _words(bare: str, known: Vocabulary) -> Iterator[Fault]:
    for called in _CALL.findall(bare):
        name = called.lower()
        if name in FRENCH:
            yield "formule-francais", f"nom français de fonction : {called}"
        if name in RECENT:
            yield "formule-recente", f"{called} s’écrit _xlfn.{called}"
    for word in _WORD.findall(bare):
        reserved = word.lower() in ("true", "false") or word.startswith("_xl")
        usable = word.lower() in known.names or word.lower() in known.tables
        if not reserved and not usable and not _CELL.fullmatch(word):
            yield "formule-nom", f"nom inconnu : {word}"
