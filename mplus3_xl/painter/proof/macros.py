"""The VBA project: readable, of one mind with the workbook, and what its Subs are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mplus3_xl.painter.proof import code
from mplus3_xl.painter.proof.book import Book, child
from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.vba.reading import DamagedProjectError, StoredModule, read_project

_SUB = re.compile(
    r"^[ \t]*(?:(Public|Private|Friend)[ \t]+)?(?:Static[ \t]+)?Sub[ \t]+(\w+)[ \t]*\(([^)]*)\)",
    re.MULTILINE | re.IGNORECASE,
)
_VB_NAME = re.compile(r'^Attribute VB_Name = "([^"]*)"', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Macros:
    """The public Subs of the standard modules: lower-case name to its arguments as written."""

    subs: dict[str, str]

    def can_be_clicked(self, name: str) -> bool:
        """Whether a button may call it: a public Sub of no argument."""
        return self.subs.get(name.lower(), "absent").strip() == ""

    def can_be_called_by_ribbon(self, name: str) -> bool:
        """Whether the ribbon may call it: its one argument is the control."""
        arguments = self.subs.get(name.lower(), "")
        return "," not in arguments and "iribboncontrol" in arguments.lower()


def findings(book: Book) -> Iterator[Finding]:
    """Faults of the VBA project, if there is one."""
    for part in book.package.follow(book.package.workbook_part, "vbaProject"):
        try:
            modules = read_project(book.package.parts.get(part, b""))
        except DamagedProjectError as error:
            yield Finding(part, "vba-illisible", f"projet VBA illisible ({error})")
            continue
        yield from _modules(part, modules)
        yield from _code_names(book, modules)


def _modules(part: str, modules: Sequence[StoredModule]) -> Iterator[Finding]:
    for module in modules:
        yield from code.findings(part, module)
        name = _VB_NAME.search(module.source)
        if not name or name[1] != module.name:
            message = f"le module {module.name} porte un autre nom dans son texte"
            yield Finding(part, "vba-nom", message)
    for sub in repeated(name for name, _ in _public_subs(modules)):
        yield Finding(part, "vba-doublon", f"deux Sub publics s’appellent {sub}")


def _code_names(book: Book, modules: Sequence[StoredModule]) -> Iterator[Finding]:
    documents = {module.name for module in modules if module.kind == "Document"}
    workbook = child(book.root, "workbookPr").get("codeName", "")
    owners = {"le classeur": workbook} | {sheet.name: sheet.code_name for sheet in book.sheets}
    for owner, code_name in owners.items():
        if code_name not in documents:
            message = f"nom de code « {code_name} » sans module du projet VBA"
            yield Finding(owner, "vba-nom-de-code", message)
    for orphan in documents - set(owners.values()):
        yield Finding(orphan, "vba-orphelin", "module d’une feuille qui n’existe pas")
    if len(set(owners.values())) < len(owners):
        yield Finding("xl/workbook.xml", "vba-nom-double", "nom de code donné deux fois")


def read_macros(book: Book) -> Macros | None:
    """The Subs of the workbook; None when its project cannot be read."""
    subs: dict[str, str] = {}
    for part in book.package.follow(book.package.workbook_part, "vbaProject"):
        try:
            modules = read_project(book.package.parts.get(part, b""))
        except DamagedProjectError:
            return None
        subs |= dict(_public_subs(modules))
    return Macros(subs)


def _public_subs(modules: Sequence[StoredModule]) -> Iterator[tuple[str, str]]:
    """Yield the public Subs of the standard modules: name in lower case, arguments as written."""
    for module in modules:
        if module.kind == "Module":
            for scope, name, arguments in _SUB.findall(module.source):
                if scope.lower() != "private":
                    yield name.lower(), arguments
