"""What an action asks of the workbook, in the product's own words."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Value

Lines: TypeAlias = Sequence[Sequence[Value]]
"""The cells of a named block, row by row."""
Columns: TypeAlias = Mapping[str, Sequence[Value]]
"""What the rows of a table hold, column by column, by key."""
FieldValue: TypeAlias = Value | Lines
Values: TypeAlias = Mapping[str, FieldValue]
"""What fields and blocks hold or are to hold, by name."""
Fields: TypeAlias = dict[str, FieldValue]
"""The same, in a dictionary of one's own: more may be added to it."""
Row: TypeAlias = Mapping[str, Value]
"""A row of a table, by the key of each column."""


Criterion: TypeAlias = str | date
"""What a filter shows of a column: one text, or what comes before a day."""


class Shown(NamedTuple):
    """What a filter shows of the column `key`: one of its `values`, or what compares.

    A comparison is an `operator` in xlwings' words, with one bound or two: a day, or a text as the
    spreadsheet has it; None stands for the empty cells.
    """

    key: str
    values: tuple[str, ...] = ()
    operator: str = ""
    bounds: tuple[Criterion | None, ...] = ()


Filter: TypeAlias = tuple[Shown, ...]
"""What a table shows: the rows that fit each of these; without any, all of them."""


def filter_of(wanted: Mapping[str, Criterion]) -> Filter:
    """Return the filter that shows so of each column."""
    return tuple(
        Shown(key, (shown,)) if isinstance(shown, str) else Shown(key, (), "less_than", (shown,))
        for key, shown in wanted.items()
    )


class Tone(Enum):
    """How a message is meant; the word that opens it."""

    DONE = ""
    WARNING = "À noter : "
    REFUSAL = "Non fait : "


class FormRefusedError(UserError):
    """A form that is not accepted: `problems` says what is wrong, by the name of the field.

    `accepted` are the fields that the person was asked to change, and did, by a box.
    """

    def __init__(
        self,
        code: str,
        what: str,
        problems: Mapping[str, str],
        accepted: Values | None = None,
    ) -> None:
        super().__init__(code, what, "\n".join(problems.values()))
        self.problems = problems
        self.accepted = accepted or {}


class Desk(Protocol):
    """The workbook in front of the person who clicked.

    Names of fields, blocks and tables are those of the layout. All may raise UserError, when the
    spreadsheet refuses.
    """

    @property
    def path(self) -> Path:
        """Where the workbook's file is."""

    def read_form(self, names: Sequence[str]) -> Fields:
        """Return what the fields and blocks hold; an empty cell is None."""

    def write_form(self, values: Values) -> None:
        """Write fields and blocks; a block too short is completed with empty cells.

        A form that is written with its dossier is of none until the rest is there.
        """

    def typed_in(self, sheet: str) -> bool:
        """Say whether a person typed in a sheet since the program last replaced what it holds."""

    def keep_typed(self, sheet: str) -> None:
        """Say that this click replaces a part of a sheet: something else is typed, not saved."""

    def read_table(self, name: str) -> list[dict[str, Value]]:
        """Return the rows that are not empty."""

    def write_table(self, name: str, rows: Sequence[Row], shown: Filter | None = None) -> None:
        """Replace all rows, which speak of the same columns; any other column stays.

        The filter stays in force, unless another one, `shown`, is to take its place.
        """

    def write_columns(self, name: str, columns: Columns, shown: Filter | None = None) -> Filter:
        """Replace all rows as `write_table` does, column by column.

        Return what of the filter the spreadsheet refused to put on.
        """

    def read_filter(self, name: str, left: Filter = (), *, ahead: bool = False) -> Filter:
        """Return the filter of a table; what cannot be put on again is left out.

        Those are a colour, ticked days, two texts joined by "and", and their like. A click that has
        taken one off says so with its message. It is read soonest where it is `left`, the last one
        known. `ahead`: the rows are written next, and what that has to read is read at once.
        """

    def mark_problems(self, problems: Mapping[str, str], accepted: Values | None = None) -> None:
        """Show what is wrong, by name of field; the fields `accepted` are written with it."""

    def tell(self, message: str, tone: Tone = Tone.DONE) -> None:
        """Write the message of the sheet in front, a point a line, or open a box without one."""

    def progress(self, message: str) -> None:
        """Say in the status bar what is being done; it is emptied when the click ends."""

    def ask(self, question: str, *, for_good: bool = False) -> bool:
        """Ask, and wait for yes or no; what cannot be undone (`for_good`) has no as its default."""

    def ask_file(self, title: str) -> Path | None:
        """Ask for a file; None if the person chose none."""

    def ask_text(self, question: str) -> str | None:
        """Ask for a text, which may be empty; None if the person did not answer."""

    def dial(self, phone: str) -> None:
        """Hand a number to the telephone program of the seat, if it has one."""

    def front(self) -> str:
        """Return the title of the sheet in front."""

    def write_row(self, name: str, row: Row) -> None:
        """Write the cells that `row` speaks of in the row of its key; nothing, if it has left."""

    def filter_table(self, name: str, wanted: Mapping[str, Criterion]) -> None:
        """Show the rows that fit, by key of column, in place of any other filter."""

    def show(self, name: str) -> None:
        """Bring a table to the front, its first row selected."""

    def selected_key(self, name: str) -> Value:
        """Return the key of the selected row of a table; None if another place is selected."""

    def selected_in(self, names: Sequence[str]) -> str | None:
        """Return the selected cell as "block.line.column", if it is in one of these blocks."""

    def selected_keys(self, name: str) -> list[Value]:
        """Return the keys of the selected rows of a table, but for the hidden ones, in order."""

    def selected_dossier(self) -> int | None:
        """Return the dossier of the selected row, or the one that the form in front shows.

        Raises UserError if several rows are selected.
        """

    def go_to(self, sheet: str) -> None:
        """Bring a sheet to the front, by its title."""
