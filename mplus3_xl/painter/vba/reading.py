"""What a vbaProject.bin holds, read without trusting it.

Reads projects of source only, like those that `build` writes, and any other as far as the same
streams allow. Whatever is wrong is one error: `DamagedProjectError`.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mplus3_xl.painter.vba.compression import CompressionError, decompress
from mplus3_xl.painter.vba.container import END, FREE, MAGIC, MINI_LIMIT, MINI_SECTOR, SECTOR
from mplus3_xl.painter.vba.module import ENCODING

_ENTRY = struct.Struct("<64sHBBIII36xIQ")
_PROJECT_LINE = re.compile(r"^(Module|Class|Document)=([^/\r\n]+)", re.MULTILINE)
_MODULE_NAME, _MODULE_OFFSET, _VERSION_RECORD = 0x19, 0x31, 0x09


class DamagedProjectError(ValueError):
    """Bytes from which no VBA project can be read."""


@dataclass(frozen=True, slots=True)
class StoredModule:
    """A module as found: `kind` is the word of the PROJECT stream, `source` its whole text."""

    name: str
    kind: str
    source: str


@lru_cache(maxsize=1)  # the proof reads it for its macros, then for what calls them
def read_project(data: bytes) -> tuple[StoredModule, ...]:
    """The modules that PROJECT and dir both list. Raises `DamagedProjectError`."""
    streams = read_streams(data)
    try:
        listing = streams["PROJECT"].decode(ENCODING)
        offsets = dict(_module_offsets(decompress(streams["dir"])))
        kinds = {name: kind for kind, name in _PROJECT_LINE.findall(listing)}
        if kinds.keys() != offsets.keys():
            raise DamagedProjectError("PROJECT et dir ne listent pas les mêmes modules")
        return tuple(
            StoredModule(name, kind, decompress(streams[name][offsets[name] :]).decode(ENCODING))
            for name, kind in kinds.items()
        )
    except KeyError as error:
        raise DamagedProjectError(f"flux absent : {error.args[0]}") from error
    except (CompressionError, UnicodeDecodeError) as error:
        raise DamagedProjectError("un flux est abîmé") from error


def _module_offsets(directory: bytes) -> Iterator[tuple[str, int]]:
    name = ""
    at = 0
    while at + 6 <= len(directory):
        identifier, size = struct.unpack_from("<HI", directory, at)
        if identifier == _VERSION_RECORD:
            size += 2  # its size leaves out the minor version: MS-OVBA 2.3.4.2.1.11
        value = directory[at + 6 : at + 6 + size]
        if identifier == _MODULE_NAME:
            name = value.decode(ENCODING)
        elif identifier == _MODULE_OFFSET:
            yield name, int.from_bytes(value, "little")
        at += 6 + size


def read_streams(data: bytes) -> dict[str, bytes]:
    """Every stream of a compound file, by its own name. Raises `DamagedProjectError`."""
    try:
        return _streams(data)
    except struct.error as error:
        raise DamagedProjectError("fichier composé tronqué") from error


def _streams(data: bytes) -> dict[str, bytes]:
    if data[:8] != MAGIC:
        raise DamagedProjectError("ce n’est pas un fichier composé")
    directory_start, mini_start = struct.unpack_from("<I8xI", data, 48)[:2]
    sectors = data[SECTOR:]
    fat = _table(b"".join(_sector(sectors, place) for place in _fat_places(data)))
    mini_fat = _table(_chain(sectors, fat, mini_start, SECTOR))
    entries = list(_ENTRY.iter_unpack(_chain(sectors, fat, directory_start, SECTOR)))
    if not entries:
        raise DamagedProjectError("répertoire vide")
    mini = _chain(sectors, fat, entries[0][7], SECTOR)
    found: dict[str, bytes] = {}
    for raw, length, kind, *_, start, size in entries:
        if kind != 2:
            continue
        name = raw[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
        small = size < MINI_LIMIT
        content = _chain(
            *((mini, mini_fat) if small else (sectors, fat)),
            start,
            MINI_SECTOR if small else SECTOR,
        )
        if len(content) < size:
            raise DamagedProjectError(f"flux tronqué : {name}")
        found[name] = content[:size]
    return found


def _fat_places(data: bytes) -> list[int]:
    return [place for place in struct.unpack_from("<109I", data, 76) if place != FREE]


def _table(raw: bytes) -> list[int]:
    return [number for (number,) in struct.iter_unpack("<I", raw)]


def _sector(sectors: bytes, place: int) -> bytes:
    return sectors[place * SECTOR : (place + 1) * SECTOR]


def _chain(data: bytes, table: list[int], start: int, unit: int) -> bytes:
    """The sectors of one chain, joined; a chain that leaves the file or loops is damage."""
    content = bytearray()
    place = start
    for _ in range(len(table) + 1):
        if place in (END, FREE):
            return bytes(content)
        if place >= len(table):
            break
        content += data[place * unit : (place + 1) * unit]
        place = table[place]
    raise DamagedProjectError("chaîne de secteurs rompue")
