"""The workbook that a click has open: what is in front, and the sheets that it writes."""

from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import xlwings as xw

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Area, Sheet
from mplus3_xl.live.book.found import sheet_of, table_of
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.tables import LiveTable

TITLE = "M+3"
UNPROTECT, PROTECT, SHOW, FILTER = "Deproteger", "Proteger", "AllerA", "Filtrer"
BEGIN_WRITING, END_WRITING = "CommencerEcriture", "FinirEcriture"
_PLATFORM_ERRORS = (("pywintypes", "com_error"), ("appscript.reference", "CommandError"))


class Place(NamedTuple):
    """What is selected: the title of the sheet in front, its first row and column from 0.

    `several`: it may be of several rows, one block or more.
    """

    sheet: str
    row: int
    col: int
    several: bool = False


class OpenedBook:
    """A workbook open in a spreadsheet, from the beginning of a click to its end."""

    def __init__(self, book: xw.Book) -> None:
        self.gate = Gate(_refusals())
        self._book = book
        self._place: Place | None = None  # what is selected, once it was asked
        self._front: str | None = None  # the sheet that this click brought to the front
        self._opened: list[str] = []  # the sheets that it writes
        self._replaced: set[str] = set()  # those whose typing it replaced
        self._kept: set[str] = set()  # those where something else that is typed stays
        self._told: set[str] = set()  # those on which it said something
        self._tables: dict[str, LiveTable] = {}  # the tables that it has found
        self._restore = ExitStack()
        self._begun = False

    @property
    def path(self) -> Path:
        """Where the workbook's file is. Raises UserError: Excel names a place on the web."""
        try:
            return Path(self._book.fullname)
        except xw.XlwingsError as error:
            raise UserError(
                "classeur_en_ligne",
                "Excel ne dit pas où est ce classeur sur ce poste : il est sans doute dans "
                "OneDrive ou SharePoint.",
                "Mettez le dossier de travail sur un disque de ce poste, hors OneDrive, puis "
                "rouvrez le classeur.",
            ) from error

    def begin(self, message: str) -> None:
        """Start a click: nothing is drawn until `end`, the status bar says what is being done."""
        app = self._book.app
        self._restore.callback(self.gate.switch, app, "screen_updating", True)
        self._restore.callback(self.gate.switch, app, "status_bar", False)
        self._begun = True
        self._stop_drawing()
        self.progress(message)

    def _stop_drawing(self) -> None:
        self.gate.switch(self._book.app, "screen_updating", False)

    def end(self) -> None:
        """Set back what the click has changed, each even if another cannot be: once is enough."""
        self._opened.clear()
        self._tables.clear()
        self._begun = False
        self._restore.close()

    def progress(self, message: str) -> None:
        """See `Desk`."""
        self.gate.switch(self._book.app, "status_bar", f"{TITLE} : {message}")

    def front(self) -> str:
        """See `Desk`."""
        return self._front or self._selected().sheet

    def go_to(self, sheet: str) -> None:
        """See `Desk`. No call for the sheet that is known to be in front."""
        known = self._front or (self._place.sheet if self._place else None)
        if known != sheet:
            self._activate(sheet_of(self._book, sheet))
            self._place, self._front = None, sheet

    def _activate(self, sheet: xw.Sheet) -> None:
        """Bring a sheet to the front; one that a person has hidden is shown again."""
        try:
            self.gate.call("go to", sheet.activate)
        except UserError:
            self._run(SHOW, sheet.name)

    def _selected(self) -> Place:
        if self._place is None:
            cells = self.gate.read(self._book, "selection")
            if cells is None:  # a button or a chart
                name = self.gate.read(self._book.sheets, "active").name
                self._place = Place(name, -1, -1, several=True)  # or several blocks, elsewhere
            else:
                several = cells.shape[0] > 1 or "," in cells.address
                self._place = Place(cells.sheet.name, cells.row - 1, cells.column - 1, several)
        return self._place

    def _cells(self, title: str, area: Area) -> Any:
        first, last = (
            (area.first_row + 1, area.first_col + 1),
            (area.last_row + 1, area.last_col + 1),
        )
        return sheet_of(self._book, title).range(first, last)

    def _open(self, title: str, emptied: str | None = None) -> None:
        """Say that the program writes a sheet, once, until `end`: its protection is taken off.

        A sheet without protection is only told apart from one in which a person types. `emptied` is
        a field of a form that is protected, emptied first.
        """
        sheet = places.titled(title)
        if title in self._opened or not (sheet.protected or sheet.typed):
            return
        sheet_of(self._book, title)  # else VBA would stop, with words of its own
        self._restore.callback(self._close, sheet)
        self._opened.append(title)
        if sheet.protected:
            self._run(UNPROTECT, title, emptied or "")
        else:
            self._run(BEGIN_WRITING, title)
        if self._begun:
            self._stop_drawing()  # LibreOffice draws again once a macro has ended

    def _close(self, sheet: Sheet) -> None:
        """End what `_open` began; what was typed is still there unless it was replaced."""
        macro = PROTECT if sheet.protected else END_WRITING
        rows = (" ".join(sheet.folded), " ".join(sheet.fitted), float(sheet.row_height))
        how = (sheet.form, *rows) if sheet.protected else ()
        replaced = sheet.title in self._replaced - self._kept
        self._run(macro, sheet.title, replaced, *how)

    def _run(self, macro: str, *arguments: object) -> Any:
        """Run a macro of the workbook: Excel wants each apostrophe of its name twice."""
        name = self._book.name.replace("'", "''")
        return self.gate.call(macro, self._book.app.macro(f"'{name}'!{macro}"), *arguments)

    def _table(self, name: str) -> LiveTable:
        if name not in self._tables:
            sheet, plan = places.table_named(name)
            found = table_of(self._book, sheet.title, name)
            filter_by = partial(self._filter, sheet.title, found)
            self._tables[name] = LiveTable(self.gate, found, sheet, plan, filter_by)
        return self._tables[name]

    def _filter(self, title: str, table: Any, criteria: str) -> str:
        """Filter a table by all that is told: xlwings would filter it column by column."""
        return str(self._run(FILTER, title, table.range.address, criteria) or "")


def _refusals() -> tuple[type[Exception], ...]:
    """Return the exceptions by which a spreadsheet says no, on this platform."""
    found: list[type[Exception]] = [xw.XlwingsError]
    for module, name in _PLATFORM_ERRORS:
        try:
            found.append(getattr(import_module(module), name))
        except ImportError:
            continue
    return tuple(found)
