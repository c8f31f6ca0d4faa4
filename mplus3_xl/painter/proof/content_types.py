"""[Content_Types].xml: every part has the type that its place in the workbook asks for.

The type of the main part is that of the file's ending: Excel refuses to open a workbook whose name
and content disagree.
"""

from collections.abc import Iterator
from pathlib import PurePath

from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.package import CONTENT_TYPES, Package

_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_WORKBOOKS = {  # by the ending of the file's name
    ".xlsx": f"{_OPEN_XML}spreadsheetml.sheet.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
_TYPES = {  # by the kind of relationship that reaches the part
    "worksheet": f"{_OPEN_XML}spreadsheetml.worksheet+xml",
    "chartsheet": f"{_OPEN_XML}spreadsheetml.chartsheet+xml",
    "table": f"{_OPEN_XML}spreadsheetml.table+xml",
    "styles": f"{_OPEN_XML}spreadsheetml.styles+xml",
    "sharedStrings": f"{_OPEN_XML}spreadsheetml.sharedStrings+xml",
    "comments": f"{_OPEN_XML}spreadsheetml.comments+xml",
    "theme": f"{_OPEN_XML}theme+xml",
    "drawing": f"{_OPEN_XML}drawing+xml",
    "chart": f"{_OPEN_XML}drawingml.chart+xml",
    "vmlDrawing": f"{_OPEN_XML}vmlDrawing",
    "vbaProject": "application/vnd.ms-office.vbaProject",
    "slicer": "application/vnd.ms-excel.slicer+xml",
    "slicerCache": "application/vnd.ms-excel.slicerCache+xml",
}


def findings(package: Package) -> Iterator[Finding]:
    """Faults of the list of content types."""
    root = package.root(CONTENT_TYPES)
    if root is None:
        yield Finding(CONTENT_TYPES, "types-absents", "la liste des types de contenu manque")
        return
    extensions = [(e.get("Extension", "").lower(), e.get("ContentType", "")) for e in root]
    names = [(e.get("PartName", "").lstrip("/"), e.get("ContentType", "")) for e in root]
    defaults = {key: value for key, value in extensions if key}
    overrides = {key: value for key, value in names if key}
    for key in repeated(key for key, _ in [*extensions, *names] if key):
        yield Finding(key, "types-doublon", "type de contenu donné deux fois")
    for name in overrides.keys() - package.parts.keys():
        yield Finding(name, "types-sans-partie", "type de contenu d’une partie absente")
    types = {
        name: overrides.get(name, defaults.get(name.rpartition(".")[2].lower(), ""))
        for name in package.parts
        if name != CONTENT_TYPES
    }
    for name, kind in types.items():
        if not kind:
            yield Finding(name, "types-partie", "partie sans type de contenu")
    yield from _wrong_ending(package, types.get(package.workbook_part, ""))
    yield from _wrong_types(package, types)


def _wrong_ending(package: Package, found: str) -> Iterator[Finding]:
    ending = PurePath(package.name).suffix.lower()
    wanted = _WORKBOOKS.get(ending)
    if wanted is None:
        yield Finding(
            package.name, "fichier-fin", "le nom du classeur doit finir par .xlsx ou .xlsm"
        )
        return
    if found not in ("", wanted):
        other = next((each for each, kind in _WORKBOOKS.items() if kind == found), None)
        content = f"celui d’un {other}" if other else "d’une autre sorte"
        message = f"le nom finit par {ending} et le contenu est {content} : Excel ne l’ouvre pas"
        yield Finding(package.name, "fichier-type", message)
    macros = any(package.follow(package.workbook_part, "vbaProject"))
    if macros and ending == ".xlsx":
        yield Finding(package.name, "fichier-macros", "un .xlsx ne peut pas porter de macros")
    elif not macros and ending == ".xlsm":
        yield Finding(package.name, "fichier-sans-macros", "ce .xlsm a perdu ses macros")


def _wrong_types(package: Package, types: dict[str, str]) -> Iterator[Finding]:
    expected: dict[str, str] = {}
    for part in package.parts:
        for link in package.relationships(part):
            if link.kind in _TYPES and not link.external:
                expected[link.target] = _TYPES[link.kind]
    for part, wanted in expected.items():
        if types.get(part, "") not in ("", wanted):
            message = f"le type de contenu devrait être {wanted}"
            yield Finding(part, "types-faux", message)
