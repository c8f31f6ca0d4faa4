"""Whatever an action does, the person reads French and the workbook is set back."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.errors import UserError
from mplus3_xl.live.book import Book, calling_book
from mplus3_xl.live.entry import action, run
from mplus3_xl.live.gate import Gate
from mplus3_xl.live.one_click import FILE, BusyError, one_click
from mplus3_xl.live.port import Desk, FormRefusedError
from mplus3_xl.settings import freeze_day, own_store
from mplus3_xl.store.engine import file_of
from mplus3_xl.store.files.carrying import begin_anew
from mplus3_xl.workbook_versions import versions_noted
from tests.full_disk import no_room
from tests.live.pressing import message, named

Work = Callable[[Desk, Workspace], None]
SAME_BOOK = pytest.mark.shared_book("a click that leaves the sheets to the next")


@pytest.fixture
def click(book: xw.Book, queue: xw.Sheet, folder: Path) -> Callable[[Work], str]:
    """Click a button of the queue's sheet; return the message that the person reads."""
    book.set_mock_caller()

    def press(work: Work) -> str:
        run("Essayer", work, calling_book())
        return message(book, "File")

    return press


def nothing(desk: Desk, workspace: Workspace) -> None: ...


def refuse(desk: Desk, workspace: Workspace) -> None:
    desk.write_form({"fiche_nom": "PAYET"})
    raise UserError("essai", "La base est occupée.", "Recommencez dans une minute.")


def fail(desk: Desk, workspace: Workspace) -> None:
    desk.write_form({"fiche_nom": "PAYET"})
    raise ZeroDivisionError("quelque chose d’interne")


def say(desk: Desk, workspace: Workspace) -> None:
    desk.tell("C’est fait.")


@SAME_BOOK
def test_what_an_action_tells_is_read(click: Callable[[Work], str]) -> None:
    assert click(say) == "C’est fait."


@SAME_BOOK
def test_a_refusal_says_what_happened_and_what_to_do(click: Callable[[Work], str]) -> None:
    assert click(refuse) == "Non fait : La base est occupée. Recommencez dans une minute."


@SAME_BOOK
def test_a_bug_names_the_journal_and_shows_nothing_of_the_inside(
    click: Callable[[Work], str],
) -> None:
    message = click(fail)
    assert "mplus3.log" in message
    assert "« Essayer »" in message
    assert not [word for word in ("Traceback", "ZeroDivision", "interne") if word in message]


@SAME_BOOK
def test_the_journal_holds_the_traceback_of_a_bug(click: Callable[[Work], str]) -> None:
    path = Path(click(fail).rpartition("journal ")[2].removesuffix("."))
    assert "ZeroDivisionError: quelque chose d’interne" in path.read_text(encoding="utf-8")


@SAME_BOOK
@pytest.mark.parametrize("work", [nothing, say, refuse, fail])
def test_the_workbook_is_set_back_whatever_happens(
    click: Callable[[Work], str], book: xw.Book, work: Work
) -> None:
    click(work)
    assert book.app.screen_updating is True
    assert book.app.status_bar is False
    assert book.sheets["Fiche"].impl.protected is True


class OnTheWeb:
    """A workbook of OneDrive, as xlwings answers when it finds no folder of this computer."""

    @property
    def fullname(self) -> str:
        raise xw.XlwingsError("Couldn't find your local OneDrive file.")


def test_a_workbook_on_the_web_is_refused_with_where_to_put_it() -> None:
    with pytest.raises(UserError, match="hors OneDrive"):
        _ = Book(OnTheWeb()).path  # type: ignore[arg-type]


@SAME_BOOK
def test_the_status_bar_says_what_is_being_done(
    click: Callable[[Work], str], book: xw.Book
) -> None:
    seen: list[object] = []

    def look(desk: Desk, workspace: Workspace) -> None:
        seen.append(book.app.status_bar)

    click(look)
    assert seen == ["M+3 : Essayer…"]


@SAME_BOOK
def test_nothing_is_drawn_while_an_action_runs(click: Callable[[Work], str], book: xw.Book) -> None:
    seen: list[object] = []

    def look(desk: Desk, workspace: Workspace) -> None:
        desk.write_form({"fiche_nom": "PAYET"})
        seen.append(book.app.screen_updating)

    click(look)
    assert seen == [False]


