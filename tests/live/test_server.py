"""The buttons on a store that several seats share: PostgreSQL, joined once a click."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw
from sqlalchemy import event
from sqlalchemy.pool import Pool

from mplus3_xl import clock
from mplus3_xl.bootstrap import Workspace, open_workspace
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.live.book import Book
from tests.conftest import NOW
from tests.dossiers import open_dossier
from tests.live.pressing import chosen, field, named, press, typed
from tests.live.pressing import message as said
from tests.live.test_day import REACHED, opened
from tests.stores import database


@pytest.fixture
def space(
    made_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """A folder of one's own whose store is on a server, empty."""
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(tzinfo=clock.PARIS))
    folder = tmp_path / "poste"
    folder.mkdir()
    monkeypatch.setenv("MPLUS3_ESPACE", str(folder))
    with database(made_database) as address:
        settings = f'[base]\nadresse = "{address}"\n'
        (folder / "mplus3.toml").write_text(settings, encoding="utf-8")
        yield open_workspace(None, None, None)


@pytest.fixture
def at_work(book: xw.Book, space: Workspace, imported: Path) -> xw.Book:
    """The workbook once an export is imported by its button, the queue in front."""
    book.sheets["Accueil"].activate()
    chosen(book, sorted((imported / "exports").glob("*CONTRATS*.xlsx"))[0])
    press(book, "Importer un export")
    assert "lignes lues" in said(book)
    return book


@pytest.fixture
def joined() -> Iterator[list[Any]]:
    """What joined a server since, and is still open."""
    held: list[Any] = []

    def join(connection: Any, _record: object) -> None:
        held.append(connection)

    event.listen(Pool, "connect", join)
    yield held
    event.remove(Pool, "connect", join)


def test_a_day_is_lived_on_a_server(at_work: xw.Book, space: Workspace) -> None:
    first = space.queue()[0]
    assert next(row["dossier"] for row in Book(at_work).read_table("tFile")) == first.dossier
    dossier = opened(at_work)
    assert dossier == first.dossier
    type_in(named(at_work, "fiche_issue"), REACHED)
    press(at_work, "Enregistrer", "Fiche")
    assert open_dossier(space.store(), dossier).dossier.appel == "OK"
    at_work.app.impl.answers.replies += ["yes"]
    press(at_work, "Annuler ma dernière action", "Fiche")
    assert open_dossier(space.store(), dossier).dossier.appel is None
    press(at_work, "Suivant", "Fiche")
    assert field(at_work, "fiche_code") != dossier
    typed(at_work, first.nom)
    press(at_work, "Chercher un client", "File")
    assert field(at_work, "fiche_code") == dossier


def test_a_click_joins_the_server_once_and_leaves_it(
    at_work: xw.Book, joined: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(at_work)
    type_in(named(at_work, "fiche_issue"), REACHED)
    joined.clear()
    press(at_work, "Enregistrer", "Fiche")
    assert "Enregistré" in said(at_work)
    assert [connection.closed for connection in joined] == [True]
