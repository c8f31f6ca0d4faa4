"""The doubles, listed, merged and parted by real clicks."""

from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import Workspace, author, open_workspace
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.live import actions
from mplus3_xl.live.book import Book
from mplus3_xl.services.agency.naming import Naming, name_logins
from mplus3_xl.services.client.doubles import doubles
from mplus3_xl.settings import freeze_day, own_store
from mplus3_xl.workbook_versions import note_versions
from tests.conftest import NOW
from tests.domain.invented import contract, named
from tests.live.pressing import MOST, press, select
from tests.live.pressing import message as message_on
from tests.live.test_counts import count, plain
from tests.services.desk import fill
from tests.stores import made_in

PEOPLE = (
    ("MARTIN Zoé", "01 99 00 00 01"),
    ("Martin Zoe", "+33199000001"),
    ("DUVAL Paul", None),
    ("DUVAL PAUL", None),
)


@pytest.fixture
def space(folder: Path) -> Workspace:
    """A folder with two groups of two probable doubles; who works there is a manager."""
    freeze_day(folder, NOW.date(), NOW.time())
    workspace = open_workspace(folder, own_store(folder), None)
    store = made_in(workspace)
    people = [named(at, *known) for at, known in enumerate(PEOPLE, 1)]
    fill(store, people, [], [contract(client_id=2)])
    name_logins(store, [Naming(author(), None, True)], "chef", NOW)
    return workspace


def message(book: xw.Book) -> str:
    return message_on(book, "Doubles")


def shown(book: xw.Book) -> list[tuple[object, ...]]:
    """The group, the advice and the file of each row."""
    rows = Book(book).read_table("tDoubles")
    return [(row["groupe"], row["conseil"], row["fiche"]) for row in rows]


def replying(book: xw.Book, *replies: str) -> None:
    book.app.impl.answers.replies.extend(replies)


def prompt(book: xw.Book) -> str:
    """What was asked last."""
    return str(book.app.impl.answers.shown[-1].prompt)


def test_a_manager_lists_merges_and_parts_the_doubles(book: xw.Book, space: Workspace) -> None:
    press(book, "Doubles", "Pilotage")
    assert book.sheets.active.name == "Doubles"
    then = "Choisissez la ligne de la fiche à garder, puis Fusionner."
    assert message(book) == f"2 doubles probables. {then}"
    assert shown(book) == [(1, "À garder", 2), (1, None, 1), (2, "À garder", 3), (2, None, 4)]
    (first, *_) = Book(book).read_table("tDoubles")
    assert (first["commun"], first["contrats"]) == ("même nom, même téléphone", 1)
    select(book, "Doubles", "tDoubles", 1)
    replying(book, "no")
    press(book, "Fusionner", "Doubles")
    assert len(doubles(space.store())) == 2
    replying(book, "yes")
    press(book, "Fusionner", "Doubles")
    kept, other = "« MARTIN Zoé » (L1, 0 contrat)", "« Martin Zoe » (L2, 1 contrat)"
    assert prompt(book).startswith(f"Garder {kept} et y réunir {other} ?")
    done = "1 fiche réunie à MARTIN Zoé. 1 double probable. Actualisez la file."
    assert message(book) == done
    assert shown(book) == [(1, "À garder", 3), (1, None, 4)]
    with space.store().read() as unit:
        assert [each.number for each in unit.contracts_of([1])] == ["C1"]
    select(book, "Doubles", "tDoubles", 0)
    replying(book, "yes")
    press(book, "Pas des doubles", "Doubles")
    kept, other = "« DUVAL Paul » (L3, 0 contrat)", "« DUVAL PAUL » (L4, 0 contrat)"
    assert prompt(book).startswith(f"{kept} n’est pas {other} ?")
    assert message(book) == "Pas des doubles : c’est noté. Aucun double probable."
    assert shown(book) == []
    assert doubles(space.store()) == []
    press(book, "Doubles", "Pilotage")
    assert message(book) == "Aucun double probable."
    assert book.sheets["Doubles"].impl.protected is True


def test_files_of_different_types_are_warned_of_before_a_merge(
    book: xw.Book, space: Workspace
) -> None:
    with space.store().write() as unit:
        zoe = unit.clients_by_id([1])[1]
        unit.change("clients", [(zoe, zoe._replace(client_type=ClientType.ENTREPRISE))])
        other = unit.clients_by_id([2])[2]
        unit.change("clients", [(other, other._replace(client_type=ClientType.PARTICULIER))])
    press(book, "Doubles", "Pilotage")
    select(book, "Doubles", "tDoubles", 0)
    replying(book, "no")
    press(book, "Fusionner", "Doubles")
    assert prompt(book).startswith("Attention : ces fiches sont de types différents (« ")
    assert len(doubles(space.store())) == 2


def test_only_a_manager_who_chose_a_row_is_asked(book: xw.Book, space: Workspace) -> None:
    press(book, "Doubles", "Doubles")
    book.sheets["Doubles"].range((1, 1)).select()
    press(book, "Fusionner", "Doubles")
    assert "Aucune fiche n’est choisie" in message(book)
    name_logins(space.store(), [Naming("chef", None, True)], author(), NOW)
    name_logins(space.store(), [Naming(author(), None, False)], "chef", NOW)
    select(book, "Doubles", "tDoubles", 0)
    press(book, "Fusionner", "Doubles")
    assert "Seul un responsable décide des doubles. Demandez à : chef." in message(book)
    press(book, "Pas des doubles", "Doubles")
    assert "Seul un responsable" in message(book)
    assert len(doubles(space.store())) == 2


def test_the_clicks_make_few_calls_whatever_the_number_of_doubles(
    book: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_versions(space, Book(book).path)
    with space.store().write() as unit:
        unit.add_all("clients", [named(at, f"INVENTÉ N{at // 2}") for at in range(10, 1010)])
    calls = count(book, plain(actions.lister_doubles), monkeypatch)
    assert len(calls) <= MOST, calls
    assert len(shown(book)) == 1004
    for action in (actions.fusionner, actions.pas_doubles):
        select(book, "Doubles", "tDoubles", 1)
        replying(book, "yes")
        calls = count(book, plain(action), monkeypatch)
        assert len(calls) <= MOST, calls
    assert len(shown(book)) == 1000
