"""The sheet `Paramètres`: what is said and pressed stays in view, what is typed has room."""

from mplus3_xl.layout import parametres
from mplus3_xl.layout.actions import ACTIONS
from mplus3_xl.layout.parametres_lines import AGENCIES
from tests.painter.invented import content

SHEET = parametres.sheet(content(1), macros=True)


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
