"""Finding, in a file, the one sheet and the one row of titles that make it an export."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from mplus3_xl.domain.lagon.drafts import Kind
from mplus3_xl.errors import UserError
from mplus3_xl.importers.columns import TITLE_ROWS, Additions, Match, columns, match
from mplus3_xl.importers.delimited import read_rows
from mplus3_xl.importers.opening import kind_of
from mplus3_xl.importers.recognising import recognise
from mplus3_xl.importers.serials import put_days
from mplus3_xl.importers.workbooks import Row, Sheet, read_sheets


@dataclass(frozen=True, slots=True)
class Export:
    """A recognised export: all its rows, its titles, and its body with the lines it stands on.

    `rows[n - 1]` is line `n` of the file; every row of `body` is as wide as the titles. `hidden`
    are the lines of the body that the person does not see.
    """

    name: str
    rows: Sequence[Row]
    header_line: int
    match: Match
    lines: Sequence[int]
    body: Sequence[Row]
    hidden: Set[int]

    @property
    def header(self) -> Row:
        """The titles, as written."""
        return self.rows[self.header_line - 1]


def open_export(path: Path, additions: Additions) -> Export:
    """Open a file and recognise it. Raises UserError, with what to do."""
    kind = kind_of(path)
    sheets = [Sheet("", read_rows(path))] if kind == "csv" else list(read_sheets(path, kind))
    filled = [sheet for sheet in sheets if any(map(_says, sheet.rows))]
    titled = [(each, at) for each in filled if (at := _title_row(each.rows, additions)) is not None]
    if not titled and kind != "csv":
        _refuse_hidden(path, kind, additions)
    if not filled:
        raise UserError(
            "fichier_vide",
            f"« {path.name} » ne contient aucune ligne.",
            "Refaites l’export depuis Lagon : celui-ci n’a rien donné.",
        )
    if len(titled) > 1:
        raise _several(path, [sheet.name for sheet, _ in titled])
    sheet, at = titled[0] if titled else (filled[0], _likeliest(filled[0].rows, additions))
    return _export(path, sheet, at, recognise(path.name, sheet.rows[at], additions))


def _export(path: Path, sheet: Sheet, at: int, found: Match) -> Export:
    """Cut a sheet under its titles, which stand in its row `at`."""
    rows, width = sheet.rows, len(sheet.rows[at])
    if sheet.since_1904:
        dates = [each.code for each in columns(found.kind) if each.kind == "date"]
        put_days(rows[at + 1 :], [place for code in dates for place in found.places.get(code, ())])
    body = {
        line: row for line, row in enumerate(rows[at + 1 :], start=at + 2) if _says(row, rows[at])
    }
    if not body:
        raise UserError(
            "fichier_vide",
            f"« {path.name} » n’a que des titres, aucune ligne en dessous.",
            "Refaites l’export depuis Lagon : celui-ci n’a rien donné.",
        )
    return Export(
        name=path.name,
        rows=rows,
        header_line=at + 1,
        match=found,
        lines=list(body),
        body=[
            row if len(row) >= width else row + [""] * (width - len(row)) for row in body.values()
        ],
        hidden=sheet.hidden & body.keys(),
    )


def _several(path: Path, names: Sequence[str]) -> UserError:
    listed = ", ".join(f"« {name} »" for name in names)
    return UserError(
        "plusieurs_feuilles",
        f"« {path.name} » a {len(names)} feuilles qui sont des exports : {listed}.",
        "Dans Excel, clic droit sur un onglet, « Déplacer ou copier… », « (nouveau classeur) » : "
        "enregistrez chacune dans son fichier, ou supprimez celles de trop, puis recommencez.",
    )


def _refuse_hidden(path: Path, kind: str, additions: Additions) -> None:
    """Refuse by its name an export that stands in a sheet that nobody sees."""
    hidden = read_sheets(path, kind, hidden=True)
    if any(_title_row(sheet.rows, additions) is not None for sheet in hidden):
        raise UserError(
            "feuille_masquee",
            f"« {path.name} » a son export dans une feuille masquée, qui n’est pas lue.",
            "Affichez-la dans Excel (clic droit sur un onglet, Afficher…), enregistrez, puis "
            "recommencez.",
        )


def _says(row: Row, titles: Sequence[object] = ()) -> bool:
    """Say whether a row is more than blanks and titles: those over two rows, those of each page."""
    for cell, title in zip_longest(row, titles, fillvalue=""):
        if cell != title and (not isinstance(cell, str) or cell.strip()):
            return True
    return False


def _title_row(rows: Sequence[Row], additions: Additions) -> int | None:
    for at, row in enumerate(rows[:TITLE_ROWS]):
        if any(not match(kind, row, additions).missing for kind in Kind):
            return at
    return None


def _likeliest(rows: Sequence[Row], additions: Additions) -> int:
    """Return the row that has the most of what an export needs: the one to speak of."""
    first = next(at for at, row in enumerate(rows) if _says(row))

    def found(at: int) -> int:
        return max(match(kind, rows[at], additions).found for kind in Kind)

    return max(range(first, min(len(rows), first + TITLE_ROWS)), key=found)
