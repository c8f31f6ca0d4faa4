"""The ribbon part: linked, well named, and calling Subs that exist."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mplus3_xl.painter.proof.book import Book
from mplus3_xl.painter.proof.finding import Finding, repeated
from mplus3_xl.painter.proof.macros import Macros

_LINKS = {  # relationship type: namespace of its part
    "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility": "2006/01",
    "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility": "2009/07",
}
_NAMESPACE = "{{http://schemas.microsoft.com/office/{}/customui}}"
_CALLBACK = re.compile(r"on[A-Z]\w*|get[A-Z]\w*|loadImage")
LONGEST_TEXT, LONGEST_KEYTIP = 1024, 3  # characters: MS-CUSTOMUI ST_LongString, ST_Keytip


def findings(book: Book, macros: Macros | None) -> Iterator[Finding]:
    """Faults of the ribbon; `macros` is None when they cannot be read."""
    for link in book.package.relationships(""):
        if link.kind != "extensibility":
            continue
        root = book.xml(link.target)
        if root.tag != f"{_NAMESPACE.format(_LINKS.get(link.type, '?'))}customUI":
            message = "l’espace de noms ne va pas avec le lien du ruban"
            yield Finding(link.target, "ruban-espace", message)
        yield from _identifiers(link.target, root)
        for element in root.iter():
            yield from _texts(link.target, element)
            yield from _calls(link.target, element, macros)


def _identifiers(part: str, root: Element) -> Iterator[Finding]:
    identifiers = [e.get("id", "") for e in root.iter() if "id" in e.attrib]
    for identifier in repeated(identifiers):
        yield Finding(part, "ruban-doublon", f"identifiant « {identifier} » en double")
    buttons = [e for e in root.iter() if not e.tag.endswith("}tab")]  # a tab's key comes first
    keytips = [e.get("keytip", "").upper() for e in buttons if "keytip" in e.attrib]
    for keytip in repeated(keytips):
        yield Finding(part, "ruban-touche", f"touche « {keytip} » donnée deux fois")
    for element in root.iter():
        if len({"id", "idMso", "idQ"} & element.attrib.keys()) > 1:
            yield Finding(part, "ruban-identifiant", "élément à deux identifiants")


def _texts(part: str, element: Element) -> Iterator[Finding]:
    for attribute in ("label", "screentip", "supertip", "description"):
        if len(element.get(attribute, "")) > LONGEST_TEXT:
            yield Finding(part, "ruban-texte", f"{attribute} de plus de 1 024 caractères")
    keytip = element.get("keytip")
    if keytip is not None and not re.fullmatch(r"\w{1,3}", keytip):
        yield Finding(part, "ruban-touche-longue", f"touche impossible : {keytip}")


def _calls(part: str, element: Element, macros: Macros | None) -> Iterator[Finding]:
    tag = element.tag.rpartition("}")[2]
    if tag == "button" and "onAction" not in element.attrib and "idMso" not in element.attrib:
        yield Finding(part, "ruban-sans-action", f"bouton {element.get('id')} sans action")
    if macros is None:
        return
    for attribute, value in element.attrib.items():
        known = macros.can_be_called_by_ribbon(value.rpartition(".")[2])
        if _CALLBACK.fullmatch(attribute) and not known:
            message = f"{attribute} appelle « {value} », qui n’est pas un Sub de ruban"
            yield Finding(part, "ruban-macro", message)
