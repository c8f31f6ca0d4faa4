"""Finding, in a file, the one sheet and the one row of titles that make it an export."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from mplus3_xl.domain.drafts import Kind
from mplus3_xl.errors import UserError
from mplus3_xl.importers.columns import Additions, Match, match, recognise
from mplus3_xl.importers.delimited import read_rows
from mplus3_xl.importers.opening import kind_of
from mplus3_xl.importers.workbooks import read_sheets

_TITLE_ROWS = 20  # how far down the titles may stand

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Export:
    """A recognised export: all its rows, its titles, and its body with the lines it stands on.

    `rows[n - 1]` is line `n` of the file; every row of `body` is as wide as the titles.
    """

    name: str
    rows: Sequence[Row]
    header_line: int
    match: Match
    lines: Sequence[int]
    body: Sequence[Row]

    @property
    def header(self) -> Row:
        """The titles, as written."""
        return self.rows[self.header_line - 1]


def open_export(path: Path, additions: Additions) -> Export:
    """Open a file and recognise it. Raises UserError, with what to do."""
    kind = kind_of(path)
    sheets = [read_rows(path)] if kind == "csv" else list(read_sheets(path, kind))
    filled = [rows for rows in sheets if any(map(_is_filled, rows))]
    titled = [(rows, at) for rows in filled if (at := _title_row(rows, additions)) is not None]
    if not titled and kind != "csv":
        _refuse_hidden(path, kind, additions)
    if not filled:
        raise UserError(
            "fichier_vide",
            f"« {path.name} » ne contient aucune ligne.",
            "Refaites l’export depuis Lagon : celui-ci n’a rien donné.",
        )
    if len(titled) > 1:
        raise UserError(
            "plusieurs_feuilles",
            f"« {path.name} » a {len(titled)} feuilles qui sont des exports.",
            "Gardez une seule feuille par fichier, puis recommencez.",
        )
    rows, at = titled[0] if titled else (filled[0], _likeliest(filled[0], additions))
    found = recognise(path.name, rows[at], additions)
    body = [
        (at + 2 + n, row)
        for n, row in enumerate(rows[at + 1 :])
        if _is_filled(row) and not _repeats(row, rows[at])
    ]
    if not body:
        raise UserError(
            "fichier_vide",
            f"« {path.name} » n’a que des titres, aucune ligne en dessous.",
            "Refaites l’export depuis Lagon : celui-ci n’a rien donné.",
        )
    width = len(rows[at])
    return Export(
        name=path.name,
        rows=rows,
        header_line=at + 1,
        match=found,
        lines=[line for line, _ in body],
        body=[row if len(row) >= width else row + [""] * (width - len(row)) for _, row in body],
    )


def _refuse_hidden(path: Path, kind: str, additions: Additions) -> None:
    """Refuse by its name an export that stands in a sheet that nobody sees."""
    hidden = read_sheets(path, kind, hidden=True)
    if any(_title_row(rows, additions) is not None for rows in hidden):
        raise UserError(
            "feuille_masquee",
            f"« {path.name} » a son export dans une feuille masquée, qui n’est pas lue.",
            "Affichez-la dans Excel (clic droit sur un onglet, Afficher…), enregistrez, puis "
            "recommencez.",
        )


def _is_filled(row: Row) -> bool:
    for cell in row:  # the first cell nearly always decides: cheaper than `any` of a generator
        if cell is not None and not (isinstance(cell, str) and not cell.strip()):
            return True
    return False


def _repeats(row: Row, titles: Row) -> bool:
    """Say whether a row only says titles again: those merged over two rows, those of each page."""
    return all(cell in ("", title) for cell, title in zip_longest(row, titles, fillvalue=""))


def _title_row(rows: Sequence[Row], additions: Additions) -> int | None:
    for at, row in enumerate(rows[:_TITLE_ROWS]):
        if any(not match(kind, row, additions).missing for kind in Kind):
            return at
    return None


def _likeliest(rows: Sequence[Row], additions: Additions) -> int:
    """Return the row that has the most of what an export needs: the one to speak of."""
    first = next(at for at, row in enumerate(rows) if _is_filled(row))

    def found(at: int) -> int:
        return max(match(kind, rows[at], additions).found for kind in Kind)

    return max(range(first, min(len(rows), first + _TITLE_ROWS)), key=found)
