"""What the heart of an .xlsx says of it: the part of each of its sheets, and how its days count."""

import re
import zipfile

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SINCE_1904 = re.compile(rb"""\bdate1904=["'](?:1|true)["']""")
_SHEET = re.compile(r"""<(?:\w+:)?sheet\s[^>]*?\w+:id=["']([^"']+)["']""")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ID = re.compile(r"""\bId=["']([^"']+)["']""")
_TARGET = re.compile(r"""\bTarget=["'](?:/?xl/)?([^"']+)["']""")


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the parts of the sheets, in the order of the workbook.

    Nothing of an archive that is no workbook; an empty name for a sheet whose part is not told.
    """
    if not {_BOOK, _RELATIONS}.issubset(archive.namelist()):
        return []
    book, relations = (archive.read(name).decode(errors="replace") for name in (_BOOK, _RELATIONS))
    targets = {}
    for relation in _RELATION.findall(relations):
        if (known := _ID.search(relation)) and (target := _TARGET.search(relation)):
            targets[known[1]] = f"xl/{target[1]}"
    return [targets.get(known, "") for known in _SHEET.findall(book)]


def is_since_1904(archive: zipfile.ZipFile) -> bool:
    """Say whether the days of the workbook are counted from 1904, as on an old Mac."""
    return _BOOK in archive.namelist() and bool(_SINCE_1904.search(archive.read(_BOOK)))
