"""The desk over xlwings: the one package, with the engine, that speaks to a spreadsheet."""

import atexit
import sys
from collections.abc import Sequence

import xlwings as xw

from mplus3_xl.errors import UserError
from mplus3_xl.live.book.forms import Forms
from mplus3_xl.live.book.questions import Questions
from mplus3_xl.live.book.tables import Tables
from mplus3_xl.live.port import FieldValue
from mplus3_xl.live.sheet import places
from mplus3_xl.live.sheet.tables import DOSSIERS
from mplus3_xl.workbook_names import refuse_equals_sign

_TOLD = "--wb="  # how xlwings tells a click the name of its workbook


class Book(Forms, Tables, Questions):
    """The `Desk` of a workbook open in a spreadsheet, for the time of one click."""

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

    def selected_dossier(self) -> int | None:
        """See `Desk`."""
        place = self._selected()
        tables = places.tables_on(place.sheet)
        code: FieldValue = None
        if name := places.ending(place.sheet, "_code"):
            code = self.read_form([name])[name]
        elif plan := next((each for each in tables if each.name in DOSSIERS), None):
            several = self.selected_keys(plan.name) if place.several else ()
            code = _only(several) or self.selected_key(plan.name)
        return int(code) if isinstance(code, int | str) and str(code).isdecimal() else None


def _only(chosen: Sequence[FieldValue]) -> FieldValue:
    """Return the key of the one row that is chosen. Raises UserError if there are several."""
    keys = list(dict.fromkeys(chosen))
    if len(keys) > 1:
        raise UserError(
            "plusieurs_lignes",
            f"{len(keys)} lignes sont choisies, et une seule s’ouvre à la fois.",
            "Choisissez une seule ligne, puis recommencez.",
        )
    return keys[0] if keys else None


def calling_book() -> Book:
    """Return the book whose button was clicked.

    One whose name xlwings cannot read has no sheet to be told on: the box of xlwings shows why.
    """
    leave_other_excels_alone()
    try:
        for name in _names_told():
            refuse_equals_sign(name)
    except UserError as refusal:
        raise SystemExit(f"M+3 : {refusal}") from refusal
    return Book(xw.Book.caller())


def _names_told() -> list[str]:
    return [each.removeprefix(_TOLD) for each in sys.argv if each.startswith(_TOLD)]


def leave_other_excels_alone() -> None:
    """Take back what xlwings does on Windows when Python ends: it kills what it calls zombies.

    Those are all Excels that show no workbook (`xlwings._xlwindows.Apps.cleanup`): one just opened,
    or one that another program drives unseen, with what is not saved in it. A click starts no Excel
    and has none to clear up. On a Mac the same name tells VBA that Python has ended: it stays.
    """
    windows = sys.modules.get("xlwings._xlwindows")
    if windows is not None:
        atexit.unregister(windows.cleanup)
