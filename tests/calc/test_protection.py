from collections.abc import Callable

import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


@pytest.fixture
def guarded(form: xw.Sheet) -> xw.Sheet:
    """The form, protected: B1, B2 and B3 are its inputs."""
    form.impl.protect()
    return form


@pytest.mark.proves("Sheet.protected", "Sheet.protect", "Sheet.unprotect")
def test_a_sheet_is_protected_and_no_longer(form: xw.Sheet) -> None:
    form.impl.protect()
    assert form.impl.protected
    form.impl.unprotect()
    assert not form.impl.protected


def test_an_input_is_written_on_a_protected_sheet(guarded: xw.Sheet) -> None:
    guarded["B1:B3"].value = [["C9"], [None], ["Fait"]]
    assert guarded["B1:B3"].value == ["C9", None, "Fait"]


def _value(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "x"


def _part_of_a_block(sheet: xw.Sheet) -> None:
    sheet["B3:B4"].value = [["x"], ["y"]]


def _formula(sheet: xw.Sheet) -> None:
    sheet["A1"].value = "=1+1"


def _formula_member(sheet: xw.Sheet) -> None:
    sheet["A1"].formula = "=1+1"


def _color(sheet: xw.Sheet) -> None:
    sheet["B1"].color = (1, 2, 3)


def _number_format(sheet: xw.Sheet) -> None:
    sheet["B1"].number_format = "0"


def _hidden(sheet: xw.Sheet) -> None:
    sheet["B1"].rows.hidden = True


LOCKED: list[Callable[[xw.Sheet], object]] = [
    _value,
    _part_of_a_block,
    _formula,
    _formula_member,
    lambda sheet: sheet["A1"].clear_contents(),
    lambda sheet: sheet["A1"].add_hyperlink("https://exemple.fr"),
]
FORMATS: list[Callable[[xw.Sheet], object]] = [
    _color,
    _number_format,
    _hidden,
    lambda sheet: sheet["B1"].clear(),
    lambda sheet: sheet["B1"].clear_formats(),
    lambda sheet: sheet["B1"].insert("down"),
    lambda sheet: sheet["B1"].delete(),
    lambda sheet: sheet["B1"].columns.autofit(),
]


@pytest.mark.parametrize("write", LOCKED)
def test_a_locked_cell_is_not_written(
    guarded: xw.Sheet, write: Callable[[xw.Sheet], object]
) -> None:
    before = guarded["A1:B9"].formula
    with pytest.raises(RefusedError, match="locked"):
        write(guarded)
    assert guarded["A1:B9"].formula == before


@pytest.mark.proves("Sheet.refuse_if_protected")
@pytest.mark.parametrize("change", FORMATS)
def test_a_protected_sheet_keeps_its_formats_and_its_cells(
    guarded: xw.Sheet, change: Callable[[xw.Sheet], object]
) -> None:
    with pytest.raises(RefusedError, match="is protected"):
        change(guarded)


def test_vba_protects_a_sheet_too(sample: xw.Book, form: xw.Sheet) -> None:
    sample.macro("Actions.Proteger")()
    assert form.impl.protected
