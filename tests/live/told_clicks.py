"""A told call done by real clicks: cells that are typed in, buttons that are pressed."""

import csv
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlwings as xw

from mplus3_xl import bootstrap
from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.intake import take_in
from mplus3_xl.layout.call import call_fields, fiche
from mplus3_xl.layout.fields import FIELDS, TITLES
from mplus3_xl.layout.queue import file, file_columns
from mplus3_xl.layout.style import Style
from mplus3_xl.live.book import Book
from mplus3_xl.live.sheet import places
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.settings import freeze_day, own_store
from tests.live import told_base
from tests.live.pressing import field, message, press, typed
from tests.live.told import NUMBER, Call, Step, Told, fits, said
from tests.services.calls import with_bilan

PIECES = "fiche_pieces"
PIECE_TITLES = [column.title for column in call_fields.PIECES]
STATE, PIECE_STATE = "État du champ", "État de la pièce"
_BOXES = {"oui": "yes", "non": "no"}


class Seat:
    """Where a call is made: a folder with its store, and the workbook, open."""

    def __init__(self, book: xw.Book, folder: Path, call: Call) -> None:
        """Make the store: the exports imported, the login named. `MPLUS3_ESPACE` is `folder`."""
        self.book = book
        self.folder = folder
        self._first = str(call.contrat[0][NUMBER])
        self._move(call.moment)
        self._import([*call.client, *call.contrat])
        store, login = self.workspace.store(), bootstrap.author()
        name_logins(store, [Naming(login, call.qui, False)], login, call.moment)

    @property
    def workspace(self) -> Workspace:
        """The folder as it is set now."""
        return open_workspace(self.folder, own_store(self.folder), None)

    def play(self, step: Step) -> None:
        """Do a step, then look at what it says is there."""
        if step.moment:
            self._move(step.moment)
        if step.importe:
            self._import(step.importe)
        if step.sur:
            self._select(step.sur)
        self._type(step)
        if step.bilan:
            workspace = self.workspace
            dossier_id = told_base.dossier_of(workspace.engine(), self._first)
            with_bilan(workspace.store(), dossier_id, workspace.now)
        if step.clic:
            self._click(step.clic, step.repond)
        self._look(step)

    def _move(self, moment: datetime) -> None:
        freeze_day(self.folder, moment.date(), moment.time())

    def _import(self, rows: Sequence[Told]) -> None:
        """Take an export in, as the nightly import does."""
        contracts = [row for row in rows if NUMBER in row]
        clients = [row for row in rows if NUMBER not in row]
        files = [
            write_export(self.folder / f"H90001 {name}.csv", lines)
            for name, lines in (("CLIENTS", clients), ("CONTRATS", contracts))
            if lines
        ]
        report = take_in(self.workspace, files, {}, lambda _: None)
        assert not report.rejects, f"refused rows: {report.rejects}"

    def _select(self, client: str) -> None:
        sheet = self.book.sheets[file.TITLE]
        sheet.activate()
        rows = self._table(file.TITLE)
        names = [row[_title("nom")] for row in rows]
        assert client in names, f"{client!r} is not in the queue: {names}"
        plan = places.titled(file.TITLE).tables[0]
        sheet.range((plan.first + 1 + names.index(client), plan.col + 2)).select()

    def _type(self, step: Step) -> None:
        for label, value in step.saisit.items():
            type_in(self._cell(label), keyed(value))
        for label, told in step.champs.items():
            self._type_line(field_rows()[label], TITLES.index(STATE), told)
        for label, told in step.pieces.items():
            rows = self._piece_rows(label)
            assert rows, f"no line of the form is {label!r}"
            for row in rows:
                self._type_line(row, PIECE_TITLES.index(PIECE_STATE), told)

    def _type_line(self, row: int, at: int, told: Any) -> None:
        """Type a state in column `at` of a line of the call form, and what is told next to it."""
        form = self.book.sheets[fiche.TITLE]
        for place, value in enumerate(told if isinstance(told, list) else [told], at):
            type_in(form.range((row + 1, fiche.FIRST_COL + place + 1)), keyed(value))

    def _piece_rows(self, label: str) -> list[int]:
        area = places.areas(fiche.TITLE)[PIECES]
        col = area.first_col + 1
        first, last = (area.first_row + 1, col), (area.last_row + 1, col)
        shown = self.book.sheets[fiche.TITLE].range(first, last).options(ndim=1).value
        return [row for row, text in enumerate(shown, area.first_row) if text == label]

    def _click(self, label: str, answers: Sequence[str]) -> None:
        """Press a button as a person does, the answers to its questions at hand."""
        replies = self.book.app.impl.answers.replies
        replies += [_BOXES[each] for each in answers if each in _BOXES]
        for each in answers:
            if each not in _BOXES:
                typed(self.book, each)
        press(self.book, label)
        assert not replies, f"« {label} » asked less: nobody wanted {replies}"

    def _look(self, step: Step) -> None:
        if step.message:
            read = message(self.book)
            assert fits(f"…{step.message}…", read), f"{step.dit!r}: the message is {read!r}"
        for what, told in step.voit.items():
            listed = isinstance(told, list)
            shown = self._table(what) if listed else field(self.book, self._name(what))
            assert fits(told, shown), f"{step.dit!r}: {what} is {shown!r}, not {told!r}"
        for each in step.base:
            self._look_into_store(step, each)

    def _look_into_store(self, step: Step, told: Told) -> None:
        workspace = self.workspace
        contract = told.get("contrat", self._first)
        there = told_base.held(workspace.engine(), contract, workspace.now)
        for key, value in told.items():
            assert fits(value, there.get(key)), (
                f"{step.dit!r}: {key} is {there.get(key)!r}, not {value!r}"
            )

    def _name(self, label: str) -> str:
        front = self.book.sheets.active.name
        names = labels(front)
        assert label in names, f"the sheet {front} has no {label!r}: {sorted(names)}"
        return names[label]

    def _cell(self, label: str) -> xw.Range:
        name = self._name(label)
        area = places.areas(self.book.sheets.active.name)[name]
        cells: xw.Range = self.book.sheets.active.range((area.first_row + 1, area.first_col + 1))
        return cells

    def _table(self, title: str) -> list[dict[str, object]]:
        """Read the rows of a sheet's table, by the titles of the columns."""
        plan = places.titled(title).tables[0]
        rows = Book(self.book).read_table(plan.name)
        return [{column.title: row[column.key] for column in plan.columns} for row in rows]


