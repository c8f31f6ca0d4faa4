"""The opened package: its parts, read as XML, and the relationships between them.

Opening never raises: what cannot be read is a finding, and reads as absent afterwards.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, fromstring

from mplus3_xl.painter.proof.finding import Finding
from mplus3_xl.painter.proof.other_files import kind_of

RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CONTENT_TYPES = "[Content_Types].xml"
_UNREADABLE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression or encryption that zipfile does not know
    RuntimeError,  # a part that asks for a password
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from a part: `kind` is the last word of its type, `target` a part or an address."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type, such as `table` or `worksheet`."""
        return self.type.rsplit("/", 1)[-1]


@dataclass(slots=True)
class Package:
    """The parts of a workbook file, in the order of the zip; `name` is the file's."""

    parts: dict[str, bytes]
    name: str
    findings: list[Finding] = field(default_factory=list)
    _roots: dict[str, Element | None] = field(default_factory=dict)

    def root(self, part: str) -> Element | None:
        """The XML of a part; None when there is no such part or it is not XML."""
        if part not in self._roots:
            self._roots[part] = self._parse(part)
        return self._roots[part]

    def _parse(self, part: str) -> Element | None:
        content = self.parts.get(part)
        if content is None:
            return None
        if b"<!DOCTYPE" in content:
            self.findings.append(
                Finding(part, "xml-doctype", "une partie ne doit pas porter de DOCTYPE")
            )
            return None
        try:
            return fromstring(content)
        except ParseError as error:
            line, column = error.position
            message = f"XML mal formé, ligne {line}, caractère {column + 1}"
        except (ValueError, LookupError):  # an encoding that does not exist
            message = "XML dont l’encodage n’est pas connu"
        self.findings.append(Finding(part, "xml-illisible", message))
        return None

    def relationships(self, part: str) -> list[Relationship]:
        """The links that leave a part; `""` stands for the package itself."""
        root = self.root(relationships_part(part))
        return [] if root is None else [_relationship(part, element) for element in root]

    def follow(self, part: str, kind: str) -> Iterator[str]:
        """The parts that `part` reaches by links of one kind."""
        for link in self.relationships(part):
            if link.kind == kind and not link.external:
                yield link.target

    @property
    def workbook_part(self) -> str:
        """The main part; its usual name when the package does not say."""
        return next(self.follow("", "officeDocument"), "xl/workbook.xml")


def _relationship(source: str, element: Element) -> Relationship:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target))
        target = target.lstrip("/")
    return Relationship(element.get("Id", ""), element.get("Type", ""), target, external)


def relationships_part(part: str) -> str:
    """The part that holds the links of `part`."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def source_part(relationships: str) -> str:
    """The part whose links the part `relationships` holds; `""` for the package."""
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def open_package(path: Path) -> Package:
    """The package at `path`, with a finding for whatever of it cannot be read."""
    package = Package({}, path.name)
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                _read(archive, entry, package)
    except _UNREADABLE:
        message = f"ce n’est pas un classeur qu’Excel ouvre : {kind_of(path)}"
        package.findings.append(Finding(path.name, "zip-illisible", message))
    return package


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, package: Package) -> None:
    name = entry.filename
    if name.lower() in {known.lower() for known in package.parts}:
        package.findings.append(Finding(name, "zip-doublon", "partie présente deux fois"))
    if "\\" in name or name.startswith("/") or ".." in name.split("/"):
        package.findings.append(Finding(name, "zip-nom", "nom de partie interdit"))
    try:
        package.parts[name] = archive.read(entry)
    except _UNREADABLE:
        locked = entry.flag_bits & 1
        why = "protégée par un mot de passe" if locked else "abîmée"
        package.findings.append(Finding(name, "zip-partie", f"partie illisible : elle est {why}"))
