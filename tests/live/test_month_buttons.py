"""The month of the register, exported and frozen by real clicks."""

import sys
from datetime import date, time
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.register.month import Month
from mplus3_xl.live.book import Book
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.register.month import month_report
from mplus3_xl.settings import freeze_day
from tests.acte import OCTOBER, acte
from tests.conftest import NOW
from tests.live.called import CHARGE, to_call
from tests.live.pressing import answer, asked, press, typed
from tests.live.pressing import message as message_on

FILES = ["Actes_M+3_2026-10.csv", "Actes_M+3_2026-10.xlsx"]


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with one acte of October, on a day of November."""
    workspace = to_call(folder)
    with workspace.store().write() as unit:
        unit.add_acte(acte(1, date(2026, 10, 15)))
    return workspace


def written(space: Workspace) -> list[str]:
    return sorted(path.name for path in space.folder.glob("Actes_*"))


def message(book: xw.Book) -> str:
    return message_on(book, "Actes")


def test_the_month_is_written_where_the_message_says(book: xw.Book, space: Workspace) -> None:
    press(book, "Actes", "Actions")
    typed(book, "")
    press(book, "Exporter le mois", "Actes")
    assert "ce sera 2026-10" in asked(book)[-1]
    assert message(book).startswith("Octobre 2026 : 1 acte. Mois non clôturé")
    assert str(space.folder) in message(book)
    assert written(space) == FILES
    answer(book, "")
    press(book, "Exporter le mois", "Actes")
    assert "ce sera 2026-10" in asked(book)[-1]
    typed(book, "octobre")
    press(book, "Exporter le mois", "Actes")
    assert "« octobre » n’est pas un mois" in message(book)


def test_a_month_that_was_given_out_before_its_end_is_proposed_once_it_is_over(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Actes", "Actions")
    typed(book, "2026-11")
    press(book, "Exporter le mois", "Actes")
    freeze_day(space.folder, date(2026, 12, 1), time(9))
    typed(book, "")
    press(book, "Exporter le mois", "Actes")
    assert "ce sera 2026-11" in asked(book)[-1]
    assert message(book).startswith("Novembre 2026 : 0 acte.")


def test_a_file_that_cannot_be_written_is_refused_in_the_words_of_a_click(
    book: xw.Book, space: Workspace
) -> None:
    press(book, "Actes", "Actions")
    (space.folder / FILES[0]).mkdir()
    typed(book, "2026-10")
    press(book, "Exporter le mois", "Actes")
    assert "ne peut pas être écrit" in message(book)
    assert "puis recommencez." in message(book)
    assert "--sortie" not in message(book)


def test_only_a_manager_who_says_yes_freezes_a_month(book: xw.Book, space: Workspace) -> None:
    press(book, "Actes", "Actions")
    name_logins(space.store(), [Naming("chef", None, True)], author(), NOW)
    name_logins(space.store(), [Naming(author(), CHARGE, False)], "chef", NOW)
    press(book, "Clôturer le mois", "Actes")
    assert "Seul un responsable clôture un mois" in message(book)
    assert asked(book) == []
    name_logins(space.store(), [Naming(author(), CHARGE, True)], "chef", NOW)
    for reply in ("no", "yes"):
        assert closed_by(space, OCTOBER) is None
        typed(book, "2026-10")
        book.app.impl.answers.replies.append(reply)
        press(book, "Clôturer le mois", "Actes")
    assert closed_by(space, OCTOBER) == author()
    assert "Octobre 2026 : 1 acte. Mois clôturé. SHA-256" in message(book)
    typed(book, "2026-10")
    press(book, "Clôturer le mois", "Actes")
    assert "Le mois 2026-10 a été clôturé le" in message(book)
    typed(book, "2026-11")
    press(book, "Clôturer le mois", "Actes")
    assert "Le mois 2026-11 n’est pas fini" in message(book)


def test_a_seat_without_pandas_says_what_to_install(
    book: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    press(book, "Actes", "Actions")
    typed(book, "")
    press(book, "Exporter le mois", "Actes")
    assert "pip install pandas" in message(book)
    assert written(space) == []
    press(book, "Diagnostic", "À propos")
    sound = "Tout est en ordre. 1 point à savoir, en bas de cette page."
    assert message_on(book, "À propos") == sound
    found = {row["sujet"]: str(row["constat"]) for row in Book(book).read_table("tDiagnostic")}
    assert found["Export du mois"].startswith("À savoir : L’export du mois et sa clôture")


def closed_by(space: Workspace, month: Month) -> str | None:
    closed = month_report(space.store(), month).closed
    return closed.closed_by if closed else None
