"""The VBA compiles and runs, in LibreOffice: each Sub does what its button says."""

import shutil
import threading
from collections.abc import Iterator

import pytest
import xlwings as xw

from mplus3_xl.calc import engine
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.painter.macro_workbook import shim_modules
from mplus3_xl.painter.vba import Module
from tests.excel.sample import SHEETS, SHIMS, write_sample
from tests.live.pressing import named

LIMIT = 90.0
"""Seconds that these tests may take together: then LibreOffice is ended, and they fail."""
GOING_ASTRAY = """
Public Function Suite() As String
    AllerA "Absente"
    Suite = "et la suite"
End Function
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[xw.Book]:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("clics")
    # without xlwings' own module, which does not compile in LibreOffice
    modules = [*shim_modules(SHIMS), Module("Essai", GOING_ASTRAY)]
    path = write_sample(folder / "MPlus3.xlsm", modules)
    app = engine.start()
    watch = threading.Timer(LIMIT, app.impl.office.end)
    watch.start()
    yield app.books.open(path)
    watch.cancel()
    app.kill()


GOING = {action.macro: action.label for action in ACTIONS if action.macro.startswith("Aller")}


@pytest.mark.parametrize("macro", GOING)
def test_a_sub_of_navigation_goes_to_its_sheet(book: xw.Book, macro: str) -> None:
    book.sheets[SHEETS[-2 if macro == "AllerAccueil" else 0]].activate()
    book.macro(f"Actions.{macro}")()
    assert book.sheets.active.name == GOING[macro]


@pytest.mark.parametrize("sheet", ["Fiche", "Bilan"])
def test_back_to_the_row_finds_the_dossier_that_is_open(book: xw.Book, sheet: str) -> None:
    code = named(book, f"{sheet.lower()}_code").value
    book.sheets[sheet].activate()
    book.macro("Actions.RevenirALaLigne")()
    assert book.sheets.active.name == "File"
    found = book.selection
    assert found is not None
    assert found.value[0] == code


def test_back_to_the_row_from_elsewhere_goes_to_the_queue(book: xw.Book) -> None:
    book.sheets["Actes"].activate()
    book.macro("Actions.RevenirALaLigne")()
    assert book.sheets.active.name == "File"


def test_a_sheet_that_is_not_there_is_told_and_stops_no_macro(book: xw.Book) -> None:
    book.sheets["Actes"].activate()
    assert book.macro("Essai.Suite")() == "et la suite"
    assert book.sheets.active.name == "Actes"


def test_the_notice_about_macros_is_hidden_and_its_sheet_protected_again(book: xw.Book) -> None:
    home = book.sheets["Accueil"].impl
    notice = home.xl.Rows.getByIndex(named(book, "accueil_macros").row - 1)
    book.macro("Classeur.Deproteger")("Accueil", "")
    notice.IsVisible = True
    book.macro("Classeur.MasquerAvisMacros")()
    assert (notice.IsVisible, home.protected) == (False, True)


@pytest.mark.parametrize(
    ("criteria", "hidden"),
    [("1\x1f1\x1f=2", [True, False, True]), ("1\x1f1\x1f>=2\x1f<=3", [True, False, False])],
    ids=["one criterion", "two"],
)
def test_the_macro_filters_a_column_as_it_is_told(
    book: xw.Book, criteria: str, hidden: list[bool]
) -> None:
    sheet = book.sheets["File"]
    table = sheet.tables["tFile"]
    cells = table.range
    cells[1:4, 0].value = [[1], [2], [3]]
    assert book.macro("Classeur.Filtrer")("File", cells.address, criteria) == ""
    assert [cells[at, 0].rows.hidden for at in (1, 2, 3)] == hidden
    table.autofilter.clear()


def test_the_macro_tells_the_columns_that_it_cannot_filter(book: xw.Book) -> None:
    told = "4\x1f1\x1f=2\x1e12\x1f7\x1f=2\x1f=3"
    assert book.macro("Classeur.Filtrer")("Absente", "A1:B2", told) == "4 12"


def test_the_sheets_that_a_close_would_ask_about_are_listed(book: xw.Book) -> None:
    listed = book.macro("Classeur.FeuillesSaisies")
    named(book, "fiche_modifie").clear_contents()
    assert listed() == ""
    named(book, "fiche_modifie").value = "oui"
    assert listed() == "Fiche"
    for sheet in ("Bilan", "Actions", "Bilan"):
        book.macro("Classeur.NoterSaisie")(sheet)
    assert listed() == "Bilan, Actions, Fiche"
    for sheet in ("Bilan", "Actions"):
        book.macro("Classeur.FinirEcriture")(sheet, True)
    assert listed() == "Fiche"


def test_closing_asks_nothing_when_nothing_is_being_typed(book: xw.Book) -> None:
    named(book, "fiche_modifie").clear_contents()
    assert book.macro("Classeur.FermeturePermise")() is True


def test_closing_is_refused_while_something_is_typed_and_nobody_says_yes(book: xw.Book) -> None:
    named(book, "fiche_modifie").value = "oui"
    assert book.macro("Classeur.FermeturePermise")() is False
