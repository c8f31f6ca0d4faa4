"""The cells of the bilan's tables, read: a choice, a day, an amount; else the problem, placed."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import Term
from mplus3_xl.importers.cells import Fault, cents, day
from mplus3_xl.layout.forms import LAST_DAY, MOST_AMOUNT
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.live.port import Values
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.live.sheet.cell_texts import text_of

FIRST_DAY = date(1950, 1, 1)
Named = TypeVar("Named", bound=Term)


def rows_of(values: Values, name: str, columns: tuple[Column, ...]) -> list[dict[str, Value]]:
    """Return the lines of a table, each by the keys of its columns."""
    keys = [column.key for column in columns]
    return [dict(zip(keys, row, strict=True)) for row in as_lines(values[name])]


class TypedRow(NamedTuple):
    """A line as typed, the `place` and the `label` its problems have, and where they are put."""

    cells: Mapping[str, Value]
    place: str
    label: str
    problems: list[FormProblem]

    def text(self, key: str) -> str | None:
        """Return the text of a cell; none if it is empty."""
        return text_of(self.cells[key]) or None

    def term(self, key: str, terms: type[Named]) -> Named | None:
        """Return the term that was chosen."""
        code = self.code(key, {str(term): term.label for term in terms})
        return None if code is None else terms(code)

    def code(self, key: str, labels: Mapping[str, str]) -> str | None:
        """Return the code of what was chosen among `labels`, by code."""
        text = text_of(self.cells[key])
        found = next((code for code, label in labels.items() if fold(label) == fold(text)), None)
        if text and found is None:
            self._refuse(key, "choix_inconnu", "n’est pas un choix, choisissez dans la liste.")
        return found

    def day(self, key: str) -> date | None:
        """Return the day of a cell, also one that was pasted as a text."""
        found = day(self.cells[key])
        if not isinstance(found, Fault) and (found is None or FIRST_DAY <= found <= LAST_DAY):
            return found
        said = "n’est pas une date, tapez par exemple 23/11/2026."
        if not isinstance(found, Fault):  # what « 2027 » or « 15 » is to a spreadsheet
            said = "n’est pas plausible, tapez le jour, le mois et l’année : 23/11/2026."
        self._refuse(key, "date_attendue", said)
        return None

    def cents(self, key: str) -> int | None:
        """Return the amount of a cell, also one that was pasted as a text."""
        found = cents(self.cells[key])
        if not isinstance(found, Fault) and abs(found or 0) <= MOST_AMOUNT * 100:
            return found
        self._refuse(key, "montant_attendu", "n’est pas un montant, tapez par exemple 312,50.")
        return None

    def _refuse(self, key: str, code: str, said: str) -> None:
        cell = self.cells[key]
        shown = f"{cell:%d/%m/%Y}" if isinstance(cell, date) else text_of(cell)
        message = f"{self.label} : « {shown} » {said}"
        self.problems.append(FormProblem(f"{self.place}:{key}", code, message))
