"""What a manager does to the rows selected in the queue, pressed for real."""

from datetime import date, time
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author
from mplus3_xl.domain.agency.absences import AbsenceLine
from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.reglages.plan import Proposed
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.layout.queue import file
from mplus3_xl.live.book import Book
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.queue.backlog import backlog_of
from mplus3_xl.services.reglages.reglages import save_reglages
from mplus3_xl.settings import freeze_day
from tests.conftest import NOW
from tests.domain.invented import contract, dossier
from tests.live.filled import CHARGE, filled
from tests.live.pressing import asked, press, typed
from tests.live.pressing import message as message_on
from tests.services.desk import attempted

OTHER = "Inès Morvan"
FIRST = file.HEADER_ROW + 2
"""The first row of the queue, as a person counts the rows of the sheet."""


@pytest.fixture
def space(folder: Path) -> Workspace:
    """Ten dossiers of one chargé, and a colleague who has none."""
    workspace = filled(folder, 10)
    name_logins(workspace.store(), [Naming("ines", OTHER, False)], author(), NOW)
    return workspace


def select(book: xw.Book, *blocks: tuple[int, int]) -> None:
    """Select blocks of rows of the queue, from 1, as with the key Ctrl."""
    doc = book.impl.doc
    sheet = doc.CurrentController.ActiveSheet
    chosen = doc.createInstance("com.sun.star.sheet.SheetCellRanges")
    for first, last in blocks:
        area = sheet.getCellRangeByPosition(1, FIRST + first - 2, 3, FIRST + last - 2)
        chosen.addRangeAddress(area.RangeAddress, False)
    doc.CurrentController.select(chosen)


def hide(book: xw.Book, *rows: int) -> None:
    """Filter rows of the queue out."""
    lines = book.impl.doc.CurrentController.ActiveSheet.Rows
    for row in rows:
        lines.getByIndex(FIRST + row - 2).IsVisible = False


def shown(book: xw.Book, row: int) -> int:
    """The dossier of a row of the queue."""
    found = Book(book).read_table("tFile")[row - 1]["dossier"]
    assert isinstance(found, int)
    return found


def held(space: Workspace) -> dict[int, Dossier]:
    with space.store().read() as unit:
        return unit.dossiers_by_ids(range(1, 11))


def given(space: Workspace) -> list[int]:
    return sorted(at for at, each in held(space).items() if each.assigned_to == OTHER)


def message(book: xw.Book) -> str:
    return message_on(book, "File")


def test_the_visible_rows_selected_are_given_until_a_day_and_taken_back(
    at_work: xw.Book, space: Workspace
) -> None:
    wanted = sorted(shown(at_work, row) for row in (2, 4, 7))
    select(at_work, (2, 4), (7, 8))
    hide(at_work, 3, 8)
    typed(at_work, "2 30/11/2026")
    press(at_work, "Affecter")
    (question,) = asked(at_work)
    assert question.startswith("3 dossiers choisis. À qui ?")
    assert f"1 = {CHARGE} ; 2 = {OTHER}." in question
    assert message(at_work) == f"3 dossiers affectés à {OTHER} jusqu’au 30/11/2026 inclus."
    assert given(space) == wanted
    rows = {row["dossier"]: row for row in Book(at_work).read_table("tFile")}
    assert [rows[at]["charge"] for at in wanted] == [OTHER] * 3
    assert rows[wanted[0]]["a_noter"] == f"Affecté jusqu’au 30/11/2026 (titulaire : {CHARGE})"
    at_work.app.impl.answers.replies.append("yes")
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert "3 dossiers – " in at_work.app.impl.answers.shown[-1].prompt
    assert given(space) == []
    assert {row["charge"] for row in Book(at_work).read_table("tFile")} == {CHARGE}


def test_what_stays_as_it_was_is_said_with_its_reason(at_work: xw.Book, space: Workspace) -> None:
    select(at_work, (1, 1))
    typed(at_work, "2 30/11/2026")
    press(at_work, "Affecter")
    with space.store().write() as unit:
        known = unit.dossiers_by_ids([shown(at_work, row) for row in (2, 3)])
        pairs = [(each, each._replace(closing=Closing.DOUBLON)) for each in known.values()]
        unit.change("dossiers", pairs)
        gone = shown(at_work, 4)
        theirs = [(each, each._replace(dossier_id=None)) for each in unit.contracts_in(gone)]
        unit.change("contracts", theirs)
        unit.remove("dossiers", [gone])
    select(at_work, (1, 5))
    typed(at_work, "2 30/11/2026")
    press(at_work, "Affecter")
    left = "2 laissés : terminé ou clos ; 1 laissé : déjà ainsi ; 1 laissé : absent de la base"
    assert message(at_work) == (
        f"1 dossier affecté à {OTHER} jusqu’au 30/11/2026 inclus ; {left}, actualisez la file."
    )


def test_who_is_away_is_said_where_dossiers_are_given(at_work: xw.Book, space: Workspace) -> None:
    day = date(2026, 11, 30)
    save_reglages(
        space.store(), 0, Proposed([], [AbsenceLine(OTHER, day, day, CHARGE)]), author(), NOW
    )
    said = f"{OTHER} du 30/11/2026 au 30/11/2026 (remplaçant : {CHARGE})"
    select(at_work, (1, 2))
    for until, warned in (("29/11/2026", ""), ("30/11/2026", f" Attention, absence : {said}.")):
        typed(at_work, f"2 {until}")
        press(at_work, "Affecter")
        assert message(at_work).endswith(f"jusqu’au {until} inclus.{warned}")
    assert f"Absences : {said}. 1 = " in asked(at_work)[0]


