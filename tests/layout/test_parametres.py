"""The sheet `Paramètres`: what is said and pressed stays in view, what is typed has room."""

from itertools import pairwise

from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.reglages import parametres
from mplus3_xl.layout.reglages.parametres_lines import AGENCIES
from tests.painter.invented import content

SHEET = parametres.sheet(content(1)._replace(macros=True))
A4 = (8.27 - 0.8, 11.69 - 1.2)  # inches, less the margins
SCREEN, AROUND = 1366, 50  # pixels: of a small portable, and of its row numbers and scroll bar


def test_the_message_and_the_buttons_stay_in_view_down_to_the_last_line() -> None:
    assert SHEET.frozen is not None
    frozen_rows, _ = SHEET.frozen
    assert SHEET.names["parametres_suite"].last_row < frozen_rows
    assert {button.row for button in SHEET.buttons} == {frozen_rows - 1}


def test_the_button_that_saves_the_settings_comes_first() -> None:
    (label,) = (each.label for each in ACTIONS if each.id == "enregistrer_reglages")
    assert SHEET.buttons[0].label == label


def test_the_other_names_of_an_agency_have_two_lines() -> None:
    (table,) = (each for each in SHEET.tables if each.name == AGENCIES.table)
    assert {SHEET.heights[row] for row in range(table.first, table.last + 1)} == {32.0}


def _pixels() -> float:
    return sum(7 * width + 5 for width in SHEET.widths if width)


def test_the_last_column_is_seen_on_a_small_screen() -> None:
    assert _pixels() <= SCREEN - AROUND


def test_it_prints_one_page_wide_each_block_whole_under_its_title() -> None:
    page = SHEET.page
    assert page is not None
    inches = page.scale / 100
    assert (_pixels() / 96) * inches <= A4[0]
    titles = {table.row - 2 for table in SHEET.tables}
    assert {*page.break_rows} <= titles
    edges = [0, *page.break_rows, SHEET.last_row + 1]
    for first, after in pairwise(edges):
        points = sum(SHEET.heights.get(row, SHEET.row_height) for row in range(first, after))
        assert points / 72 * inches <= A4[1]
