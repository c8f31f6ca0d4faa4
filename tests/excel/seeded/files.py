"""Faults of the file itself, whatever is in it."""

from collections.abc import Callable
from io import BytesIO
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from mplus3_xl.painter.vba.container import MAGIC


def _half(package: bytes) -> bytes:
    return package[: len(package) // 2]


def _without_its_end(package: bytes) -> bytes:
    return package[:-30]


def _one_byte_off(package: bytes) -> bytes:
    """A byte changed in the middle of the biggest compressed part."""
    with ZipFile(BytesIO(package)) as archive:
        entry = max(archive.infolist(), key=lambda each: each.compress_size)
    at = entry.header_offset + entry.compress_size // 2
    return package[:at] + bytes([package[at] ^ 0xFF]) + package[at + 1 :]


def _part_twice(package: bytes) -> bytes:
    written = BytesIO(package)
    with ZipFile(written, "a") as archive, catch_warnings():
        simplefilter("ignore", UserWarning)  # zipfile's own word for what is done here
        archive.writestr("xl/workbook.xml", archive.read("xl/workbook.xml"))
    return written.getvalue()


FILE_FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "the file is empty": lambda _: b"",
    "the file is half written": _half,
    "the file has lost its end": _without_its_end,
    "the file holds no part": lambda _: b"PK\x05\x06" + bytes(18),
    "the file is an encrypted one": lambda _: MAGIC + bytes(4096),
    "the file is a page of text": lambda _: b"Bonjour\n" * 500,
    "a byte of the file has changed": _one_byte_off,
    "a part is there twice": _part_twice,
}