def test_without_a_visible_row_of_the_queue_nothing_is_asked(
    at_work: xw.Book, space: Workspace
) -> None:
    select(at_work, (2, 3))
    hide(at_work, 2, 3)
    press(at_work, "Affecter", "File")
    assert "Aucune ligne de la file n’est choisie" in message(at_work)
    at_work.sheets["File"]["B2"].select()
    press(at_work, "Affecter", "File")
    assert "Aucune ligne de la file n’est choisie" in message(at_work)
    assert (asked(at_work), given(space)) == ([], [])


def test_one_who_is_no_manager_is_told_so_and_a_wrong_answer_changes_nothing(
    at_work: xw.Book, space: Workspace
) -> None:
    select(at_work, (1, 2))
    for text, said in (
        ("", "File à jour"),
        ("9", "« 9 » n’est pas dans la liste"),
        ("2 31/02/2026", "31/02/2026"),
        ("2 22/11/2026", "Le 22/11/2026 est passé"),
    ):
        typed(at_work, text)
        press(at_work, "Affecter")
        assert said in message(at_work)
    store = space.store()
    chief = [Naming("chef", None, True), Naming(author(), CHARGE, False)]
    name_logins(store, chief, author(), NOW)
    asked(at_work)
    for caption, does in (
        ("Affecter", "affecte des dossiers"),
        ("Différer", "diffère des dossiers"),
        ("Clore le retard", "clôt le retard"),
    ):
        press(at_work, caption)
        assert f"Seul un responsable {does}. Demandez à : chef." in message(at_work)
    assert (asked(at_work), given(space), put_off(space)) == ([], [], [])


def test_a_name_is_an_answer_too_and_the_owner_takes_his_dossiers_back(
    at_work: xw.Book, space: Workspace
) -> None:
    select(at_work, (1, 2))
    for text in (OTHER.lower(), CHARGE):
        typed(at_work, text)
        press(at_work, "Affecter")
        assert len(given(space)) == (2 if text != CHARGE else 0)
    assert message(at_work) == f"2 dossiers affectés à {CHARGE}."


def test_the_rows_selected_are_put_off_with_their_reason_and_taken_back(
    at_work: xw.Book, space: Workspace
) -> None:
    wanted = sorted(shown(at_work, row) for row in (1, 2))
    select(at_work, (1, 2))
    typed(at_work, "03/12/2026 client en congés")
    at_work.app.impl.answers.replies.append("no")
    press(at_work, "Différer")
    assert put_off(space) == []
    asking = at_work.app.impl.answers.shown[-1].prompt
    assert asking.startswith("2 fenêtres seront finies avant le 03/12/2026 (la première le 02/12")
    typed(at_work, "01/12/2026 client en congés")
    press(at_work, "Différer")
    assert message(at_work) == "2 dossiers différés au 01/12/2026."
    assert put_off(space) == wanted
    rows = {row["dossier"]: row for row in Book(at_work).read_table("tFile")}
    assert rows[wanted[0]]["raison"] == "Différé au 01/12/2026 : client en congés."
    at_work.app.impl.answers.replies.append("yes")
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert put_off(space) == []


def test_the_day_given_as_an_example_is_to_come(at_work: xw.Book, space: Workspace) -> None:
    freeze_day(space.folder, date(2026, 12, 31), time(9))
    select(at_work, (1, 1))
    typed(at_work, "")
    press(at_work, "Différer")
    assert "par exemple : 07/01/2027 client en congés." in asked(at_work)[-1]
    assert (message(at_work).startswith("File à jour"), put_off(space)) == (True, [])


def put_off(space: Workspace) -> list[int]:
    return sorted(at for at, each in held(space).items() if each.postponed_until)


def test_the_backlog_is_closed_with_its_reason_and_taken_back(
    at_work: xw.Book, space: Workspace
) -> None:
    press(at_work, "Clore le retard")
    assert "Aucun dossier hors délai n’est resté" in message(at_work)
    days = {20 + day: date(2026, 3, day) for day in (2, 3, 4)}
    theirs = [
        contract(id=at, number=f"C{at}", dossier_id=at, effect_date=day) for at, day in days.items()
    ]
    with space.store().write() as unit:
        unit.add_all("dossiers", [dossier(day, id=at, client_id=1) for at, day in days.items()])
        unit.add_all("contracts", theirs)
    attempted(space.engine(), dossier_id=24)
    typed(at_work, "1 avant notre arrivée")
    press(at_work, "Clore le retard")
    (*_, question) = asked(at_work)
    assert question.startswith("2 dossiers hors délai sans aucun travail, le plus ancien à appeler")
    assert "vers le 02/06/2026. 1 autre, travaillé, reste." in question
    assert "1 = tous (2)." in question
    assert message(at_work) == "2 dossiers clos : Hors délai à l’import."
    at_work.app.impl.answers.replies.append("yes")
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert backlog_of(space.store(), space.today).dossier_ids == {22, 23}
