"""Reading a csv: its encoding and its separator are told from what is in it."""

import csv
import io
import re
from pathlib import Path
from typing import Any, NoReturn

from mplus3_xl.domain.text import fold
from mplus3_xl.errors import UserError
from mplus3_xl.importers.columns import TITLE_ROWS, known_titles

_SEPARATORS = ";,\t|"
_ANNOUNCED = re.compile(r"sep=(.)[;,\t ]*(?:\r\n|\r|\n)", re.IGNORECASE)
_END = "fin du fichier"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What the é, è, ê, ç… of « CSV (MS-DOS) » and of an old Mac become in cp1252, after a letter.
_OTHER_ACCENTS = re.compile(r"\w*(?:[^\W\d_][‚ƒ„ˆ‡‰†]|[a-z][ŠŽ])\w*")
# What those of a utf-8 become that was cut in the middle of one, or that holds other bytes too.
_UTF_8_ACCENTS = re.compile(r"\w*(?:Ã[©¨ª«§´®¯»¹¢\xa0]|Å“)\w*")
_ACCENTS = re.compile(r"[éèêëçôîïûùâàœ]")


def read_rows(path: Path) -> list[list[Any]]:
    """Return the rows, blank ones included, as Excel would number them. Raises UserError."""
    words = _decoded(path, path.read_bytes())
    announced, body = _announced_separator(words)
    separator = announced or _separator(body)
    lines = io.StringIO(f"{body}\r\n{_END}", newline="")
    rows: list[list[Any]] = []
    try:
        rows.extend(csv.reader(lines, delimiter=separator, strict=False))
    except csv.Error:
        _refuse_open_quote(path, len(rows) + 1)
    if rows.pop() != [_END]:
        _refuse_open_quote(path, len(rows) + 1)
    if len(rows) <= body.count("\n"):
        _check_broken_lines(path, rows, separator)
    return rows


def _check_broken_lines(path: Path, rows: list[list[Any]], separator: str) -> None:
    """Refuse a cell of several lines that holds a row: a stray quote would hide it silently."""
    width = max(map(len, rows), default=0)
    for at, row in enumerate(rows, start=1):
        if any("\n" in cell and cell.count(separator) >= width - 1 > 0 for cell in row):
            _refuse_open_quote(path, at)


def _refuse_open_quote(path: Path, line: int) -> NoReturn:
    raise UserError(
        "csv_illisible",
        f"« {path.name} » n’est pas un csv lisible : ligne {line}, un guillemet ouvert n’est pas "
        "fermé, et la suite serait prise pour une seule case.",
        "Retirez ce guillemet, ou refaites l’export au format .xlsx.",
    )


def _decoded(path: Path, content: bytes) -> str:
    """Decode by the mark, else strict utf-8, else cp1252: no guessing, short exports fool it."""
    marked = next((name for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" and (found := _misread(words)):
            raise _unknown_encoding(path, f" : ses accents se liraient « {found} »")
        return words
    raise _unknown_encoding(path)


def _misread(words: str) -> str | None:
    """Return a word that shows that a text is not of cp1252.

    One that Lagon itself holds as « AndrÃ©e » is no sign of it, among many that are right.
    """
    if found := _OTHER_ACCENTS.search(words):
        return found[0]
    found = _UTF_8_ACCENTS.search(words)
    odd, right = len(_UTF_8_ACCENTS.findall(words)), len(_ACCENTS.findall(words))
    return found[0] if found and odd >= right else None


def _unknown_encoding(path: Path, sign: str = "") -> UserError:
    return UserError(
        "csv_encodage",
        f"L’encodage de « {path.name} » n’est ni utf-8 ni cp1252{sign}.",
        "Refaites l’export, ou enregistrez-le de nouveau depuis Excel au format « CSV UTF-8 » ou "
        ".xlsx.",
    )


def _announced_separator(words: str) -> tuple[str, str]:
    """Take off a first line `sep=;`, which Excel obeys and neither shows nor numbers."""
    found = _ANNOUNCED.match(words)
    return (found[1], words[found.end() :]) if found else ("", words)


def _separator(words: str) -> str:
    """Return the separator that cuts one of the first lines into the most known titles."""
    head = words.splitlines()[:TITLE_ROWS]
    return max(
        _SEPARATORS, key=lambda mark: max((_titles_in(line, mark) for line in head), default=(0, 0))
    )


def _titles_in(line: str, mark: str) -> tuple[int, int]:
    return len(known_titles().intersection(map(fold, line.split(mark)))), line.count(mark)