def keyed(value: object) -> str:
    """Return a value as it is typed: a day so that an application of any language reads it."""
    return value.isoformat() if isinstance(value, date) else said(value)


def labels(title: str) -> dict[str, str]:
    """Return the name of the cell that each label of a sheet stands before, objective 1 apart."""
    apart = places.areas(title).get(FIELDS)
    rows = range(apart.first_row, apart.last_row + 1) if apart else range(0)
    found: dict[str, str] = {}
    label, line = "", -1
    for (row, _), cell in sorted(places.cells(title).items()):
        if cell.style is Style.LABEL and row not in rows:
            label, line = str(cell.value), row
        elif label and cell.name and row == line:
            found[label], label = cell.name, ""
    return found


def write_export(path: Path, rows: Sequence[Told]) -> Path:
    """Write an export of Lagon; its headers are those of the rows."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    with path.open("w", encoding="cp1252", newline="") as export:
        writer = csv.DictWriter(export, headers, delimiter=";")
        writer.writeheader()
        writer.writerows({header: said(value) for header, value in row.items()} for row in rows)
    return path


def _title(key: str) -> str:
    """Return the title of a column of the queue."""
    return next(column.title for column in file_columns.COLUMNS if column.key == key)


def field_rows() -> dict[str, int]:
    """Return the row of each field of objective 1, by its label."""
    area = places.areas(fiche.TITLE)[FIELDS]
    found = places.cells(fiche.TITLE)
    rows = range(area.first_row, area.last_row + 1)
    return {str(found[row, area.first_col].value): row for row in rows}
