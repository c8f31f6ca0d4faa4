"""The streams that describe a VBA project: dir (MS-OVBA 2.3.4.2), PROJECT and PROJECTwm (2.3.1)."""

import struct
from collections.abc import Sequence
from itertools import starmap

from mplus3_xl.painter.vba.encryption import encrypt
from mplus3_xl.painter.vba.module import ENCODING, Kind, Module

NAME = "VBAProject"
_ID = "{5DD90D76-4904-47A2-AF0D-D69B4673604E}"
_CODE_PAGE = 1252
_LCID = 0x409
_SYSKIND_WIN64 = 3
_VISIBLE = b"\xff"
_VERSION = (1361024421, 6)  # what Excel itself writes; hosts do not read it
_ENTRIES = {Kind.MODULE: "Module={}", Kind.CLASS: "Class={}"}


# The type libraries that the project may name types of; Office holds IRibbonControl.
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0"
    r"#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
    r"#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL"
    r"#Microsoft Office 16.0 Object Library",
}


def dir_stream(modules: Sequence[Module]) -> bytes:
    """The dir stream, not yet compressed; every module's source starts at offset 0."""
    return b"".join(
        (
            _information(),
            *starmap(_reference, _REFERENCES.items()),
            _record(0x0F, struct.pack("<H", len(modules))),
            _record(0x13, b"\xff\xff"),
            *map(_module, modules),
            _record(0x10),
        )
    )


def _information() -> bytes:
    return b"".join(
        (
            _record(0x01, struct.pack("<I", _SYSKIND_WIN64)),
            _record(0x02, struct.pack("<I", _LCID)),
            _record(0x14, struct.pack("<I", _LCID)),
            _record(0x03, struct.pack("<H", _CODE_PAGE)),
            _record(0x04, NAME.encode(ENCODING)),
            _twice(0x05, 0x40, ""),  # description
            _record(0x06) + _record(0x3D),  # help file, twice
            _record(0x07, bytes(4)),  # help context
            _record(0x08, bytes(4)),  # library flags
            struct.pack("<HIIH", 0x09, 4, *_VERSION),
            _twice(0x0C, 0x3C, ""),  # conditional compilation constants
        )
    )


def _reference(name: str, library: str) -> bytes:
    libid = library.encode(ENCODING)
    registered = struct.pack("<I", len(libid)) + libid + bytes(6)
    return _twice(0x16, 0x3E, name) + _record(0x0D, registered)


def _module(module: Module) -> bytes:
    return b"".join(
        (
            _twice(0x19, 0x47, module.name),
            _twice(0x1A, 0x32, module.name),  # the stream bears the module's name
            _twice(0x1C, 0x48, ""),
            _record(0x31, bytes(4)),  # offset of the source
            _record(0x1E, bytes(4)),
            _record(0x2C, b"\xff\xff"),
            _record(0x21 if module.kind is Kind.MODULE else 0x22),
            _record(0x2B),
        )
    )


def _record(identifier: int, value: bytes = b"") -> bytes:
    return struct.pack("<HI", identifier, len(value)) + value


def _twice(first: int, second: int, text: str) -> bytes:
    """A text in the code page, then again in UTF-16."""
    return _record(first, text.encode(ENCODING)) + _record(second, text.encode("utf-16-le"))


def project_stream(modules: Sequence[Module]) -> bytes:
    """The PROJECT stream: not protected, not hidden, every window closed."""
    lines = [
        f'ID="{_ID}"',
        *(_ENTRIES.get(m.kind, "Document={}/&H00000000").format(m.name) for m in modules),
        f'Name="{NAME}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{encrypt(bytes(4), _ID)}"',
        f'DPB="{encrypt(bytes(1), _ID)}"',
        f'GC="{encrypt(_VISIBLE, _ID)}"',
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def projectwm_stream(modules: Sequence[Module]) -> bytes:
    """The PROJECTwm stream: each name in the code page and in UTF-16."""
    names = (module.name for module in modules)
    pairs = (n.encode(ENCODING) + b"\0" + n.encode("utf-16-le") + b"\0\0" for n in names)
    return b"".join(pairs) + b"\0\0"