@pytest.mark.parametrize(
    ("name", "word"),
    [("meta_layout", "mise en page"), ("meta_xlwings", "xlwings")],
)
def test_a_workbook_of_another_version_is_refused_with_the_cure_and_left_as_it_is(
    book: xw.Book, desk: Book, folder: Path, name: str, word: str
) -> None:
    book.sheets["Fiche"].activate()
    named(book, name).value = "ancienne"
    run("Essayer", say, desk)
    message = book.app.impl.answers.shown[-1].prompt
    assert f"{word} : ancienne" in message
    assert "rouvrez-le par son raccourci (ou mplus3 ouvrir), qui le refait" in message
    assert {call.partition(" ")[0] for call in desk.gate.calls} == {"read", "alert"}
    assert book.sheets["Fiche"].impl.protected is True


def test_the_workbook_of_a_demo_is_refused_on_a_real_store(
    click: Callable[[Work], str], book: xw.Book, folder: Path
) -> None:
    named(book, "meta_demo").value = "23/11/2026"
    message = click(say)
    assert "celui d’une démonstration (jour figé au 23/11/2026)" in message
    assert f"la base de « {folder} » est la vraie" in message
    freeze_day(folder, date(2026, 11, 23), time(9))
    assert click(say) == "C’est fait."


def test_the_workbook_of_another_store_is_refused_with_where_it_is(
    click: Callable[[Work], str], book: xw.Book, folder: Path
) -> None:
    named(book, "meta_base").value = "celle-d-avant"
    before_any_store = click(say)
    own = open_workspace(folder, None, None)
    own.store(make=True)
    for said in (before_any_store, click(say)):
        assert "Ce classeur a été fait pour une autre base que celle d’ici" in said
        assert f"« {folder}/mplus3.sqlite »" in said
        assert "MPLUS3_BASE" in said
    named(book, "meta_base").value = own.identity
    assert click(say) == "C’est fait."


