"""The links between parts: each leads somewhere, each is used, and every part is reached."""

from collections.abc import Iterator

from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.package import (
    CONTENT_TYPES,
    RELATIONSHIP,
    Package,
    Relationship,
    source_part,
)

# A part reached by one of these must be named by its r:id in the source, or Excel drops it.
_NAMED = {"worksheet", "table", "drawing", "vmlDrawing", "chart", "slicer", "slicerCache", "image"}
_VML_IMAGE = "{urn:schemas-microsoft-com:office:office}relid"
_EXTERNAL = {"hyperlink", "externalLinkPath", "image"}


def findings(package: Package) -> Iterator[Finding]:
    """Faults of the links of every part."""
    if not any(package.follow("", "officeDocument")):
        yield Finding("_rels/.rels", "lien-classeur", "le lien vers le classeur manque")
    for part in ("", *package.parts):
        links = package.relationships(part)
        yield from _broken(package, part, links)
        yield from _unused(package, part, links)
    for part in package.parts:
        source = source_part(part) if part.endswith(".rels") else ""
        if source and source not in package.parts:
            yield Finding(part, "lien-sans-source", f"liens d’une partie absente ({source})")
    yield from _unreached(package)


def _broken(package: Package, part: str, links: list[Relationship]) -> Iterator[Finding]:
    where = part or "_rels/.rels"
    for identifier in repeated(link.id for link in links):
        yield Finding(where, "lien-doublon", f"lien {identifier} donné deux fois")
    for link in links:
        if link.external and link.kind not in _EXTERNAL:
            yield Finding(where, "lien-externe", f"{link.id} sort du classeur ({link.target})")
        elif not link.external and link.target not in package.parts:
            yield Finding(where, "lien-rompu", f"{link.id} mène à {link.target}, absent")


def _unused(package: Package, part: str, links: list[Relationship]) -> Iterator[Finding]:
    root = package.root(part) if part.endswith((".xml", ".vml")) else None
    if root is None or part == CONTENT_TYPES:
        return
    used = {
        value
        for element in root.iter()
        for key, value in element.attrib.items()
        if key.startswith(RELATIONSHIP) or key == _VML_IMAGE
    }
    for identifier in used - {link.id for link in links}:
        yield Finding(part, "lien-absent", f"{identifier} n’est le nom d’aucun lien")
    for link in links:
        if link.kind in _NAMED and link.id not in used:
            yield Finding(part, "lien-inutile", f"{link.id} ({link.kind}) n’est pas utilisé")


def _unreached(package: Package) -> Iterator[Finding]:
    reached: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        reached.add(part)
        targets = {link.target for link in package.relationships(part) if not link.external}
        waiting += (targets & package.parts.keys()) - reached
    for part in package.parts.keys() - reached - {CONTENT_TYPES}:
        if not part.endswith((".rels", "/")):
            yield Finding(part, "lien-orphelin", "aucun lien ne mène à cette partie")
