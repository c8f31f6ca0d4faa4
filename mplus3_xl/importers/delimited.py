"""Reading a csv: its encoding and its separator are told from what is in it."""

import csv
import io
from pathlib import Path
from typing import Any

from mplus3_xl.errors import UserError

_SEPARATORS = ";,\t|"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_rows(path: Path) -> list[list[Any]]:
    """Return the rows, blank ones included, as Excel would number them. Raises UserError."""
    content = path.read_bytes()
    words = _decoded(path, content)
    separator = _separator(words)
    try:
        return list(csv.reader(io.StringIO(words, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise UserError(
            "csv_illisible",
            f"« {path.name} » n’est pas un csv lisible ({error}).",
            "Refaites l’export, ou ouvrez-le dans Excel et enregistrez-le au format .xlsx.",
        ) from error


def _decoded(path: Path, content: bytes) -> str:
    """Decode by the mark, else strict utf-8, else cp1252: no guessing, short exports fool it."""
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(
        "csv_encodage",
        f"L’encodage de « {path.name} » n’est ni utf-8 ni cp1252.",
        "Ouvrez-le dans Excel et enregistrez-le au format « CSV UTF-8 » ou .xlsx.",
    )


def _separator(words: str) -> str:
    """Return the separator that the titles use most; a first line `sep=;` says it outright."""
    head = next((line for line in words.splitlines() if line.strip()), "")
    if head.lower().startswith("sep=") and len(head) >= 5:
        return head[4]
    return max(_SEPARATORS, key=head.count)
