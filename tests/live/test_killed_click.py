"""A click that is killed, or loses its LibreOffice, costs nothing that was saved."""

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from mplus3_xl.calc import macros
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.live.book import Book
from mplus3_xl.live.call.calling_desk import ALREADY_SAVED
from mplus3_xl.live.one_click import FILE
from tests.dossiers import open_dossier
from tests.live.dying import (
    AGAIN,
    BILAN,
    DOSSIER,
    KEEP,
    OPEN,
    REFRESH,
    SAVE,
    killed_at_call,
    killed_at_statement,
)
from tests.live.pressing import message, select
from tests.live.queue_rows import rows
from tests.live.spaces import Space, assert_shows_the_store, wait_until

KILLED = -signal.SIGKILL
CHILDREN, SECOND_HOME = (
    "Combien d’enfants avez-vous à charge ?",
    "Avez-vous une résidence secondaire ?",
)


@pytest.fixture(scope="module")
def space(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Space]:
    made = Space(tmp_path_factory.mktemp("tué") / "demo")
    yield made
    made.end()


@pytest.fixture
def spoilt(space: Space) -> Space:
    """The space, its sheets showing something else than the store."""
    Book(space.book).write_table("tFile", rows(3))
    return space


def note(space: Space) -> str | None:
    kept = open_dossier(space.workspace.store(), DOSSIER).kept
    return kept[0].content["fiche_note"] if kept else None


def assert_sound(space: Space) -> None:
    with space.workspace.store().read() as unit:
        assert unit.faults() == []


@pytest.mark.parametrize("call", [1, 3, 5, 7, 8, 10, 12])
def test_a_python_killed_at_any_call_is_repaired_by_the_next_refresh(
    spoilt: Space, call: int
) -> None:
    assert spoilt.click(killed_at_call(call, REFRESH)) == KILLED
    assert spoilt.click(REFRESH) == 0
    assert_shows_the_store(spoilt.book, spoilt.workspace)


def test_the_lock_of_a_killed_click_does_not_bar_the_next(spoilt: Space) -> None:
    assert spoilt.click(killed_at_call(5, REFRESH)) == KILLED
    assert (spoilt.folder / FILE).exists()
    assert spoilt.click(REFRESH) == 0
    assert not (spoilt.folder / FILE).exists()
    assert_shows_the_store(spoilt.book, spoilt.workspace)


@pytest.mark.parametrize("call", [8, 9, 10, 11, 12, 13])
def test_a_form_half_written_is_of_no_dossier_and_keeps_what_was_typed(
    space: Space, call: int
) -> None:
    assert space.click(REFRESH) == 0
    second, first = opened(space, 1), opened(space, 0)
    typed = space.book.names["fiche_note"].refers_to_range
    typed.value = "de la première"
    select(space.book, "File", "tFile", 1)
    assert space.click(killed_at_call(call, OPEN)) == KILLED
    whole = ((first, "de la première"), (second, None))
    assert form(space) in (*whole, (None, "de la première"), (None, None))
    assert opened(space, 0) == first
    assert form(space) == (first, "de la première")


@pytest.mark.parametrize("call", [7, 8, 10, 12, 13])
def test_a_bilan_half_written_is_of_no_dossier_and_keeps_what_was_typed(
    space: Space, call: int
) -> None:
    assert space.click(REFRESH) == 0
    select(space.book, "File", "tFile", 0)
    assert space.click(BILAN) == 0
    first = bilan(space)[0]
    space.book.names["bilan_sans_action"].refers_to_range.value = "du premier"
    select(space.book, "File", "tFile", 1)
    assert space.click(killed_at_call(call, BILAN)) == KILLED
    assert bilan(space) in ((first, "du premier"), (None, "du premier"), (None, None))
    select(space.book, "File", "tFile", 0)
    assert space.click(BILAN) == 0
    assert bilan(space) == (first, "du premier")


