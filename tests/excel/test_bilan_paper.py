"""The bilan on paper: what the stories print, measured, and drawn by LibreOffice."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from mplus3_xl.domain.bilan.bilan import missing_from
from mplus3_xl.domain.bilan.complete import Equipment
from mplus3_xl.domain.bilan.inventory import family_label
from mplus3_xl.domain.vocabulary import ClientType, Holding
from mplus3_xl.layout import asked
from mplus3_xl.layout.bilan import bilan, bilan_paper
from mplus3_xl.layout.bilan.bilan_columns import INVENTORY, NEXT
from mplus3_xl.layout.bilan.bilan_paper import HEADED, LINED, LINES, PAPER, TITLED
from mplus3_xl.layout.model import LAST_SHEET_ROW, Value
from mplus3_xl.layout.style import FONT_SIZE, Kind, Style, properties
from mplus3_xl.live.bilan import showing
from mplus3_xl.live.bilan.tables import inventory_rows
from mplus3_xl.services.bilan.bilan import OpenBilan
from tests.domain.bilan.told import STORIES, bilan_in, said_in, story
from tests.domain.invented import client
from tests.excel.printed import pages_of
from tests.excel.test_rendering import POINTS_PER_LINE, lines_of, measure, pixels
from tests.painter.invented import content

SHEET = bilan.sheet(content(0))
OF = {"tBilan": bilan.LINES, "tManques": bilan.GAP_LINES}
MOST_PAGES = 3
LONG = "X" * 60


def opened(told: dict[str, Any]) -> OpenBilan:
    """The bilan of a story, as the desk opens it."""
    made, said = bilan_in(told), said_in(told)
    person = client(client_type=ClientType(told["client_type"]))
    answers = {code: tuple(each) if isinstance(each, list) else each
               for code, each in told["answers"].items()}  # fmt: skip
    missing = missing_from(made, said, 0)
    return OpenBilan(person, 1, answers, said, made, (), Equipment(1, 1), missing)


def lines(shown: OpenBilan) -> list[list[Value]]:
    block = showing.shown(shown, 1)[PAPER]
    assert isinstance(block, list)
    return block


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_each_text_on_paper_fits_its_place(path: Path) -> None:
    first, look = bilan.PAPER_COL, properties(Style.BODY, Kind.WRAPPED)
    for row in lines(opened(story(path))):
        cells = row[:-1]
        for at, text in enumerate(cells):
            free = next((n for n, other in enumerate(cells[at + 1 :], at + 1) if other), len(cells))
            if text and at in bilan_paper.WRAPPED:
                room = pixels(bilan_paper.WIDTHS[at]) - 14
                tall = lines_of(str(text), look, room) * FONT_SIZE * POINTS_PER_LINE
                assert tall <= bilan.ROW_HEIGHT, text
            elif text:
                room = sum(pixels(SHEET.widths[first + n]) for n in range(at, free)) - 14
                assert measure(str(text), look) <= room, text


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_each_contract_is_on_paper_and_the_other_families_are_named_together(path: Path) -> None:
    told = story(path)
    shown = opened(told)
    names = [column.key for column in INVENTORY]
    held = [
        row[names.index("famille")]
        for row in inventory_rows(shown)
        if row[names.index("detention")] in (Holding.CHEZ_NOUS.label, Holding.AILLEURS.label)
    ]
    rows = lines(shown)
    words = [row[-1] for row in rows]
    assert [row[0] for row in rows if row[1] in ("Chez nous", "Ailleurs")] == held
    assert set(words) == {TITLED, HEADED, LINED}
    assert all(any(row[:-1]) for row in rows)
    running = " ".join(str(row[1]) for row in rows if row[1])
    for line in shown.bilan.lines:
        if line.holding is Holding.AUCUN:
            assert family_label(line.family) in running


def test_a_bilan_too_long_for_the_page_says_how_much_more_there_is() -> None:
    told = story(STORIES[0])
    shown = opened(told)
    many = shown.said._replace(no_action_reason=" ".join([LONG] * 3 * LINES))
    rows = lines(shown._replace(said=many))
    assert len(rows) == LINES
    assert str(rows[-1][0]).startswith("… et ")


def test_only_the_page_is_printed_as_wide_as_the_paper_its_title_repeated() -> None:
    page, width = SHEET.page, len(bilan_paper.WIDTHS)
    assert page is not None
    assert (page.first, page.last) == (bilan.PAPER_COL, bilan.PAPER_COL + width - 1)
    assert (page.scale, page.repeated_row, page.last_row) == (0, 0, LAST_SHEET_ROW)
    assert SHEET.widths[page.last + 1] == 0  # what says how a line looks is not seen


@pytest.mark.parametrize("stem", ["02_", "06_"])
def test_an_ordinary_bilan_prints_on_three_pages_at_most(tmp_path: Path, stem: str) -> None:
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("LibreOffice Calc or poppler is missing: the sheet is not drawn")
    told = story(next(path for path in STORIES if path.stem.startswith(stem)))
    pages = [page for page in draw(tmp_path, opened(told)) if "M+3 : Bilan" in page]
    assert 1 < len(pages) <= MOST_PAGES
    assert all("Bilan de MARTIN Zoé" in page for page in pages)
    titles = ("1. La situation", "2. L’inventaire", "3. Les manques", "4. La suite")
    for said in (*titles, "Peut bouger"):
        assert sum(said in page for page in pages) == 1
    assert "Plus d’un an" not in " ".join(pages)  # a column that only the screen has


def draw(folder: Path, shown: OpenBilan) -> list[str]:
    """Print the workbook that shows a bilan; return the text of each page."""
    values = showing.shown(shown, 1)
    blocks = {name: value for name, value in values.items() if isinstance(value, list)}
    blocks |= {table: blocks[name] for table, name in OF.items()}
    blocks[bilan.ACTIONS] = [
        [*row, *[None] * (len(NEXT) - len(row))] for row in blocks[bilan.ACTIONS]
    ]
    fields = {name: value for name, value in values.items() if not isinstance(value, list)}
    kind = shown.said.situation.client_type.label
    made = content(0, fields=fields | {asked.CLIENT_TYPE: kind}, blocks=blocks)
    return pages_of(folder, made)
