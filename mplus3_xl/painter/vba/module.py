"""One VBA module: its name, what it belongs to, and the text that the project stores.

An exported .bas or .cls file may be given as it is: its header is taken off, and the attributes
that it sets are kept.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

ENCODING = "cp1252"
"""The code page of the whole project; what it cannot hold is an error, never a "?"."""

_NAME = re.compile(r"[^\W\d_]\w{0,30}")  # MS-OVBA 2.3.4.2.3.2.1: an identifier of at most 31
_ATTRIBUTE = re.compile(r"Attribute (VB_\w+) = (.*)")
_BASES = {
    "class": "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}",
    "workbook": "0{00020819-0000-0000-C000-000000000046}",
    "sheet": "0{00020820-0000-0000-C000-000000000046}",
}


class ModuleError(ValueError):
    """A module that no VBA project can hold; the message names it."""


class Kind(StrEnum):
    """What a module is; the last two are the documents that Excel itself owns."""

    MODULE = "module"
    CLASS = "class"
    WORKBOOK = "workbook"
    SHEET = "sheet"

    @property
    def is_document(self) -> bool:
        """Whether the module is the code behind the workbook or a sheet."""
        return self in (Kind.WORKBOOK, Kind.SHEET)


@dataclass(frozen=True, slots=True)
class Module:
    """A named piece of VBA text; `code` may carry the header of an export."""

    name: str
    code: str = ""
    kind: Kind = Kind.MODULE

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise ModuleError(f"« {self.name} » n’est pas un nom de module VBA.")
        _encode(self.name, [self.name])

    @classmethod
    def exported(cls, text: str, kind: Kind = Kind.MODULE) -> "Module":
        """The module of an exported file, under the name that the file gives it."""
        attributes, _ = split_header(text)
        name = attributes.get("VB_Name", "").strip('"')
        return cls(name, text, kind)

    def source(self) -> bytes:
        """The text as stored: attributes, then code; CRLF ends, cp1252.

        Raises `ModuleError` when the text names another module or holds a character outside
        the code page.
        """
        carried, body = split_header(self.code)
        name = f'"{self.name}"'
        if carried.pop("VB_Name", name) != name:
            raise ModuleError(f"{self.name} : le texte est celui d’un autre module.")
        attributes = {"VB_Name": name} | _default_attributes(self.kind)
        fixed = {"VB_Base"}  # says whose module it is: never the export's to tell
        attributes |= {key: value for key, value in carried.items() if key not in fixed}
        _encode(self.name, body)
        lines = [f"Attribute {key} = {value}" for key, value in attributes.items()]
        return _encode(self.name, lines + body)


def split_header(text: str) -> tuple[dict[str, str], list[str]]:
    """The attributes that head an export, and the lines of code after them.

    Attributes of a member stand inside the code and stay there.
    """
    lines = text.splitlines()
    if lines and lines[0].startswith("VERSION ") and "END" in lines:
        lines = lines[lines.index("END") + 1 :]
    attributes: dict[str, str] = {}
    while lines and (found := _ATTRIBUTE.match(lines[0])):
        attributes[found[1]] = found[2].strip()
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return attributes, lines


def _default_attributes(kind: Kind) -> dict[str, str]:
    if kind is Kind.MODULE:
        return {}
    document = str(kind.is_document)
    return {
        "VB_Base": f'"{_BASES[kind]}"',
        "VB_GlobalNameSpace": "False",
        "VB_Creatable": "False",
        "VB_PredeclaredId": document,
        "VB_Exposed": document,
        "VB_TemplateDerived": "False",
        "VB_Customizable": document,
    }


def _encode(name: str, lines: list[str]) -> bytes:
    encoded = bytearray()
    for number, line in enumerate(lines, start=1):
        try:
            encoded += line.encode(ENCODING) + b"\r\n"
        except UnicodeEncodeError as error:
            character = line[error.start]
            raise ModuleError(
                f"{name}, ligne {number} : « {character} » (U+{ord(character):04X}) "
                f"n’existe pas dans la page de code 1252."
            ) from error
    return bytes(encoded)
