"""Whether Excel takes a workbook as it is: the faults that it refuses, or repairs with a warning.

These rules complete the Open XML SDK, which knows the schema and little of what Excel adds to
it. Sources: the limits that Microsoft documents, and what writers of such files have learnt.
"""

from pathlib import Path

from mplus3_xl.painter.proof import (
    cells,
    conditional,
    content_types,
    drawings,
    formulas,
    macros,
    names,
    relationships,
    ribbon,
    sheets,
    styles,
    tables,
    validations,
)
from mplus3_xl.painter.proof.book import Book
from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.proof.package import open_package

__all__ = ["Finding", "check"]


def check(path: Path) -> list[Finding]:
    """What is wrong with the workbook at `path`, in a fixed order; empty when nothing is.

    A damaged file gives findings, never an exception.
    """
    package = open_package(path)
    if not package.parts:
        return package.findings or [Finding(path.name, "zip-vide", "le fichier ne contient rien")]
    book = Book(package)
    found = [*content_types.findings(package), *relationships.findings(package)]
    for rules in (sheets, cells, styles, tables, formulas, names, validations, conditional, macros):
        found += rules.findings(book)
    known = macros.read_macros(book)
    found += [*drawings.findings(book, known), *ribbon.findings(book, known)]
    return list(dict.fromkeys([*package.findings, *found]))