@pytest.mark.parametrize(("call", "row"), [(4, 1), (7, 2), (8, 4), (9, 9)])
def test_a_bilan_half_computed_again_saves_no_answer_under_another_question(
    space: Space, call: int, row: int
) -> None:
    """Without a child the third question goes, and those under it move up."""
    assert space.click(REFRESH) == 0
    select(space.book, "File", "tFile", row)
    assert space.click(BILAN) == 0
    asked = space.book.names["bilan_situation"].refers_to_range
    assert [asked[at, 0].value for at in (1, 5)] == [CHILDREN, SECOND_HOME]
    before = dict(asked.value)
    asked[1, 1].value, asked[5, 1].value = 0, "Oui"
    assert space.click(killed_at_call(call, AGAIN)) == KILLED
    assert space.click(SAVE) == 0
    select(space.book, "File", "tFile", row)
    assert space.click(BILAN) == 0
    after = dict(asked.value)
    changed = {label: answer for label, answer in after.items() if answer != before.get(label)}
    assert changed == {CHILDREN: "0", SECOND_HOME: "Oui"}


@pytest.mark.parametrize(("call", "row"), [(4, 14), (7, 5), (9, 6), (10, 7), (11, 8), (12, 10)])
def test_an_attempt_that_a_killed_click_saved_is_not_counted_twice(
    space: Space, call: int, row: int
) -> None:
    assert space.click(REFRESH) == 0
    dossier = opened(space, row)
    assert attempts(space, dossier) == 0
    issue = space.book.names["fiche_issue"].refers_to_range
    issue.value = "Ne répond pas"
    assert space.click(killed_at_call(call, SAVE)) == KILLED
    assert space.click(SAVE) == 0
    assert attempts(space, dossier) == 1


def test_what_was_typed_since_a_killed_click_saved_the_form_stays_and_is_saved_next(
    space: Space,
) -> None:
    assert space.click(REFRESH) == 0
    dossier = opened(space, 11)
    names = space.book.names
    names["fiche_issue"].refers_to_range.value = "Ne répond pas"
    assert space.click(killed_at_call(5, SAVE)) == KILLED
    assert attempts(space, dossier) == 1
    insurers = names["fiche_autres_assureurs"].refers_to_range
    insurers.value = "Mutuelle inventée"
    assert space.click(SAVE) == 0
    assert message(space.book).startswith(ALREADY_SAVED)
    assert insurers.value == "Mutuelle inventée"
    assert space.click(SAVE) == 0
    assert message(space.book).startswith("Enregistré")
    assert insurers.value == "Mutuelle inventée"
    assert attempts(space, dossier) == 1


def test_a_form_that_a_killed_click_saved_is_left_without_a_word_of_it(space: Space) -> None:
    assert space.click(REFRESH) == 0
    dossier = opened(space, 15)
    space.book.names["fiche_issue"].refers_to_range.value = "Ne répond pas"
    assert space.click(killed_at_call(5, SAVE)) == KILLED
    assert attempts(space, dossier) == 1
    opened(space, 0)
    assert opened(space, 15) == dossier
    assert "Votre saisie" not in message(space.book)


@pytest.mark.parametrize("left", [False, True])
def test_what_was_typed_since_a_killed_click_saved_the_bilan_is_saved_with_it(
    space: Space, *, left: bool
) -> None:
    assert space.click(REFRESH) == 0
    row = _of_a_person(space, 8 if left else 9)
    select(space.book, "File", "tFile", row)
    assert space.click(BILAN) == 0
    asked = space.book.names["bilan_situation"].refers_to_range
    at = [label for label, _ in asked.value].index(CHILDREN)
    asked[at, 1].value = 2
    assert space.click(killed_at_call(4, SAVE)) == KILLED
    asked[at, 1].value = 3
    space.book.names["bilan_sans_action"].refers_to_range.value = "tapé depuis"
    if left:  # for another bilan, then opened again
        for each in (0, row):
            select(space.book, "File", "tFile", each)
            assert space.click(BILAN) == 0
        assert dict(asked.value)[CHILDREN] == "3"
        assert "Changé depuis" not in message(space.book)
    assert space.click(SAVE) == 0
    assert message(space.book).startswith("Bilan enregistré")
    assert (bilan(space)[1], dict(asked.value)[CHILDREN]) == ("tapé depuis", "3")


