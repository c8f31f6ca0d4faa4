"""The desk over xlwings: the one module, with the engine, that speaks to a spreadsheet."""

import atexit
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import xlwings as xw

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Area, Sheet, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live import places
from mplus3_xl.live.blocks import around, blocks
from mplus3_xl.live.chosen import as_listed
from mplus3_xl.live.found import sheet_of
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.messages import message_of
from mplus3_xl.live.port import Criterion, FieldValue, Filter, Lines, Row, Tone, filter_of
from mplus3_xl.live.tables import DOSSIERS, Columns, LiveTable
from mplus3_xl.live.values import from_cell

TITLE = "M+3"
UNPROTECT, PROTECT = "Deproteger", "Proteger"
BEGIN_WRITING, END_WRITING = "CommencerEcriture", "FinirEcriture"
TYPED = "SaisieEnCours"
ASK_FILE, ASK_TEXT, DIAL = "ChoisirFichier", "DemanderTexte", "Composer"
CONFIRM = "Confirmer"
MOST_ASKED = 1_000
"""What a box of VBA shows of a question, in characters: 1,024 at most, fewer if they are wide."""
SELECTED = "LignesChoisies"
LOST_FILTERS = (
    "Filtre enlevé, à reposer à la main : {} (par « Contient », par dates ou par couleur, le "
    "programme ne sait pas le remettre)."
)
_NO_TYPING = ("_message", "_suite", "_problemes")
"""How the names end of what says something of a sheet, and takes nothing from what is typed."""
_PLATFORM_ERRORS = (("pywintypes", "com_error"), ("appscript.reference", "CommandError"))


class Place(NamedTuple):
    """What is selected: the title of the sheet in front, its first row and column from 0."""

    sheet: str
    row: int
    col: int