def test_a_store_that_takes_the_place_of_the_workbook_s_own_is_refused(
    click: Callable[[Work], str],
    book: xw.Book,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The address of the agency's store is missing one morning, and an old store is there."""
    open_workspace(folder, None, None).store(make=True)
    monkeypatch.setenv("MPLUS3_BASE", own_store(tmp_path / "commune"))
    shared = open_workspace(folder, None, None)
    shared.store(make=True)
    begin_anew(file_of(shared.engine()))  # the stores of the tests are copies of one
    named(book, "meta_base").value = shared.identity
    assert click(say) == "C’est fait."
    monkeypatch.delenv("MPLUS3_BASE")
    assert "autre base" in click(say)


def test_a_store_that_cannot_be_read_is_the_trouble_of_what_needs_it(
    click: Callable[[Work], str], book: xw.Book, folder: Path
) -> None:
    (folder / "mplus3.sqlite").write_text("abîmée" * 1000, encoding="utf-8")
    named(book, "meta_base").value = "celle-d-avant"
    assert click(say) == "C’est fait."
    assert not versions_noted(open_workspace(folder, None, None), Book(book).path)


@pytest.mark.parametrize(("work", "told"), [(say, "C’est fait. "), (nothing, "")])
def test_another_release_of_the_same_layout_is_warned_of_once_after_what_was_done(
    click: Callable[[Work], str], book: xw.Book, work: Work, told: str
) -> None:
    named(book, "meta_package").value = "0.0.9"
    warned = f"{told}À noter : Ce classeur a été fait pour une autre version"
    assert click(work).startswith(warned)
    assert click(say) == "C’est fait."


def test_another_release_is_still_told_after_a_first_click_that_was_refused(
    click: Callable[[Work], str], book: xw.Book
) -> None:
    named(book, "meta_package").value = "0.0.9"
    click(fail)
    told = "C’est fait. À noter : Ce classeur a été fait pour une autre version"
    assert click(say).startswith(told)
    assert click(say) == "C’est fait."


def test_a_second_click_is_refused_while_one_runs(
    click: Callable[[Work], str], book: xw.Book
) -> None:
    seen: list[object] = []

    def clicking_twice(desk: Desk, workspace: Workspace) -> None:
        seen.append(click(say))
        seen.append(book.app.status_bar)

    click(clicking_twice)
    wait = "Attendez sa fin, annoncée en haut de la feuille."
    assert seen == ["", f"M+3 : Une action est déjà en cours. {wait}"]


def test_a_second_click_leaves_the_sheets_to_the_first(
    click: Callable[[Work], str], book: xw.Book
) -> None:
    seen: list[object] = []

    def clicking_twice(desk: Desk, workspace: Workspace) -> None:
        desk.write_form({"fiche_nom": "PAYET"})
        click(fail)
        seen.extend([book.sheets["Fiche"].impl.protected, book.app.screen_updating])

    click(clicking_twice)
    assert seen == [False, False]


@SAME_BOOK
def test_a_click_is_possible_again_after_a_failure(click: Callable[[Work], str]) -> None:
    click(fail)
    assert click(say) == "C’est fait."


@SAME_BOOK
def test_the_lock_of_a_process_that_has_ended_is_ignored(
    click: Callable[[Work], str], folder: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True
    )
    (folder / FILE).write_bytes(ended.stdout.strip())
    assert click(say) == "C’est fait."


@SAME_BOOK
def test_a_lock_that_is_not_one_is_ignored(click: Callable[[Work], str], folder: Path) -> None:
    (folder / FILE).write_text("rien", encoding="ascii")
    assert click(say) == "C’est fait."


def test_the_lock_of_a_process_that_runs_is_respected(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(str(os.getpid()), encoding="ascii")
    with pytest.raises(BusyError), one_click(tmp_path):
        pass


def test_a_disk_too_full_for_the_lock_is_told_and_keeps_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mplus3_xl.live.one_click.os.getpid", no_room)
    with pytest.raises(UserError, match="Libérez de la place"), one_click(tmp_path):
        pytest.fail("the click must not begin")
    assert not (tmp_path / FILE).exists()


def test_a_lock_that_the_system_keeps_undoes_nothing_of_the_click(tmp_path: Path) -> None:
    with one_click(tmp_path):
        (tmp_path / FILE).unlink()
        (tmp_path / FILE).mkdir()  # which cannot go, as what another click reads on Windows
    assert (tmp_path / FILE).exists()


def test_a_locked_cell_is_told_in_french(click: Callable[[Work], str], book: xw.Book) -> None:
    def write_locked(desk: Desk, workspace: Workspace) -> None:
        desk.write_form({"fiche_nom": "PAYET"})
        book.macro("Proteger")("Fiche", False, True, "", "", 0)  # as somebody else might
        desk.write_form({"fiche_nom": "HOARAU"})

    message = click(write_locked)
    assert message.startswith("Non fait : Le tableur a refusé")
    assert "recommencez" in message


def test_problems_of_the_form_are_told_on_the_form(
    click: Callable[[Work], str], book: xw.Book
) -> None:
    def refuse_form(desk: Desk, workspace: Workspace) -> None:
        raise FormRefusedError("fiche", "Fiche refusée.", {"fiche_siret": "SIRET : 14 chiffres."})

    click(refuse_form)
    assert named(book, "fiche_message").value == "Non fait : SIRET : 14 chiffres."
    assert book.selection == named(book, "fiche_siret")
    assert book.sheets["Fiche"].impl.protected is True


@SAME_BOOK
def test_settings_that_cannot_be_read_are_told(click: Callable[[Work], str], folder: Path) -> None:
    (folder / "mplus3.toml").write_text("[[", encoding="utf-8")
    assert "n’est pas lisible" in click(nothing)


@SAME_BOOK
def test_a_folder_that_is_a_file_is_told(
    click: Callable[[Work], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path / "fichier"))
    assert "n’est pas accessible" in click(nothing)


def test_a_workbook_works_in_its_own_folder_whatever_its_excel_was_opened_for(
    click: Callable[[Work], str], book: xw.Book, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def look(desk: Desk, workspace: Workspace) -> None:
        seen.append(workspace.folder)

    click(look)
    own = Book(book).path.parent
    (own / "mplus3.toml").touch()
    click(look)
    monkeypatch.delenv("MPLUS3_ESPACE")
    click(look)
    assert seen == [folder, own, own]


def test_what_an_action_cannot_load_is_told(book: xw.Book, queue: xw.Sheet, folder: Path) -> None:
    book.set_mock_caller()
    action("Essayer", "absent_desk:save")()
    assert "mplus3.log" in message(book, "File")


class NoStatusBar(Gate):
    """The way into a spreadsheet that refuses to give its status bar back."""

    def switch(self, app: object, attribute: str, value: object) -> None:
        if (attribute, value) == ("status_bar", False):
            raise UserError("essai", "La barre d’état est refusée.", "Recommencez.")
        super().switch(app, attribute, value)


def test_protection_and_drawing_are_given_back_even_if_the_status_bar_cannot_be(
    book: xw.Book,
) -> None:
    desk = Book(book)
    desk.gate = NoStatusBar(())
    desk.begin("Essayer…")
    desk.write_form({"fiche_nom": "PAYET"})
    with pytest.raises(UserError, match="barre d’état"):
        desk.end()
    book.app.status_bar = False
    assert book.sheets["Fiche"].impl.protected is True
    assert book.app.screen_updating is True


def test_the_end_of_a_click_is_done_once(book: xw.Book) -> None:
    desk = Book(book)
    desk.begin("Essayer…")
    desk.write_form({"fiche_nom": "PAYET"})
    desk.end()
    desk.end()
    assert desk.gate.calls.count("Proteger") == 1
