"""What a click costs in calls into the spreadsheet hangs on no number of rows."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl.bootstrap import open_workspace
from mplus3_xl.layout.queue import accueil
from mplus3_xl.live import actions, book
from mplus3_xl.live.book import Book
from mplus3_xl.live.port import FieldValue, Row
from mplus3_xl.live.sheet import places
from mplus3_xl.live.versions import check
from tests.demos import demo_in
from tests.live.pressing import MOST
from tests.live.queue_rows import TITLES, rows
from tests.live.test_forms import everything
from tests.live.test_tables import cell

MOST_SWITCHES = 5
FIGURES: dict[str, FieldValue] = {
    accueil.figure(key): 3 for key, *_ in (*accueil.CARDS, *accueil.ALERTS)
}


def refresh(desk: Book, written: list[Row]) -> None:
    desk.begin("Actualiser la file…")
    desk.write_table("tFile", written)
    desk.write_form(FIGURES)
    desk.tell("File à jour.")
    desk.end()


def open_form(desk: Book, written: list[Row]) -> None:
    desk.begin("Ouvrir la fiche…")
    assert desk.selected_dossier() == 1
    desk.write_form(everything())
    desk.go_to("Fiche")
    desk.end()


def save_form(desk: Book, written: list[Row]) -> None:
    desk.begin("Enregistrer…")
    desk.read_form(list(places.areas("Fiche")))
    desk.write_form({"fiche_modifie": None})
    desk.tell("Enregistré.")
    desk.end()


@pytest.mark.parametrize("count", [10, 100, 5_000])
@pytest.mark.parametrize("click", [refresh, open_form, save_form])
def test_a_click_makes_few_calls_whatever_the_number_of_rows(
    desk: Book, queue: xw.Sheet, count: int, click: Callable[[Book, list[Row]], None]
) -> None:
    if click is refresh:
        cell(queue, 1, "nom").select()
        column = TITLES.index("agence") + 1
        queue.tables["tFile"].autofilter.apply_values(column, ["Corniche"])
        written: list[Row] = list(reversed(rows(count)))
    else:
        written = list(rows(count))
        Book(queue.book).write_table("tFile", written)
        cell(queue, 1, "nom").select()
    click(desk, written)
    print(f"{click.__name__}, {count} rows: {len(desk.gate.calls)} {desk.gate.calls}")  # noqa: T201
    assert len(desk.gate.calls) <= MOST
    assert len(desk.gate.switches) <= MOST_SWITCHES


def test_the_versions_of_a_workbook_are_asked_once(desk: Book, tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path, None, None)
    for _ in range(3):
        check(workspace, desk.path, desk.read_form)
    assert desk.gate.calls == ["read value"]


def test_five_thousand_rows_are_all_written(desk: Book) -> None:
    desk.write_table("tFile", rows(5_000))
    assert [each["dossier"] for each in desk.read_table("tFile")] == list(range(1, 5_001))


def test_the_first_refresh_of_a_workbook_counts_its_versions_too(
    desk: Book, queue: xw.Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo_in(tmp_path / "demo")
    monkeypatch.setenv("MPLUS3_ESPACE", str(tmp_path / "demo"))
    cell(queue, 1, "nom").select()
    monkeypatch.setattr(book, "calling_book", lambda: desk)
    actions.actualiser()
    assert len(desk.gate.calls) <= MOST
    assert desk.gate.calls[:2] == ["read value", "read selection"]  # the versions, first of all