def form(space: Space) -> tuple[object, object]:
    """The dossier of the form, and its note."""
    held = Book(space.book).read_form(["fiche_code", "fiche_note"])
    return held["fiche_code"], held["fiche_note"]


def attempts(space: Space, dossier: object) -> int:
    """How many attempts the dossier of a form has."""
    assert isinstance(dossier, int)
    with space.workspace.store().read() as unit:
        held = unit.dossiers_by_ids([dossier])[dossier]
        return sum(each.dossier_id == dossier for each in unit.attempts_of(held.client_id))


def bilan(space: Space) -> tuple[object, object]:
    """The dossier of the bilan, and why there is no action."""
    held = Book(space.book).read_form(["bilan_code", "bilan_sans_action"])
    return held["bilan_code"], held["bilan_sans_action"]


def _of_a_person(space: Space, at: int) -> int:
    """Return the row of the queue where one of the private clients stands, from 0."""
    rows = Book(space.book).read_table("tFile")
    private = [
        row for row, each in enumerate(rows) if each["type_client"] == ClientType.PARTICULIER.label
    ]
    return private[at]


def opened(space: Space, row: int) -> object:
    """Open the form of a row of the queue; return its dossier."""
    select(space.book, "File", "tFile", row)
    assert space.click(OPEN) == 0
    return form(space)[0]


@pytest.mark.parametrize("seconds", [0.1, 0.6, 1.0, 1.4])
def test_a_python_killed_at_any_time_is_repaired_by_the_next_refresh(
    spoilt: Space, seconds: float
) -> None:
    macros.run(spoilt.book.impl, "xlwings.RunPython", [REFRESH])
    time.sleep(seconds)
    for process in _clicks(spoilt):
        process.kill()
    wait_until(lambda: not _clicks(spoilt))
    assert spoilt.click(REFRESH) == 0
    assert_shows_the_store(spoilt.book, spoilt.workspace)


def _clicks(space: Space) -> list[psutil.Process]:
    """The Pythons that a button of the space has started."""
    found = psutil.process_iter(["cmdline", "status"])
    return [
        process
        for process in found
        if "mplus3_xl.calc.click" in (process.info["cmdline"] or ())
        and space.opened.connection in process.info["cmdline"]
        and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


@pytest.mark.parametrize("statement", range(1, 8))
def test_a_save_killed_in_the_store_is_as_if_it_was_not(space: Space, statement: int) -> None:
    assert space.click(KEEP, NOTE=f"avant {statement}") == 0
    assert space.click(killed_at_statement(statement, KEEP), NOTE=f"après {statement}") == KILLED
    assert note(space) == f"avant {statement}"
    assert_sound(space)


@pytest.mark.parametrize("call", [1, 3, 5])
def test_what_was_saved_before_python_was_killed_is_kept(space: Space, call: int) -> None:
    assert space.click(KEEP, NOTE="avant") == 0
    assert space.click(killed_at_call(call, KEEP), NOTE=f"appel {call}") == KILLED
    assert note(space) in ("avant", f"appel {call}")
    assert_sound(space)


@pytest.mark.parametrize(("call", "command"), [(4, REFRESH), (8, REFRESH), (5, KEEP)])
def test_a_libreoffice_killed_in_a_click_loses_nothing(
    tmp_path: Path, call: int, command: str
) -> None:
    space = Space(tmp_path / "demo")
    try:
        assert space.click(KEEP, NOTE="avant") == 0
        code = space.click(killed_at_call(call, command, space.office()), NOTE="pendant")
        assert code not in (0, KILLED)  # the click ends by itself, and not as if all was well
        assert note(space) == ("pendant" if command == KEEP else "avant")
        space.end()
        space.open()
        assert space.click(REFRESH) == 0
        assert_shows_the_store(space.book, space.workspace)
    finally:
        space.end()
