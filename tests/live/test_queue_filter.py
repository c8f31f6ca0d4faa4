"""The filter of the queue is still there: after each click, in another workbook, another day."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import xlwings as xw

from mplus3_xl import settings
from mplus3_xl.bootstrap import Workspace, author, shipped
from mplus3_xl.calc import shim
from mplus3_xl.calc.clicks import type_in
from mplus3_xl.demo import DAY, HOUR
from mplus3_xl.live import actions
from mplus3_xl.live.book import Book
from mplus3_xl.live.port import Filter, Shown
from mplus3_xl.live.queue import queue_filter
from mplus3_xl.live.queue.remembered import FILE, Remembered, recall, remember
from mplus3_xl.space_workbook import ready
from mplus3_xl.workbook import NAME, blank_content, told_by, write_workbook
from mplus3_xl.workbook_versions import note_versions
from tests.live.pressing import MOST, call, chosen, named, press
from tests.live.pressing import message as said
from tests.live.queue_rows import TITLES
from tests.live.spaces import Space
from tests.live.test_counts import count
from tests.live.test_day import opened, visible
from tests.live.test_lists import swap

SITE = "Corniche"
BY_HAND: Filter = (Shown("agence", (SITE,)),)


@pytest.fixture
def reopened(app: xw.App, clickable: Path, tmp_path: Path) -> Callable[[xw.Book], xw.Book]:
    """Close a workbook and open it as it was made: nothing in it was saved."""

    def reopen(book: xw.Book) -> xw.Book:
        path = Path(book.fullname)
        book.close()
        again = app.books.open(shutil.copy(clickable, path))
        again.sheets["File"].activate()
        return again

    return reopen


def by_hand(book: xw.Book, key: str, *values: str) -> None:
    """Filter a column as a person does, with the button of its title."""
    filtered = book.sheets["File"].tables["tFile"].autofilter
    if values:
        filtered.apply_values(TITLES.index(key) + 1, list(values))
    else:
        filtered.clear(TITLES.index(key) + 1)


def filter_of(book: xw.Book) -> Filter:
    return Book(book).read_filter("tFile")


def test_a_filter_set_by_hand_survives_a_refresh_an_import_and_a_save(at_work: xw.Book) -> None:
    by_hand(at_work, "agence", SITE)
    press(at_work, "Actualiser la file")
    assert set(visible(at_work, "agence")) == {SITE}
    chosen(at_work, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    call(at_work, "Actions.Importer")
    assert set(visible(at_work, "agence")) == {SITE}
    sites = [row["agence"] for row in Book(at_work).read_table("tFile")]
    opened(at_work, sites.index(SITE) + 1)
    type_in(named(at_work, "fiche_issue"), "Ne répond pas")
    press(at_work, "Enregistrer", "Fiche")
    assert said(at_work).startswith("Enregistré")
    assert set(visible(at_work, "agence")) == {SITE}
    assert filter_of(at_work) == BY_HAND


def test_the_filter_of_a_column_that_was_moved_is_that_of_its_title(book: xw.Book) -> None:
    swap(book, "File", "Client", "Agence")
    by_hand(book, "nom", SITE)
    assert filter_of(book) == BY_HAND


def test_a_workbook_closed_and_opened_again_has_the_filters_of_both_columns(
    at_work: xw.Book,
    space: Workspace,
    reopened: Callable[[xw.Book], xw.Book],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    charge = str(visible(at_work, "charge")[0])
    by_hand(at_work, "agence", SITE)
    by_hand(at_work, "charge", charge)
    press(at_work, "Actualiser la file")
    shown = visible(at_work, "dossier")
    again = reopened(at_work)
    assert filter_of(again) == ()
    note_versions(space, Book(again).path)  # as the maker of the workbook does
    with monkeypatch.context() as counting:
        assert len(count(again, lambda _: actions.actualiser, counting)) <= MOST
    assert visible(again, "dossier") == shown
    assert said(again).endswith(
        "Votre filtre est remis (Agence, Chargé) ; « Toute la file » l’enlève."
    )
    press(again, "Actualiser la file")
    assert "remis" not in said(again)
    assert visible(again, "dossier") == shown


def test_a_filter_of_every_column_stays_in_as_few_calls_as_any_click(
    at_work: xw.Book, space: Workspace, reopened: Callable[[xw.Book], xw.Book]
) -> None:
    table = at_work.sheets["File"].tables["tFile"]
    shown = tuple(Shown(key, (), "not_equal_to", ("zzz",)) for key in TITLES)
    every = dict.fromkeys(range(1, len(TITLES) + 1), (1, ["<>zzz"]))
    assert table.autofilter.impl.apply_excel(every) == []
    press(at_work, "Actualiser la file")
    chosen(at_work, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    call(at_work, "Actions.Importer")
    assert filter_of(at_work) == shown
    assert table.show_autofilter is True
    again = reopened(at_work)
    note_versions(space, Book(again).path)
    press(again, "Actualiser la file")
    assert filter_of(again) == tuple(
        each for each in shown if each.key not in queue_filter.OF_A_CLIENT
    )
    press(again, "Toute la file")
    assert filter_of(again) == ()
    assert again.sheets["File"].tables["tFile"].show_autofilter is True


def test_the_buttons_that_a_killed_click_left_off_come_back_with_the_whole_queue(
    at_work: xw.Book,
) -> None:
    table = at_work.sheets["File"].tables["tFile"]
    table.show_autofilter = False
    press(at_work, "Toute la file")
    assert table.show_autofilter is True


def test_the_filter_of_a_button_is_put_back_by_an_import_too(
    at_work: xw.Book, reopened: Callable[[xw.Book], xw.Book]
) -> None:
    press(at_work, "En retard")
    again = reopened(at_work)
    chosen(again, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    call(again, "Actions.Importer")
    assert set(visible(again, "phase")) == {"En retard"}
    assert "Votre filtre est remis (Phase)" in said(again)


def test_today_is_the_day_on_which_the_workbook_is_opened_again(
    at_work: xw.Book, space: Workspace, reopened: Callable[[xw.Book], xw.Book]
) -> None:
    press(at_work, "Aujourd’hui")
    assert filter_of(at_work) == (before(DAY + timedelta(days=1)),)
    settings.freeze_day(space.folder, DAY + timedelta(days=1), HOUR)
    again = reopened(at_work)
    press(again, "Actualiser la file")
    assert filter_of(again) == (before(DAY + timedelta(days=2)),)
    assert visible(again, "dossier") != []


def test_today_follows_the_day_in_a_workbook_left_open(at_work: xw.Book, space: Workspace) -> None:
    press(at_work, "Aujourd’hui")
    settings.freeze_day(space.folder, DAY + timedelta(days=1), HOUR)
    press(at_work, "Actualiser la file")
    assert filter_of(at_work) == (before(DAY + timedelta(days=2)),)


@pytest.mark.parametrize("way", ["by hand", "by the button"])
def test_a_filter_that_was_taken_off_does_not_come_back(
    at_work: xw.Book, reopened: Callable[[xw.Book], xw.Book], way: str
) -> None:
    press(at_work, "En retard")
    if way == "by hand":
        by_hand(at_work, "phase")
        press(at_work, "Actualiser la file")
    else:
        press(at_work, "Toute la file")
    again = reopened(at_work)
    press(again, "Actualiser la file")
    assert filter_of(again) == ()
    assert "remis" not in said(again)


def test_a_filter_set_in_a_workbook_just_opened_is_worth_more_than_the_one_left(
    at_work: xw.Book, reopened: Callable[[xw.Book], xw.Book]
) -> None:
    press(at_work, "En retard")
    again = reopened(at_work)
    by_hand(again, "agence", SITE)
    press(again, "Actualiser la file")
    assert filter_of(again) == BY_HAND


def test_next_keeps_the_filter_that_was_set_by_hand(at_work: xw.Book, space: Workspace) -> None:
    by_hand(at_work, "agence", SITE)
    press(at_work, "Suivant")
    assert recall(space.folder, author()) == Remembered(BY_HAND, space.today)


@pytest.mark.parametrize(
    "pattern", ["*{}*", "{}*", "*{}"], ids=["contains", "begins with", "ends with"]
)
def test_a_contains_filter_stays_and_shows_what_fits_now(at_work: xw.Book, pattern: str) -> None:
    site = str(visible(at_work, "agence")[0])
    part = pattern.format(site[0] if pattern[0] == "{" else site[-3:])
    by_hand(at_work, "agence", part)  # as xlwings reads « Contient » of Excel
    press(at_work, "Actualiser la file")
    assert set(visible(at_work, "agence")) == {site}
    assert filter_of(at_work) == (Shown("agence", (), "equal_to", (part,)),)
    press(at_work, "Actualiser la file")
    assert "Filtre enlevé" not in said(at_work)
    assert set(visible(at_work, "agence")) == {site}


def test_a_filter_that_cannot_be_put_on_is_told_instead_of_emptying_the_queue(
    at_work: xw.Book, space: Workspace
) -> None:
    by_hand(at_work, "agence", "*dup~n*")
    press(at_work, "Actualiser la file")
    assert len(visible(at_work, "dossier")) == len(space.queue())
    title = queue_filter.columns_of((Shown("agence"),))
    assert f"Filtre enlevé, à reposer à la main : {title} (" in said(at_work)
    assert recall(space.folder, author()) is None
    press(at_work, "Actualiser la file")
    assert "Filtre enlevé" not in said(at_work)


def test_a_filter_that_the_spreadsheet_refuses_is_told_and_the_others_are_put_back(
    at_work: xw.Book, space: Workspace, reopened: Callable[[xw.Book], xw.Book]
) -> None:
    refused = Shown("phase", (), "not_between", ("D", "F"))  # LibreOffice knows no such filter
    remember(space.folder, author(), Remembered((refused, *BY_HAND), space.today))
    again = reopened(at_work)
    press(again, "Actualiser la file")
    assert filter_of(again) == BY_HAND
    title = queue_filter.columns_of((refused,))
    assert f"Filtre enlevé, à reposer à la main : {title} (" in said(again)
    assert "Votre filtre est remis (Agence) ;" in said(again)


def test_a_filter_of_a_button_that_the_spreadsheet_refuses_is_a_refusal(
    at_work: xw.Book, space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_table: object, criteria: str) -> str:
        return criteria.partition("\x1f")[0]

    with monkeypatch.context() as refused:
        refused.setattr(shim, "filtered", refusing)
        press(at_work, "En retard")
    assert said(at_work).startswith("Non fait : Le tableur a refusé de filtrer le tableau")
    assert recall(space.folder, author()) is None


def test_the_buttons_come_back_though_no_column_can_be_filtered_again(at_work: xw.Book) -> None:
    for key in ("agence", "charge"):
        by_hand(at_work, key, "*a*", "*b*")  # LibreOffice knows no "contains one or the other"
    press(at_work, "Actualiser la file")
    assert filter_of(at_work) == ()
    assert at_work.sheets["File"].tables["tFile"].show_autofilter is True
    titles = queue_filter.columns_of((Shown("agence"), Shown("charge")))
    assert f"Filtre enlevé, à reposer à la main : {titles} (" in said(at_work)


def test_a_filter_without_words_is_told_when_it_is_taken_off_and_the_others_stay(
    at_work: xw.Book,
) -> None:
    by_hand(at_work, "agence", SITE)
    filtered = at_work.sheets["File"].tables["tFile"].autofilter
    wordless = {TITLES.index("tentatives_30j") + 1: (1, [">-1", "<9"])}
    filtered.impl.apply_excel(wordless)
    press(at_work, "Actualiser la file")
    title = queue_filter.columns_of((Shown("tentatives_30j"),))
    assert f"Filtre enlevé, à reposer à la main : {title} (" in said(at_work)
    assert filter_of(at_work) == BY_HAND
    filtered.impl.apply_excel(wordless)
    press(at_work, "Toute la file")
    assert "Filtre enlevé" not in said(at_work)  # it was asked for


def test_what_is_between_two_days_stays(at_work: xw.Book) -> None:
    (first, *_) = Book(at_work).read_table("tFile")
    ends = date.fromisoformat(str(first["fenetre_fin"])[:10])
    bounds = (ends - timedelta(days=1), ends)
    filtered = at_work.sheets["File"].tables["tFile"].autofilter
    filtered.apply_comparison(TITLES.index("fenetre_fin") + 1, "between", *bounds)
    shown = visible(at_work, "dossier")
    assert first["dossier"] in shown
    press(at_work, "Actualiser la file")
    assert filter_of(at_work) == (Shown("fenetre_fin", (), "between", bounds),)
    assert visible(at_work, "dossier") == shown


def test_what_names_a_client_is_kept_in_no_file(at_work: xw.Book, space: Workspace) -> None:
    name = str(visible(at_work, "nom")[0])
    by_hand(at_work, "nom", name)
    by_hand(at_work, "agence", SITE)
    press(at_work, "Actualiser la file")
    assert filter_of(at_work) == (Shown("nom", (name,)), *BY_HAND)
    assert recall(space.folder, author()) == Remembered(BY_HAND, space.today)
    assert name not in (space.folder / FILE).read_text(encoding="utf-8")


def test_the_workbook_of_another_version_is_made_anew_and_shows_the_filter(
    tmp_path: Path,
) -> None:
    space = Space(tmp_path / "demo")
    try:
        space.click("import mplus3_xl.live.actions as a; a.en_retard()")
        space.end()
        old = write_workbook(space.folder / NAME, blank_content()._replace(version="0.0.1"))
        assert not told_by(old).is_current
        made = ready(space.workspace, lambda _: None).path
        assert made == old
        assert told_by(made).is_current
        space.open()
        assert filter_of(space.book) == ()
        space.click("import mplus3_xl.live.actions as a; a.actualiser()")
        assert set(visible(space.book, "phase")) == {"En retard"}
    finally:
        space.end()


def test_a_queue_whose_columns_were_moved_is_not_written_over(
    at_work: xw.Book, space: Workspace
) -> None:
    swap(at_work, "File", "Téléphone", "Agence")
    before = at_work.sheets["File"].tables["tFile"].range.value
    for caption in ("Actualiser la file", "En retard"):
        press(at_work, caption, "File")
        assert "« Agence » est à la place de « Téléphone »" in said(at_work)
    assert at_work.sheets["File"].tables["tFile"].range.value == before
    chosen(at_work, sorted((shipped("workbook") / "exports").glob("*.xlsx"))[0])
    call(at_work, "Actions.Importer")
    assert said(at_work).startswith("À noter : ")  # it is imported, though the sheet cannot say so
    assert "La feuille n’a pas pu suivre : Les colonnes de la feuille « File »" in said(at_work)


# The file


def before(day: date) -> Shown:
    return Shown(queue_filter.SLOT, (), "less_than", (day,))


LEFT = Remembered(
    (
        *BY_HAND,
        Shown("tentatives_30j", (), "between", ("1", "3")),
        Shown("fenetre_fin", (), "greater_than", (date(2026, 12, 1),)),
        Shown("permission_raison", (), "equal_to", (None,)),
    ),
    date(2026, 11, 23),
)


def test_a_filter_is_recalled_as_it_was_left_by_each_person(tmp_path: Path) -> None:
    remember(tmp_path, "ines", LEFT)
    remember(tmp_path, "hugo", Remembered(BY_HAND, LEFT.day))
    assert recall(tmp_path, "ines") == LEFT
    remember(tmp_path, "ines", None)
    assert recall(tmp_path, "ines") is None
    assert recall(tmp_path, "hugo") == Remembered(BY_HAND, LEFT.day)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"ines": {"jour": "hier"}}', '{"ines": 3}'])
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert recall(tmp_path, "ines") is None
    remember(tmp_path, "ines", LEFT)
    assert recall(tmp_path, "ines") == LEFT


def test_a_file_that_cannot_be_changed_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / FILE / "gardé").mkdir(parents=True)  # what cannot be replaced
    remember(tmp_path, "ines", LEFT)
    assert recall(tmp_path, "ines") is None


def test_a_column_that_the_queue_has_no_more_is_left_out(space: Workspace) -> None:
    gone = (Shown("partie", ("x",)), Shown("phase", (), "equal_to", ("*re~tard*",)))
    remember(space.folder, author(), Remembered((*gone, *BY_HAND), space.today))
    assert queue_filter.left_by(space) == BY_HAND
