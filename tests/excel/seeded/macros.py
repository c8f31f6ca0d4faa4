"""Faults of the VBA project as the workbook carries it; those of its code are in `compile`."""

import re

from mplus3_xl.painter.vba import Kind, Module, build, container
from mplus3_xl.painter.vba.compression import compress
from mplus3_xl.painter.vba.container import Entry
from mplus3_xl.painter.vba.project import dir_stream, project_stream
from mplus3_xl.painter.vba.reading import read_project
from tests.excel.damage import (
    Damage,
    Parts,
    drop,
)
from tests.excel.seeded.places import (
    BOOK,
    SHEET,
    VBA,
    attribute,
)

TWICE = "Public Sub AllerFile()\nEnd Sub\n"


def hole_in_the_project(parts: Parts) -> None:
    """Two kilobytes of zeros in the VBA project."""
    content = parts["xl/vbaProject.bin"]
    parts["xl/vbaProject.bin"] = content[:2000] + bytes(2000) + content[4000:]


def half_a_project(parts: Parts) -> None:
    """The first half of the VBA project alone."""
    parts["xl/vbaProject.bin"] = parts["xl/vbaProject.bin"][: len(parts["xl/vbaProject.bin"]) // 2]


def stored_modules(parts: Parts) -> list[Module]:
    """The modules of the VBA project, as they could be written anew."""
    kinds = {"Module": Kind.MODULE, "Class": Kind.CLASS, "Document": Kind.SHEET}
    return [
        Module(m.name, m.source, Kind.WORKBOOK if m.name == "ThisWorkbook" else kinds[m.kind])
        for m in read_project(parts["xl/vbaProject.bin"])
    ]


def rewrite_project(parts: Parts, more: list[Module]) -> None:
    """The VBA project with more modules."""
    parts["xl/vbaProject.bin"] = build([*stored_modules(parts), *more])


def misnamed_module(parts: Parts) -> None:
    """A module whose text names another."""
    modules = [*stored_modules(parts), Module("Plus")]
    streams = [Entry(m.name, compress(m.source().replace(b'"Plus"', b'"Moins"'))) for m in modules]
    listing = compress(dir_stream(modules))
    streams += [Entry("dir", listing), Entry("_VBA_PROJECT", bytes.fromhex("CC61FFFF000000"))]
    project = Entry("PROJECT", project_stream(modules))
    parts["xl/vbaProject.bin"] = container.write([Entry("VBA", None, streams), project])


def same_code_name(parts: Parts) -> None:
    """Two sheets of the code name of the first."""
    first, second = [name for name in parts if re.match(SHEET, name)][:2]
    found = re.search(rb'codeName="[^"]*"', parts[first])
    assert found
    parts[second] = re.sub(rb'codeName="[^"]*"', found[0], parts[second])


MACROS: dict[str, Damage] = {
    "the VBA project has a hole": hole_in_the_project,
    "the VBA project is half there": half_a_project,
    "the VBA project is missing": drop(VBA),
    "a sheet without its code name": attribute(SHEET, b"sheetPr", b"codeName", b"Inconnu"),
    "two sheets of one code name": same_code_name,
    "a public Sub twice": lambda parts: rewrite_project(parts, [Module("Plus", TWICE)]),
    "a module that bears another name": misnamed_module,
    "the workbook without its code name": attribute(
        BOOK, b"workbookPr", b"codeName", b"CeClasseur"
    ),
}