class Book:
    """The `Desk` of a workbook open in a spreadsheet, for the time of one click."""

    def __init__(self, book: xw.Book) -> None:
        self.gate = Gate(_refusals())
        self._book = book
        self._place: Place | None = None
        self._front: str | None = None
        self._opened: list[str] = []
        self._replaced: set[str] = set()
        self._told: set[str] = set()
        self._tables: dict[str, LiveTable] = {}
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

    def read_form(self, names: Sequence[str]) -> dict[str, FieldValue]:
        """See `Desk`. One read for each sheet."""
        found: dict[str, FieldValue] = {}
        for title in dict.fromkeys(map(places.home_of, names)):
            known = places.areas(title)
            here = {name: known[name] for name in names if name in known}
            whole = around(list(here.values()))
            cells = self._cells(title, whole).options(ndim=2, err_to_str=True)
            lines = self.gate.read(cells, "value")  # "#N/A" is no empty cell: it is refused
            found |= {name: _field(title, name, lines, whole) for name in here}
        return found

    def write_form(self, values: Mapping[str, FieldValue]) -> None:
        """See `Desk`. One write for each rectangle (see `blocks`)."""
        for title in dict.fromkeys(map(places.home_of, values)):
            here = {name: value for name, value in values.items() if name in places.areas(title)}
            self._open(title)
            if places.ending(title, "_message") in here:
                self._told.add(title)
            if any(not name.endswith(_NO_TYPING) for name in here):
                self._replaced.add(title)
            for block in blocks(places.titled(title), here):
                self.gate.write(self._cells(title, block.area), "value", block.rows)

    def typed_in(self, sheet: str) -> bool:
        """See `Desk`."""
        return bool(self.gate.call("typed in", self._book.macro(TYPED), sheet))

    def read_table(self, name: str) -> list[dict[str, Value]]:
        """See `Desk`. One read."""
        return self._table(name).rows()

    def write_table(self, name: str, rows: Sequence[Row]) -> None:
        """See `Desk`."""
        columns = {key: [row[key] for row in rows] for key in (rows[0] if rows else ())}
        self._fill(name, columns, len(rows), None)

    def write_lines(self, name: str, lines: Lines, shown: Filter | None = None) -> None:
        """See `Desk`."""
        _, plan = places.table_named(name)
        keys = [column.key for column in plan.columns]
        columns = dict(zip(keys, zip(*lines, strict=True), strict=True)) if lines else {}
        self._fill(name, columns, len(lines), shown)

    def _fill(self, name: str, columns: Columns, count: int, shown: Filter | None) -> None:
        """Write rows; the selected one follows its dossier, when the table is in front."""
        sheet, _ = places.table_named(name)
        self._open(sheet.title)
        table = self._table(name)
        keys, place = table.keys(), self._selected()
        table.fill(columns, count, len(keys), shown)
        self._replaced.add(sheet.title)
        if place.sheet == sheet.title and 0 <= place.row - table.first < len(keys):
            held = keys[place.row - table.first]
            self._select_again(place, columns.get(table.key, ()), held, table.first)

    def _select_again(self, place: Place, keys: Sequence[Value], held: Value, first: int) -> None:
        if held is None or held not in keys:
            return
        row = first + keys.index(held)
        if row != place.row:
            cell = self._cells(place.sheet, Area(row, place.col, row, place.col))
            self.gate.call("select", cell.select)
            self._place = place._replace(row=row)

    def mark_problems(
        self, problems: Mapping[str, str], accepted: Mapping[str, FieldValue] | None = None
    ) -> None:
        """See `Desk`. The names go to the cell `…_problemes`, which colours the fields."""
        form = places.home_of(next(iter(problems))) if problems else self._selected().sheet
        marked = places.ending(form, "_problemes")
        if marked:
            names = "".join(f";{name}" for name in problems) + ";"
            self.write_form({marked: names, **(accepted or {})})
        if problems:
            first = min(problems, key=places.cell_of)
            self.go_to(form)
            self.gate.call("select", self._cells(form, places.cell_of(first)).select)
            self.tell("\n".join(problems.values()), Tone.REFUSAL)

    def tell(self, message: str, tone: Tone = Tone.DONE) -> None:
        """See `Desk`."""
        text = "\n".join(filter(None, (f"{tone.value}{message}", self._lost_filters())))
        cells = message_of(self.front(), text)
        if cells:
            self.write_form(cells)
        else:
            self.gate.call("alert", self._book.app.alert, text, TITLE)

    def _lost_filters(self) -> str:
        """Say which filters this click took off for good."""
        titles = [title for table in self._tables.values() for title in table.lost]
        return LOST_FILTERS.format(", ".join(titles)) if titles else ""

    def take_refusal_off(self) -> None:
        """Empty the message of the sheet in front, if it refuses what an earlier click asked.

        A form that is marked keeps what its marks mean; what this click said stays.
        """
        front = self.front()
        said, marked = (places.ending(front, end) for end in ("_message", "_problemes"))
        if said is None or front in self._told:
            return
        held = self.read_form([name for name in (said, marked) if name])
        refused = str(held[said] or "").startswith(Tone.REFUSAL.value)
        if refused and not (marked and held[marked]):
            self.write_form(message_of(front, ""))

    def progress(self, message: str) -> None:
        """See `Desk`."""
        self.gate.switch(self._book.app, "status_bar", f"{TITLE} : {message}")

    def ask(self, question: str, *, for_good: bool = False) -> bool:
        """See `Desk`. A question too long for VBA is asked whole, without another default."""
        if for_good and len(question) <= MOST_ASKED:
            return bool(self.gate.call("ask", self._book.macro(CONFIRM), question, TITLE))
        answer = self.gate.call("ask", self._book.app.alert, question, TITLE, "yes_no")
        return bool(answer == "yes")

    def ask_file(self, title: str) -> Path | None:
        """See `Desk`."""
        chosen = self.gate.call("ask", self._book.macro(ASK_FILE), title)
        return Path(str(chosen)) if chosen else None

    def ask_text(self, question: str) -> str | None:
        """See `Desk`. The macro puts a sign before what was answered."""
        shown = question if len(question) <= MOST_ASKED else f"{question[:MOST_ASKED]}…"
        answer = self.gate.call("ask", self._book.macro(ASK_TEXT), shown, TITLE)
        return str(answer)[1:] if answer else None

    def dial(self, phone: str) -> None:
        """See `Desk`."""
        self.gate.call("dial", self._book.macro(DIAL), phone)

    def front(self) -> str:
        """See `Desk`."""
        return self._front or self._selected().sheet

    def write_row(self, name: str, row: Row) -> None:
        """See `Desk`."""
        sheet, _ = places.table_named(name)
        table = self._table(name)
        keys = table.keys()
        if row[table.key] in keys:
            self._open(sheet.title)
            table.fill_row(keys.index(row[table.key]), row)

    def filter_table(self, name: str, wanted: Mapping[str, Criterion]) -> None:
        """See `Desk`."""
        self._table(name).filter(filter_of(wanted))

    def read_filter(self, name: str) -> Filter:
        """See `Desk`. One read a click."""
        return self._table(name).shown()

    def show(self, name: str) -> None:
        """See `Desk`."""
        sheet, plan = places.table_named(name)
        self.go_to(sheet.title)
        first = self._cells(sheet.title, Area(plan.first, plan.col, plan.first, plan.col))
        self.gate.call("select", first.select)

    def selected_key(self, name: str) -> Value:
        """See `Desk`."""
        (sheet, _), place = places.table_named(name), self._selected()
        if place.sheet != sheet.title:
            return None
        table = self._table(name)
        keys = table.keys()
        at = place.row - table.first
        return keys[at] if 0 <= at < len(keys) else None

    def selected_in(self, names: Sequence[str]) -> str | None:
        """See `Desk`."""
        place = self._selected()
        for name in names:
            area = places.areas(places.home_of(name))[name]
            line, column = place.row - area.first_row, place.col - area.first_col
            inside = place.row <= area.last_row and place.col <= area.last_col
            if place.sheet == places.home_of(name) and inside and min(line, column) >= 0:
                return f"{name}.{line}.{column}"
        return None

    def selected_keys(self, name: str) -> list[Value]:
        """See `Desk`. The macro tells the rows from 1, block by block: "6-8;11-14"."""
        (sheet, _), place = places.table_named(name), self._selected()
        if place.sheet != sheet.title:
            return []
        told = str(self.gate.call("selected rows", self._book.macro(SELECTED)) or "")
        spans = [tuple(map(int, block.split("-"))) for block in told.split(";") if block]
        table = self._table(name)
        keys, top = table.keys(), table.first
        chosen = {
            at
            for first, last in spans
            for at in range(max(first - 1 - top, 0), min(last - top, len(keys)))
        }
        return [keys[at] for at in sorted(chosen) if keys[at] is not None]

    def selected_dossier(self) -> int | None:
        """See `Desk`."""
        place = self._selected()
        tables = places.tables_on(place.sheet)
        code: FieldValue = None
        if name := places.ending(place.sheet, "_code"):
            code = self.read_form([name])[name]
        elif plan := next((each for each in tables if each.name in DOSSIERS), None):
            code = self.selected_key(plan.name)
        return int(code) if isinstance(code, int | str) and str(code).isdecimal() else None

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
            self.gate.write(sheet, "visible", True)
            self.gate.call("go to", sheet.activate)

    def _selected(self) -> Place:
        if self._place is None:
            cells = self.gate.read(self._book, "selection")
            if cells is None:  # a button or a chart
                self._place = Place(self.gate.read(self._book.sheets, "active").name, -1, -1)
            else:
                self._place = Place(cells.sheet.name, cells.row - 1, cells.column - 1)
        return self._place

    def _open(self, title: str) -> None:
        """Say that the program writes a sheet, once, until `end`: its protection is taken off.

        A sheet without protection is only told apart from one in which a person types.
        """
        sheet = places.titled(title)
        if title in self._opened or not (sheet.protected or sheet.typed):
            return
        sheet_of(self._book, title)  # else VBA would stop, with words of its own
        self._restore.callback(self._close, sheet)
        self._opened.append(title)
        macro = UNPROTECT if sheet.protected else BEGIN_WRITING
        self.gate.call(macro, self._book.macro(macro), title)
        if self._begun:
            self._stop_drawing()  # LibreOffice draws again once a macro has ended

    def _close(self, sheet: Sheet) -> None:
        """End what `_open` began; what was typed is still there unless it was replaced."""
        macro = PROTECT if sheet.protected else END_WRITING
        how = (sheet.form,) if sheet.protected else ()
        replaced = sheet.title in self._replaced
        self.gate.call(macro, self._book.macro(macro), sheet.title, replaced, *how)

    def _cells(self, title: str, area: Area) -> Any:
        first, last = (
            (area.first_row + 1, area.first_col + 1),
            (area.last_row + 1, area.last_col + 1),
        )
        return sheet_of(self._book, title).range(first, last)

    def _table(self, name: str) -> LiveTable:
        if name not in self._tables:
            sheet, plan = places.table_named(name)
            found = sheet_of(self._book, sheet.title).tables[name]
            self._tables[name] = LiveTable(self.gate, found, sheet, plan)
        return self._tables[name]


