"""The module of questions: each of its three texts answers the same two functions."""

import re
from datetime import date
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import shipped
from mplus3_xl.calc import shim
from mplus3_xl.calc.clicks import refuse_if_silent
from mplus3_xl.clickable import clickable_copy
from mplus3_xl.errors import UserError
from mplus3_xl.live.asking import choose_why, day_and_why
from mplus3_xl.live.book import Book
from mplus3_xl.live.book.questions import ASK_FILE, ASK_TEXT, CONFIRM, MOST_ASKED
from tests.live.pressing import ANSWERING, answer, asked, typed

EXCEL = (shipped("vba_shims") / "Questions.bas").read_text(encoding="utf-8")
FUNCTION = re.compile(r"^Public Function (\w+)\((.*)\) As String$", re.MULTILINE)


@pytest.mark.parametrize("text", [EXCEL, shim.QUESTIONS, ANSWERING])
def test_each_text_has_the_functions_that_the_desk_calls(text: str) -> None:
    found = dict(FUNCTION.findall(text))
    assert found[ASK_FILE] == "ByVal titre As String"
    assert found[ASK_TEXT] == "ByVal question As String, ByVal titre As String"


def test_what_cannot_be_undone_is_asked_with_no_as_the_default(book: xw.Book) -> None:
    assert f"Public Function {CONFIRM}(" in EXCEL
    assert EXCEL.count("vbDefaultButton2") == 1
    answers, desk = book.app.impl.answers, Book(book)
    for question, for_good, refusing in (
        ("Fusionner ?", True, True),
        ("Reprendre ?", False, False),
        ("x" * (MOST_ASKED + 1), True, False),
    ):
        answers.replies.extend(["no", "yes"])
        assert [desk.ask(question, for_good=for_good) for _ in range(2)] == [False, True]
        assert (answers.shown[-1].prompt, answers.shown[-1].refusing) == (question, refusing)


def test_the_text_of_libreoffice_compiles_there(
    app: xw.App, clickable: Path, tmp_path: Path
) -> None:
    copy = clickable_copy(clickable, tmp_path / "Questions.xlsm", "pipe,name=personne")
    refuse_if_silent(app.books.open(copy))


def test_a_question_that_is_cancelled_has_no_answer(desk: Book, book: xw.Book) -> None:
    assert desk.ask_text("Qui êtes-vous ?") is None
    assert desk.ask_file("Choisissez un export") is None
    assert asked(book) == ["Qui êtes-vous ?", "Choisissez un export"]


def test_excel_asks_by_the_box_of_vba_which_shows_more_than_255_characters() -> None:
    assert "Application.InputBox" not in EXCEL
    assert "reponse = InputBox(question, titre)" in EXCEL


def test_a_question_longer_than_a_box_is_cut_and_asked(desk: Book, book: xw.Book) -> None:
    desk.ask_text("é" * MOST_ASKED)
    desk.ask_text("é" * (MOST_ASKED + 1))
    assert asked(book) == ["é" * MOST_ASKED, "é" * (MOST_ASKED - 1) + "…"]


@pytest.mark.parametrize("text", ["", "=1+1", "Noël à l’île d’Yeu"])
def test_an_answer_is_the_text_that_was_typed(desk: Book, book: xw.Book, text: str) -> None:
    typed(book, text)
    assert desk.ask_text("Nom ?") == text


def test_a_file_chosen_is_its_path(desk: Book, book: xw.Book, tmp_path: Path) -> None:
    answer(book, str(tmp_path / "été.csv"))
    assert desk.ask_file("Choisissez un export") == tmp_path / "été.csv"


@pytest.mark.parametrize("between", [" ", ", ", " : ", ") ", " = "])
def test_a_reason_follows_a_number_or_a_day_whatever_stands_between(
    desk: Book, book: xw.Book, between: str
) -> None:
    typed(book, f"2{between}mauvais dossier")
    assert choose_why(desk, "Lequel ?", ["le premier", "le second"]) == (1, "mauvais dossier")
    typed(book, f"07/12/2026{between}client en congés")
    assert day_and_why(desk, "Quel jour ?") == (date(2026, 12, 7), "client en congés")


@pytest.mark.parametrize("answer", ["mauvais dossier", "0 mauvais", "3 mauvais"])
def test_an_answer_that_is_no_line_is_refused_with_the_numbers(
    desk: Book, book: xw.Book, answer: str
) -> None:
    typed(book, answer)
    with pytest.raises(UserError, match=f"« {answer} » n’est pas dans la liste.*de 1 à 2"):
        choose_why(desk, "Lequel ?", ["le premier", "le second"])
