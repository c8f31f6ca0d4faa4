"""A table follows its rows and keeps what people made of it."""

import datetime as dt

import pytest
import xlwings as xw

from mplus3_xl.errors import UserError
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue import file
from mplus3_xl.live.book import Book
from tests.live.queue_rows import TITLES, row, rows
from tests.painter.invented import FIELDS

HEADER = file.HEADER_ROW + 1


def cell(sheet: xw.Sheet, line: int, key: str) -> xw.Range:
    """The cell of a column at the line `line` of the queue, from 1."""
    return sheet.cells[HEADER + line - 1, file.FIRST_COL + TITLES.index(key)]


@pytest.mark.shared_book("a table that is written")
@pytest.mark.parametrize("count", [1, 3, 10, 100])
def test_the_table_is_as_high_as_its_rows(desk: Book, queue: xw.Sheet, count: int) -> None:
    desk.write_table("tFile", rows(count))
    assert queue.tables["tFile"].range.shape == (count + 1, len(TITLES))


@pytest.mark.shared_book("a table that is written")
@pytest.mark.parametrize("count", [0, 1, 3, 100])
def test_what_is_written_is_read_again(desk: Book, count: int) -> None:
    written = rows(count)
    desk.write_table("tFile", written)
    assert desk.read_table("tFile") == [_as_cells(each) for each in written]


def _as_cells(written: dict[str, Value]) -> dict[str, Value]:
    return {key: None if value == "" else value for key, value in written.items()}


@pytest.mark.shared_book("a table that is written")
def test_a_row_that_is_written_alone_is_read_as_it_is_now(desk: Book) -> None:
    first, second = rows(2)
    desk.write_table("tFile", [first, second])
    assert len(desk.read_table("tFile")) == 2
    desk.write_row("tFile", second | {"nom": "DUPRÉ Léa"})
    assert [each["nom"] for each in desk.read_table("tFile")] == [first["nom"], "DUPRÉ Léa"]


@pytest.mark.shared_book("a table that is written")
def test_an_empty_queue_leaves_one_empty_row(desk: Book, queue: xw.Sheet) -> None:
    desk.write_table("tFile", [])
    assert queue.tables["tFile"].range.shape[0] == 2
    assert cell(queue, 1, "nom").value is None


@pytest.mark.shared_book("a table that is written")
def test_rows_that_leave_are_emptied(desk: Book, queue: xw.Sheet) -> None:
    desk.write_table("tFile", rows(3))
    assert cell(queue, 4, "nom").value is None


@pytest.mark.parametrize("line", [1, 10, 40])
def test_a_new_row_has_the_formats_of_its_columns(desk: Book, queue: xw.Sheet, line: int) -> None:
    desk.write_table("tFile", rows(40))
    assert cell(queue, line, "fenetre_fin").number_format == "dd/mm/yyyy"
    assert cell(queue, line, "prochain_creneau").number_format == "dd/mm hh:mm"
    assert cell(queue, line, "rang").number_format == "0"


def test_a_column_that_no_row_speaks_of_keeps_its_formulas(desk: Book, queue: xw.Sheet) -> None:
    cell(queue, 1, "email").formula = "=1+1"
    written = [{key: value for key, value in row(1).items() if key != "email"}]
    desk.write_table("tFile", written)
    assert cell(queue, 1, "email").formula == "=1+1"
    assert cell(queue, 1, "nom").value == written[0]["nom"]


def test_a_bounded_table_gives_its_number_formats_to_new_rows(desk: Book, book: xw.Book) -> None:
    held: list[dict[str, Value]] = [
        {"famille": f"Famille {n}", "echeance": dt.date(2027, 3, 31)} for n in range(40)
    ]
    desk.write_table("tBilan", held)
    desk.end()
    table = book.sheets["Bilan"].tables["tBilan"].range
    assert table.shape[0] == 41
    assert {table[n, 3].number_format for n in (1, 40)} == {"dd/mm/yyyy"}


@pytest.mark.parametrize(
    ("title", "table", "key"),
    [
        ("File", "tFile", "nom"),
        ("Actions", "tActions", "responsable"),
        ("Reports", "tReports", "client"),
        ("Bilan", "tBilan", "famille"),
        ("Bilan", "tManques", "manque"),
    ],
)
def test_a_new_row_may_hold_what_the_first_one_may(
    desk: Book, book: xw.Book, title: str, table: str, key: str
) -> None:
    for count in (40, 2):
        desk.write_table(table, [{key: f"Ligne {n}"} for n in range(count)])
        shown = book.sheets[title].tables[table].range
        assert shown.shape[0] == count + 1
        first, last = (_checked(shown, line) for line in (1, count))
        assert last == first != [("none", None)] * shown.shape[1]


def _checked(table: xw.Range, line: int) -> list[tuple[str, str | None]]:
    """What may be typed in each cell of a row: the kind of its rule, and its list."""
    rules = (table[line, at].data_validation for at in range(table.shape[1]))
    return [(each.type, each.source) for each in rules]


@pytest.mark.shared_book("a table that is written")
@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+33 6 12 34 56 78",
        "-2 contrats",
        "@dupont",
        "0612345678",
        "01000",
        "1/2",
        "12 mars",
        "TRUE",
        "#N/A",
        "l’Éperon d’Ève Àüñœ",
        "N" * 300,
    ],
)
def test_a_text_stays_the_text_it_is(desk: Book, queue: xw.Sheet, text: str) -> None:
    desk.write_table("tFile", [row(1, nom=text)])
    assert desk.read_table("tFile")[0]["nom"] == text
    assert cell(queue, 1, "nom").value == text


