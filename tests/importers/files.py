"""Invented files: small exports, and what is no export at all."""

import csv
import io
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

CONTRACT_TITLES = [
    "N° de Contrat", "N° client Lagon", "Nom du client", "Mouvement", "Date d'effet",
    "Etat du contrat",
]  # fmt: skip
CONTRACT = ["C1", "L1", "MARTIN Zoé", "AN", "25/08/2026", "En cours"]
CLIENT_TITLES = ["N° client Lagon", "Nom", "Prénom", "Téléphone"]
CLIENT = ["L1", "MARTIN", "Zoé", "01 99 00 00 01"]
Rows = Sequence[Sequence[Any]]


def contract_row(**cells: Any) -> list[Any]:
    """A row of a contracts' export, as usual but for these cells."""
    names = ("number", "client", "name", "movement", "effect", "state")
    return [cells.get(name, usual) for name, usual in zip(names, CONTRACT, strict=True)]


def csv_text(rows: Rows, separator: str = ";") -> str:
    """The rows as a csv."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue()


def write_csv(path: Path, rows: Rows, separator: str = ";", encoding: str = "utf-8") -> Path:
    """Write the rows as a csv."""
    path.write_bytes(csv_text(rows, separator).encode(encoding))
    return path


def write_xlsx(path: Path, *sheets: Rows) -> Path:
    """Write each list of rows as a sheet; a text that begins with = stays a text."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for at, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Feuil{at + 1}")
        for row in rows:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row] if row else ():
                if cell.data_type == "f":
                    cell.data_type = "s"
    book.save(path)
    return path


def write_zip(path: Path, parts: dict[str, str | bytes]) -> Path:
    """Write a zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def protected(path: Path) -> Path:
    """Write what Excel writes for a password: an OLE file with an EncryptedPackage stream."""
    return _write_ole(path, "EncryptedPackage", b"\x00" * 4096)


def word_document(path: Path) -> Path:
    """Write an OLE file of another program."""
    return _write_ole(path, "WordDocument", b"\x00" * 4096)


_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def _write_ole(path: Path, stream: str, content: bytes) -> Path:
    """Write a compound file of one stream: its header, one FAT, one directory, the stream."""
    sectors = len(content) // 512
    fat = [_FAT, _END, *range(3, 2 + sectors), _END]
    fat += [_FREE] * (128 - len(fat))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0,
        _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream, 2, _FREE, 2, len(content))
    path.write_bytes(header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + content)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", label, len(label) + 2, kind, 1, _FREE, _FREE, child, 0, start, size
    )


_PLACES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def bare_xlsx(path: Path, sheet_data: str) -> Path:
    """Write the smallest workbook of one sheet, whose rows are given as XML."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
        "</Types>"
    )
    sheet = '<sheet name="Feuil1" sheetId="1" r:id="r1"/>'
    book = f'<workbook xmlns="{_SHEETS}" xmlns:r="{_PLACES}"><sheets>{sheet}</sheets></workbook>'
    return write_zip(
        path,
        {
            "[Content_Types].xml": types,
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{_SHEETS}"><sheetData>{sheet_data}</sheetData></worksheet>'
            ),
        },
    )


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_PLACES}/{kind}" Target="{target}"/></Relationships>'
    )
