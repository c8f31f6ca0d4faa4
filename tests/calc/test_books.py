from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.calc import engine
from mplus3_xl.calc.part import RefusedError
from tests.screen import screen

__all__ = ["screen"]


@pytest.mark.proves("App.books", "Books.app", "Books.add", "Book.app")
def test_a_new_book_is_the_last_and_the_active_one(app: xw.App, book: xw.Book) -> None:
    second = app.books.add()
    assert list(app.books) == [book, second]
    assert app.books.active == second
    assert second.app == app


@pytest.mark.proves("Books.active", "Book.activate", "Book.frame", "Book.controller")
def test_a_book_is_brought_to_the_front(app: xw.App, book: xw.Book) -> None:
    app.books.add()
    book.activate()
    assert app.books.active == book
    assert book.impl.controller.Frame == book.impl.frame


def test_no_book_is_active_when_none_is_open(app: xw.App) -> None:
    with pytest.raises(RefusedError, match="no workbook"):
        _ = app.books.active


@pytest.mark.proves("Books.open", "Book.name", "Book.fullname")
def test_a_file_is_opened_under_its_name(app: xw.App, sample: xw.Book, file: Path) -> None:
    assert (sample.name, sample.fullname) == ("Essai.xlsm", str(file))
    assert app.books["essai.xlsm"] == sample


def test_a_file_is_recalculated_when_it_is_opened(queue: xw.Sheet) -> None:
    assert queue["E2:E4"].value == [20, 40, 60]


def test_a_file_that_is_not_there_is_not_found(app: xw.App, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        app.books.open(tmp_path / "absent.xlsx")


def test_a_file_opened_read_only_is_so(app: xw.App, file: Path) -> None:
    assert app.books.open(file, read_only=True).api.isReadonly()


def test_another_option_of_open_is_not_done(app: xw.App, file: Path) -> None:
    with pytest.raises(NotImplementedError, match="another option"):
        app.books.open(file, editable=True)


def test_a_book_that_is_not_open_is_a_key_error(app: xw.App, book: xw.Book) -> None:
    with pytest.raises(KeyError):
        _ = app.books["absent.xlsx"]


@pytest.mark.proves("Book.close", "Books.api")
def test_a_book_is_closed_without_saving(app: xw.App, book: xw.Book) -> None:
    book.sheets[0]["A1"].value = "x"
    book.close()
    assert len(app.books) == 0
    assert not app.books.api.hasElements()


@pytest.mark.proves("Book.save")
def test_a_book_is_saved_under_a_name_and_again(book: xw.Book, tmp_path: Path) -> None:
    path = tmp_path / "À ranger.xlsx"
    book.sheets[0]["A1"].value = "été"
    book.save(path)
    assert book.fullname == str(path)
    book.sheets[0]["A1"].value = "hiver"
    book.save()
    book.close()
    assert xw.apps.active is not None
    assert xw.apps.active.books.open(path).sheets[0]["A1"].value == "hiver"


@pytest.mark.parametrize(("name", "password"), [("x.xlsb", None), ("x.xlsx", "secret")])
def test_another_way_of_saving_is_not_done(
    book: xw.Book, tmp_path: Path, name: str, password: str | None
) -> None:
    with pytest.raises(NotImplementedError, match="save"):
        book.save(tmp_path / name, password)


@pytest.mark.proves("Book.sheets", "Book.names", "Book.doc", "Book.api", "Book.sheet_at")
def test_a_book_leads_to_its_parts(sample: xw.Book) -> None:
    assert [sheet.name for sheet in sample.sheets] == ["Fiche", "File"]
    assert sample.impl.sheet_at(1).name == "File"
    assert "fiche_code" in sample.names
    assert sample.api == sample.impl.doc


def test_the_book_that_calls_is_the_one_that_was_set(sample: xw.Book) -> None:
    sample.set_mock_caller()
    assert xw.Book.caller() == sample


@pytest.mark.proves("Book.forget_changes")
def test_a_book_whose_changes_are_forgotten_has_none_to_save(queue: xw.Sheet) -> None:
    queue["A2"].value = "changé"
    assert queue.book.impl.doc.isModified()
    queue.book.impl.forget_changes()
    queue["A2"].value = "changé encore"
    assert not queue.book.impl.doc.isModified()


@pytest.mark.proves("Book.show")
def test_a_book_in_a_window_fills_the_screen(
    screen: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    windowed = engine.start(windowed=True)
    try:
        shown = windowed.books.open(file)
        shown.impl.show()
        assert shown.impl.frame.ContainerWindow.IsMaximized
    finally:
        windowed.kill()
