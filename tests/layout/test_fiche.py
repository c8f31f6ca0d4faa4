"""The call form leads to the client by a link, and what Lagon must be told can be copied."""

import pytest

from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.listed import reports
from mplus3_xl.layout.model import Sheet
from mplus3_xl.layout.style import STYLES, Style
from mplus3_xl.layout.workbook import sheets
from tests.painter.invented import opened

SHEETS = {each.title: each for each in sheets(opened(), macros=True)}
FORM: Sheet = SHEETS[fiche.TITLE]


@pytest.mark.parametrize(
    ("scheme", "name"), [("tel:", "fiche_telephone_appel"), ("mailto:", "fiche_email_appel")]
)
def test_the_client_is_dialled_or_written_to_by_a_link(scheme: str, name: str) -> None:
    (link,) = (cell for cell in FORM.cells if cell.formula and f'"{scheme}"' in cell.formula)
    assert link.formula is not None
    assert f'HYPERLINK("{scheme}"' in link.formula
    assert name in link.formula
    assert link.style is Style.FORM_LINK
    assert STYLES[link.style]["locked"] is False


def test_what_is_to_be_typed_into_lagon_can_be_copied_and_printed() -> None:
    sheet = SHEETS[reports.TITLE]
    assert not sheet.protected
    assert sheet.page is not None
    titles = [column.title for column in reports.COLUMNS]
    assert titles[1:4] == ["Champ", "Dans Lagon", "À écrire"]
    assert "Reporté le" in titles


def test_what_is_not_saved_is_said_on_the_row_of_the_title_in_sight() -> None:
    (title,) = (cell for cell in FORM.cells if cell.style is Style.TITLE)
    ((row, col),) = (
        (cell.row, cell.col) for cell in FORM.cells if cell.formula.startswith("=fiche_modifie")
    )
    assert row == title.row
    assert sum(FORM.widths[: col + 1]) < 150  # of 1,280 points at 100 %


def test_the_name_of_the_client_has_its_row_for_itself() -> None:
    (row,) = (cell.row for cell in FORM.cells if cell.name == "fiche_nom")
    seen = [cell.name for cell in FORM.cells if cell.row == row and FORM.widths[cell.col]]
    assert seen == ["fiche_nom"]