def calling_book() -> Book:
    """Return the book whose button was clicked."""
    leave_other_excels_alone()
    return Book(xw.Book.caller())


def leave_other_excels_alone() -> None:
    """Take back what xlwings does on Windows when Python ends: it kills what it calls zombies.

    Those are all Excels that show no workbook (`xlwings._xlwindows.Apps.cleanup`): one just opened,
    or one that another program drives unseen, with what is not saved in it. A click starts no Excel
    and has none to clear up. On a Mac the same name tells VBA that Python has ended: it stays.
    """
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)


def _field(title: str, name: str, lines: Sequence[Sequence[Value]], whole: Area) -> FieldValue:
    """Return a field, or the rows of a block, out of the `lines` read of the rectangle `whole`."""
    area, laid = places.areas(title)[name], places.cells(title)
    rows = [
        [
            as_listed(
                title,
                row,
                col,
                from_cell(
                    lines[row - whole.first_row][col - whole.first_col],
                    laid[row, col].kind if (row, col) in laid else Kind.TEXT,
                ),
            )
            for col in range(area.first_col, area.last_col + 1)
        ]
        for row in range(area.first_row, area.last_row + 1)
    ]
    return rows if name in places.titled(title).names else rows[0][0]


def _refusals() -> tuple[type[Exception], ...]:
    """Return the exceptions by which a spreadsheet says no, on this platform."""
    found: list[type[Exception]] = [xw.XlwingsError]
    for module, name in _PLATFORM_ERRORS:
        try:
            found.append(getattr(import_module(module), name))
        except ImportError:
            continue
    return tuple(found)
