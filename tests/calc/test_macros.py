import pytest
import xlwings as xw

from mplus3_xl.calc.part import RefusedError


def test_a_function_of_vba_gives_its_result(sample: xw.Book) -> None:
    assert sample.macro("Actions.Somme")(1.5, 2) == 3.5


def test_a_macro_is_found_without_its_module(sample: xw.Book) -> None:
    assert sample.macro("Somme")(1, 2) == 3


def test_a_text_and_an_integer_are_handed_to_vba(sample: xw.Book) -> None:
    assert sample.macro("Actions.Titre")("Échéance", 2) == "« Échéance » ×2"


def test_a_range_is_not_handed_to_vba(sample: xw.Book, form: xw.Sheet) -> None:
    with pytest.raises(NotImplementedError, match="a macro with an argument"):
        sample.macro("Actions.Titre")(form["A2"], 2)


def test_a_macro_that_is_not_there_is_refused(sample: xw.Book) -> None:
    with pytest.raises(RefusedError, match="no macro Actions"):
        sample.macro("Actions.Absente")()


def test_a_book_without_vba_has_no_macro(book: xw.Book) -> None:
    with pytest.raises(RefusedError, match="no macro"):
        book.macro("Enregistrer")()


def test_code_names_of_sheets_answer(sample: xw.Book, form: xw.Sheet) -> None:
    form.name = "Appel"
    sample.macro("Actions.Proteger")()
    assert form.impl.protected


def test_vba_that_fails_stops_without_a_word(sample: xw.Book, form: xw.Sheet) -> None:
    sample.macro("Actions.Erreur")()
    assert form["H1:H3"].value == ["avant", None, None]
