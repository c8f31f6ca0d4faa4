"""No member without its proof, and no proof of what is not there."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

import mplus3_xl.calc as package
from mplus3_xl.calc.cells import Cells
from mplus3_xl.calc.part import LostError, Part, RefusedError
from mplus3_xl.calc.range import Range

_MARK = re.compile(r"mark\.proves\(([^)]*)\)")
_MEMBER = re.compile(r'"([\w.]+)"')


def _classes() -> set[type[Part]]:
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    ]
    found = {kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)}
    parts = {kind for kind in found if issubclass(kind, Part) and kind is not Part}
    return {kind for kind in parts if not issubclass(kind, Cells)} | {Range}


def _members() -> set[str]:
    members = set()
    for kind in _classes():
        own = [name for base in kind.__mro__ if issubclass(base, Part) for name in vars(base)]
        members |= {f"{kind.__name__}.{name}" for name in own if not name.startswith("_")}
    return members


def _proved() -> set[str]:
    texts = [path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    marks = [mark for text in texts for mark in _MARK.findall(text)]
    return {member for mark in marks for member in _MEMBER.findall(mark)}


def test_every_public_member_has_a_test_that_proves_it() -> None:
    assert _members() - _proved() == set()


def test_no_test_claims_to_prove_a_member_that_is_not_there() -> None:
    assert _proved() - _members() == set()


def test_the_sweep_sees_all_objects() -> None:
    names = {kind.__name__ for kind in _classes()}
    assert names == {
        "App", "Apps", "AutoFilter", "Book", "Books", "DataValidation", "Engine", "Font", "Name",
        "Names", "Range", "Sheet", "Sheets", "Table", "Tables",
    }  # fmt: skip


@pytest.mark.parametrize(
    "use",
    [
        lambda sheet: sheet["A1"].merge(),
        lambda sheet: sheet["A1"].borders.set(line_style="continuous"),
        lambda sheet: sheet.charts.add(),
        lambda sheet: sheet.book.app.startup_path,
        lambda sheet: sheet["A1"].copy(),
    ],
)
def test_a_member_that_is_missing_says_so(
    sheet: xw.Sheet, use: Callable[[xw.Sheet], object]
) -> None:
    with pytest.raises(NotImplementedError, match="the engine over LibreOffice does not do this"):
        use(sheet)


def test_a_libreoffice_that_ended_is_lost(book: xw.Book) -> None:
    cells = book.sheets[0]["A1"]
    book.app.impl.office.end()
    with pytest.raises(LostError):
        _ = cells.value


def test_a_refusal_of_libreoffice_crosses_a_with_of_python(book: xw.Book) -> None:
    cells = book.sheets[0]["A1"].impl
    book.close()
    with pytest.raises(RefusedError), book.app.properties(display_alerts=False):
        cells.write([["x"]])


def test_a_member_that_cannot_be_set_says_so(app: xw.App) -> None:
    with pytest.raises(NotImplementedError, match="interactive"):
        app.interactive = False