def test_a_text_written_twice_is_still_the_text_it_is(desk: Book) -> None:
    for _ in range(2):
        desk.write_table("tFile", [row(1, telephone="0612345678")])
    assert desk.read_table("tFile")[0]["telephone"] == "0612345678"


def test_a_date_is_a_date_in_the_sheet(desk: Book, queue: xw.Sheet) -> None:
    desk.write_table("tFile", [row(1, fenetre_fin=dt.date(2026, 12, 1))])
    assert cell(queue, 1, "fenetre_fin").value == dt.datetime(2026, 12, 1)


def test_the_filter_of_a_person_stays_and_is_applied_to_the_new_rows(
    desk: Book, queue: xw.Sheet
) -> None:
    column = TITLES.index("agence") + 1
    queue.tables["tFile"].autofilter.apply_values(column, ["Corniche"])
    desk.write_table("tFile", [row(1, agence="Rouvière"), row(2, agence="Corniche")])
    assert queue.tables["tFile"].autofilter.criteria[column - 1].values == ["Corniche"]
    assert [cell(queue, line, "nom").rows.hidden for line in (1, 2)] == [True, False]


def test_a_comparison_of_a_person_stays(desk: Book, queue: xw.Sheet) -> None:
    column = TITLES.index("tentatives_30j") + 1
    queue.tables["tFile"].autofilter.apply_comparison(column, "greater_than", 1)
    desk.write_table("tFile", [row(1, tentatives_30j=n) for n in (0, 2, 5)])
    assert [cell(queue, line, "nom").rows.hidden for line in (1, 2, 3)] == [True, False, False]


def test_rows_hidden_by_a_filter_are_written_like_the_others(desk: Book, queue: xw.Sheet) -> None:
    queue.tables["tFile"].autofilter.apply_values(TITLES.index("agence") + 1, ["Corniche"])
    written = [row(n, agence=("Rouvière", "Corniche")[n % 2]) for n in range(1, 31)]
    desk.write_table("tFile", written)
    assert [each["dossier"] for each in desk.read_table("tFile")] == list(range(1, 31))


def test_a_table_sorted_by_a_person_is_written_in_the_calling_order(
    desk: Book, queue: xw.Sheet
) -> None:
    body = queue.tables["tFile"].data_body_range
    assert body is not None
    body.value = list(reversed(body.value))
    desk.write_table("tFile", rows(10))
    assert [each["rang"] for each in desk.read_table("tFile")] == list(range(1, 11))


@pytest.mark.shared_book("a table that is written")
def test_the_selected_row_follows_its_dossier(desk: Book, book: xw.Book, queue: xw.Sheet) -> None:
    cell(queue, 3, "nom").select()
    desk.write_table("tFile", [row(n) for n in (9, 8, 7, 6, 3)])
    assert book.selection == cell(queue, 5, "nom")


@pytest.mark.shared_book("a table that is written")
def test_the_selection_stays_when_its_dossier_has_left(
    desk: Book, book: xw.Book, queue: xw.Sheet
) -> None:
    cell(queue, 3, "nom").select()
    desk.write_table("tFile", [row(n) for n in (9, 8, 7)])
    assert book.selection == cell(queue, 3, "nom")


def test_the_selection_on_another_sheet_is_not_touched(desk: Book, book: xw.Book) -> None:
    book.sheets["Actions"].activate()
    before = book.selection
    desk.write_table("tFile", rows(3))
    assert book.selection == before


@pytest.mark.shared_book("a table that is written")
@pytest.mark.parametrize("line", [1, 4])
def test_the_dossier_of_the_selected_row_is_known(desk: Book, queue: xw.Sheet, line: int) -> None:
    cell(queue, line, "statut").select()
    assert desk.selected_dossier() == line


@pytest.mark.shared_book("a table that is written")
def test_several_rows_are_not_opened_as_their_first(desk: Book, queue: xw.Sheet) -> None:
    queue.range(cell(queue, 2, "nom"), cell(queue, 4, "statut")).select()
    with pytest.raises(UserError, match="3 lignes sont choisies"):
        desk.selected_dossier()


@pytest.mark.shared_book("a table that is written")
def test_several_cells_of_one_row_are_that_row(desk: Book, queue: xw.Sheet) -> None:
    queue.range(cell(queue, 2, "nom"), cell(queue, 2, "statut")).select()
    assert desk.selected_dossier() == 2


@pytest.mark.shared_book("a table that is written")
def test_no_dossier_is_selected_above_the_table(desk: Book, queue: xw.Sheet) -> None:
    queue.cells[0, 0].select()
    assert desk.selected_dossier() is None


def test_on_the_form_the_dossier_is_the_one_it_shows(desk: Book, book: xw.Book) -> None:
    book.sheets["Fiche"].activate()
    assert desk.selected_dossier() == FIELDS["fiche_code"]


def test_a_row_inserted_above_the_table_moves_no_dossier(desk: Book, queue: xw.Sheet) -> None:
    queue.range("3:3").insert("down")
    cell(queue, 4, "nom").select()  # the row of rank 3, one line lower
    assert desk.selected_dossier() == 3


def test_the_selected_row_follows_its_dossier_in_a_table_that_moved(
    desk: Book, book: xw.Book, queue: xw.Sheet
) -> None:
    queue.range("3:3").insert("down")
    cell(queue, 4, "nom").select()
    desk.write_table("tFile", [row(n) for n in (9, 8, 7, 6, 3)])
    assert book.selection == cell(queue, 6, "nom")
