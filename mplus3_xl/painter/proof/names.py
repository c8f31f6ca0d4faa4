"""Names: of tables and of cells, each valid, each used once in the workbook."""

import re
from collections.abc import Iterator

from mplus3_xl.painter.proof.book import Book, number
from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.formulas import faults

_NAME = re.compile(r"(?:[^\W\d]|\\)[\w.\\]{0,254}")
_CELL = re.compile(r"[A-Z]{1,3}\d{1,7}|R\d*(?:C\d*)?|C\d*", re.IGNORECASE)
_BUILT_IN = "_xlnm."
_LOCAL = {"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"}


def is_valid(name: str) -> bool:
    """Whether Excel takes this as the name of a table or of cells."""
    return bool(_NAME.fullmatch(name)) and not _CELL.fullmatch(name)


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the defined names."""
    where = book.package.workbook_part
    tables = set(book.vocabulary.tables)
    keys = [(n.get("name", "").lower(), n.get("localSheetId")) for n in book.names]
    for name, _ in repeated(keys):
        yield Finding(where, "nom-doublon", f"nom « {name} » défini deux fois")
    for name, _ in keys:
        if name in tables:
            yield Finding(where, "nom-table", f"« {name} » est déjà le nom d’une table")
    for element in book.names:
        name, scope = element.get("name", ""), element.get("localSheetId")
        if not name.startswith(_BUILT_IN) and not is_valid(name):
            yield Finding(where, "nom-invalide", f"« {name} » n’est pas un nom valide")
        if name in _LOCAL and scope is None:
            yield Finding(where, "nom-portee", f"{name} doit appartenir à une feuille")
        if scope is not None and not 0 <= number(scope, -1) < len(book.sheets):
            yield Finding(where, "nom-feuille", f"« {name} » appartient à une feuille absente")
        if not (element.text or "").strip():
            yield Finding(where, "nom-vide", f"« {name} » ne désigne rien")
        for code, message in faults(element.text or "", book.vocabulary):
            yield Finding(f"nom {name}", code, message)
