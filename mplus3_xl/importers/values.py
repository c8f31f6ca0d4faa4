"""What the body of an export says, field by field, and what is wrong with it, with its place."""

from dataclasses import dataclass, field
from typing import Any

from mplus3_xl.errors import Problem
from mplus3_xl.importers.cells import as_text
from mplus3_xl.importers.titles import Export


@dataclass(slots=True)
class Values:
    """What an export's body says, by field; `refused` and `warnings` say what it does not.

    `refused` maps a row's place in the body to its problems, in the order of the columns; `unread`
    are the fields of the optional cells that could not be read, by line.
    """

    export: Export
    by_field: dict[str, list[Any]] = field(default_factory=dict)
    refused: dict[int, list[Problem]] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    unread: dict[int, set[str]] = field(default_factory=dict)

    def refuse(self, at: int, code: str, column: str, message: str) -> None:
        """Refuse the row at place `at` of the body, for what it has in the column of this code."""
        self.refused.setdefault(at, []).append(self._problem(at, code, column, message))

    def warn(self, at: int, code: str, column: str, message: str) -> None:
        """Note something to look at, without refusing the row."""
        self.warnings.append(self._problem(at, code, column, message))

    def leave_unread(self, at: int, name: str) -> None:
        """Note that what the row at place `at` of the body has for a field is not known."""
        self.unread.setdefault(self.export.lines[at], set()).add(name)

    def title(self, column: str) -> str:
        """Return the title of the column of this code; the code itself where the file lacks it."""
        places = self.export.match.places.get(column, ())
        return as_text(self.export.header[places[0]]).strip() if places else column

    def cell(self, at: int, column: str) -> Any:
        """Return what the row at place `at` of the body has in the column of this code."""
        places = self.export.match.places.get(column, ())
        return self.export.body[at][places[0]] if places else None

    def _problem(self, at: int, code: str, column: str, message: str) -> Problem:
        value, title = as_text(self.cell(at, column)), self.title(column)
        return Problem(self.export.name, self.export.lines[at], title, value, code, message)
