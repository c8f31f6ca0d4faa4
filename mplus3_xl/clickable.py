"""The copy of the workbook that LibreOffice can run: it differs by two VBA modules."""

import zipfile
from pathlib import Path

from mplus3_xl.calc import shim
from mplus3_xl.layout.workbook import CODE_NAME
from mplus3_xl.painter.vba import Kind, Module, build
from mplus3_xl.painter.vba.reading import StoredModule, read_project

_KINDS = {"Module": Kind.MODULE, "Class": Kind.CLASS, "Document": Kind.SHEET}


def clickable_copy(released: Path, copy: Path, connection: str) -> Path:
    """Write `copy` of the workbook `released`; its buttons start a Python that joins LibreOffice.

    `connection` is where that LibreOffice listens.
    """
    with zipfile.ZipFile(released) as archive:
        stored = read_project(archive.read(shim.PROJECT))
    texts = shim.texts(connection, copy)
    kept = [module for module in stored if module.name not in shim.NOT_COMPILED]
    return shim.make_clickable(released, copy, build([_module(each, texts) for each in kept]))


def _module(stored: StoredModule, texts: dict[str, str]) -> Module:
    if stored.name in texts:
        return Module(stored.name, texts[stored.name])
    kind = Kind.WORKBOOK if stored.name == CODE_NAME else _KINDS[stored.kind]
    return Module.exported(stored.source, kind)
