"""Faults of the file itself, whatever is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

import openpyxl

from mplus3_xl.painter.package import read_parts
from mplus3_xl.painter.vba.container import MAGIC
from mplus3_xl.painter.workbook import paint
from tests.excel.damage import change, pack
from tests.excel.seeded.places import TYPES
from tests.painter.invented import content

PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@dataclass(frozen=True, slots=True)
class FileFault:
    """What is done to the good package, and the ending of the name it is then given."""

    damage: Callable[[bytes], bytes]
    ending: str = ".xlsm"

    def write(self, folder: Path, package: bytes) -> Path:
        """Write the faulty file in `folder`."""
        path = folder / f"abime{self.ending}"
        path.write_bytes(self.damage(package))
        return path


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


def _as_it_is(package: bytes) -> bytes:
    return package


def _typed_plain(package: bytes) -> bytes:
    parts = read_parts(package)
    change(TYPES, MACRO.replace(b"+", rb"\+"), PLAIN)(parts)
    return pack(parts)


def _typed_with_macros(package: bytes) -> bytes:
    parts = read_parts(_without_macros(package))
    change(TYPES, PLAIN.replace(b"+", rb"\+"), MACRO)(parts)
    return pack(parts)


def _through_openpyxl(package: bytes) -> bytes:
    """What openpyxl saves when it is not told to keep the macros."""
    written = BytesIO()
    with catch_warnings():
        simplefilter("ignore", UserWarning)  # openpyxl's own words for what else it drops
        openpyxl.load_workbook(BytesIO(package)).save(written)
    return written.getvalue()


def _without_macros(_package: bytes) -> bytes:
    """The workbook to read, which never had any."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lire.xlsx"
        paint(path, content(3))
        return path.read_bytes()


FILE_FAULTS = {
    "the file is empty": FileFault(lambda _: b""),
    "the file is half written": FileFault(_half),
    "the file has lost its end": FileFault(_without_its_end),
    "the file holds no part": FileFault(lambda _: b"PK\x05\x06" + bytes(18)),
    "the file is an encrypted one": FileFault(lambda _: MAGIC + bytes(4096)),
    "the file is a page of text": FileFault(lambda _: b"Bonjour\n" * 500),
    "a byte of the file has changed": FileFault(_one_byte_off),
    "a part is there twice": FileFault(_part_twice),
    "an .xlsm has the type of an .xlsx": FileFault(_typed_plain),
    "an .xlsm went through openpyxl, which dropped its macros": FileFault(_through_openpyxl),
    "an .xlsx was copied to .xlsm": FileFault(_without_macros),
    "an .xlsm without macros, of its right type": FileFault(_typed_with_macros),
    "an .xlsm was copied to .xlsx": FileFault(_as_it_is, ".xlsx"),
    "an .xlsx has the type of an .xlsm": FileFault(_typed_with_macros, ".xlsx"),
    "an .xlsx has the right type and macros": FileFault(_typed_plain, ".xlsx"),
    "the ending is that of another kind of workbook": FileFault(_as_it_is, ".xlsb"),
    "the name has no ending": FileFault(_as_it_is, ""),
}
