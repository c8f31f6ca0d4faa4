"""How the workbook looks: measured on the layout, and seen once LibreOffice has drawn it."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import ImageFont

from mplus3_xl.domain.queue.queue import Queue
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout import asked
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.listed import doubles, recherche, reports, suivi
from mplus3_xl.layout.model import Cell, Column, Sheet, Table, Value
from mplus3_xl.layout.pilotage import counted
from mplus3_xl.layout.queue import file_columns
from mplus3_xl.layout.style import (
    FONT_SIZE,
    INPUT_FILL,
    WHITE,
    Kind,
    Properties,
    Style,
    Tint,
    properties,
)
from mplus3_xl.layout.workbook import sheets
from mplus3_xl.painter.sheets import BUTTON_PIXELS, BUTTON_TOP
from mplus3_xl.painter.workbook import write_book
from mplus3_xl.rules import table as rule_table
from tests.excel.french_office import french_profile
from tests.painter.invented import content, opened
from tests.painter.invented import row as invented_row

RENDERED = Path(__file__).parent / "rendered"
FILTER_BUTTON = 18  # pixels of the arrow in a header cell
INDENT = 9  # pixels of one step
PADDING = 5  # pixels that a cell keeps free
LIST_ROW = 33  # points of a row of Actions and Actes
POINTS_PER_LINE = 1.25  # of the font's size

WHOLE = sheets(opened(), macros=True)
EMPTY = sheets(content(0), macros=True)
READ = sheets(content(40))
ALL_GAPS: list[list[Value]] = [
    [None, gap["label"], None, gap["sentence"], None, None, gap["code"]]
    for gap in rule_table("gaps")["gap"]
]
# Nobody may be called today: the longest that Accueil says.
TOMORROW = invented_row(3, prochain_creneau=datetime(2026, 11, 24, 10, 30))
LATER = sheets(content(queue=Queue.of([TOMORROW])))[0]
BILANS = [
    bilan.sheet(content(0, fields={asked.CLIENT_TYPE: kind.label}, blocks={"tManques": ALL_GAPS}))
    for kind in ClientType
]
SHOWN = [sheet for sheet in (*WHOLE, *EMPTY, *READ, LATER, *BILANS) if not sheet.hidden]
PAIRS = [(style, kind) for style in Style for kind in Kind]


def measure(text: str, look: Properties) -> float:
    """Return the width of `text` in pixels at 96 dpi."""
    name = "Carlito-Bold.ttf" if look.get("bold") else "Carlito-Regular.ttf"
    font = ImageFont.truetype(name, round(float(look["font_size"]) * 10))
    return font.getlength(text) / 10 * 96 / 72


def pixels(width: float) -> float:
    return width * 7 + PADDING


def lines_of(text: str, look: Properties, room: float) -> int:
    """Count the lines of a wrapped text."""
    count, line = 1, ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and measure(longer, look) > room:
            count, line = count + 1, word
        else:
            line = longer
    return count


def room_of(sheet: Sheet, cell: Cell, look: Properties) -> float:
    """Return the room of a text: its column, and the empty ones that it may run over."""
    taken = {(each.row, each.col) for each in sheet.cells if each.value not in (None, "")}
    taken |= {
        (row, table.col + at)
        for table in sheet.tables
        for row in range(table.row, table.last + 1)
        for at in range(len(table.columns))
    }
    room = pixels(sheet.widths[cell.col]) - int(look.get("indent", 0)) * INDENT - PADDING
    if look.get("text_wrap") or look.get("align") == "center":
        return room
    for col in range(cell.col + 1, len(sheet.widths)):
        if (cell.row, col) in taken:
            break
        room += pixels(sheet.widths[col])
    return room


def height_of(sheet: Sheet, row: int) -> float:
    return sheet.heights.get(row, sheet.row_height)


def texts(sheet: Sheet) -> Iterator[Cell]:
    """The texts that a person sees: a column without width is for the program."""
    seen = (cell for cell in sheet.cells if sheet.widths[cell.col])
    return (cell for cell in seen if isinstance(cell.value, str) and cell.value)


@pytest.mark.parametrize("sheet", SHOWN, ids=lambda sheet: sheet.title)
def test_every_text_fits_its_place(sheet: Sheet) -> None:
    for cell in texts(sheet):
        look, text = properties(cell.style, cell.kind), str(cell.value)
        room = room_of(sheet, cell, look)
        if look.get("text_wrap"):
            tall = lines_of(text, look, room) * float(look["font_size"]) * POINTS_PER_LINE
            assert tall <= height_of(sheet, cell.row), text
        else:
            assert measure(text, look) <= room, text


@pytest.mark.parametrize("sheet", SHOWN, ids=lambda sheet: sheet.title)
def test_every_row_is_as_high_as_its_text(sheet: Sheet) -> None:
    for cell in texts(sheet):
        size = float(properties(cell.style, cell.kind)["font_size"])
        assert size * POINTS_PER_LINE <= height_of(sheet, cell.row), cell.value


@pytest.mark.parametrize(
    ("sheet", "table"),
    [(sheet, table) for sheet in SHOWN for table in sheet.tables],
    ids=lambda each: each.name if isinstance(each, Table) else each.title,
)
def test_every_header_fits_its_column(sheet: Sheet, table: Table) -> None:
    look = properties(Style.HEADER, Kind.CENTRED)
    for at, column in enumerate(table.columns):
        if not sheet.widths[table.col + at]:
            continue  # hidden: only the program reads it
        room = pixels(sheet.widths[table.col + at]) - PADDING - INDENT
        room -= FILTER_BUTTON if table.filtered else 0
        assert max(measure(word, look) for word in column.title.split()) <= room, column.title
        tall = lines_of(column.title, look, room) * FONT_SIZE * POINTS_PER_LINE
        assert tall <= height_of(sheet, table.row), column.title


@pytest.mark.parametrize(
    ("sheet", "table"),
    [(sheet, table) for sheet in SHOWN for table in sheet.tables if not table.open_ended],
    ids=lambda each: each.name if isinstance(each, Table) else each.title,
)
def test_the_rows_of_a_fixed_table_fit_their_columns(sheet: Sheet, table: Table) -> None:
    for row, values in enumerate(table.rows, start=table.first):
        for at, (value, column) in enumerate(zip(values, table.columns, strict=True)):
            if isinstance(value, str) and value and sheet.widths[table.col + at]:
                look = properties(Style.LINED, column.kind)
                room = pixels(sheet.widths[table.col + at]) - PADDING - INDENT
                if look.get("text_wrap"):
                    tall = lines_of(value, look, room) * FONT_SIZE * POINTS_PER_LINE
                    assert tall <= height_of(sheet, row), value
                else:
                    assert measure(value, look) <= room, value


@pytest.mark.parametrize(
    ("columns", "key", "name"),
    [
        (suivi.ACTES, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (suivi.ACTES, "auteur", "Marie-Bérengère de La Rochefoucauld"),
        (suivi.ACTES, "agence", "Marseille Prado Rouvière"),
        (suivi.ACTIONS, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (reports.COLUMNS, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (doubles.COLUMNS, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (recherche.FOUND, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (counted.COLUMNS, "client", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
        (file_columns.COLUMNS, "nom", "SOCIÉTÉ MÉDITERRANÉENNE DE RÉNOVATION THERMIQUE"),
    ],
)
def test_a_long_name_is_whole_in_its_list(columns: tuple[Column, ...], key: str, name: str) -> None:
    column = next(each for each in columns if each.key == key)
    look = properties(Style.BODY, column.kind)
    room = pixels(column.width) - PADDING - INDENT
    lines = lines_of(name, look, room) if look.get("text_wrap") else 1
    assert lines > 1 or measure(name, look) <= room
    assert lines * FONT_SIZE * POINTS_PER_LINE <= LIST_ROW


@pytest.mark.parametrize("sheet", WHOLE, ids=lambda sheet: sheet.title)
def test_every_button_stands_in_a_row_of_its_own_height(sheet: Sheet) -> None:
    for button in sheet.buttons:
        assert height_of(sheet, button.row) >= (BUTTON_PIXELS + BUTTON_TOP) * 72 / 96


@pytest.mark.parametrize("sheet", WHOLE, ids=lambda sheet: sheet.title)
def test_no_button_hides_a_text(sheet: Sheet) -> None:
    for button in sheet.buttons:
        beside = [cell.col for cell in texts(sheet) if cell.row == button.row]
        assert all(col < button.col for col in beside)


@pytest.mark.parametrize("sheet", WHOLE, ids=lambda sheet: sheet.title)
def test_the_label_of_a_button_fits_it(sheet: Sheet) -> None:
    for button in sheet.buttons:
        assert measure(button.label, {"font_size": FONT_SIZE}) <= button.width - 2 * PADDING


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", WHITE) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", Style, ids=lambda style: style.value)
def test_every_style_has_enough_contrast(style: Style) -> None:
    look = properties(style, Kind.TEXT)
    ink, fill = str(look.get("font_color", "#000000")), str(look.get("bg_color", WHITE))
    assert contrast(ink, fill) >= 4.5


@pytest.mark.parametrize("style", Style, ids=lambda style: style.value)
def test_a_filled_style_names_its_ink(style: Style) -> None:
    look = properties(style, Kind.TEXT)
    assert "bg_color" not in look or "font_color" in look


@pytest.mark.parametrize("tint", Tint, ids=lambda tint: tint.name)
def test_every_tint_has_enough_contrast(tint: Tint) -> None:
    assert contrast(tint.ink, tint.fill) >= 4.5


def test_a_link_on_an_input_fill_has_enough_contrast() -> None:
    assert contrast("#1F2933", INPUT_FILL) >= 4.5


@pytest.mark.parametrize(("style", "kind"), PAIRS)
def test_no_style_is_under_eleven_points(style: Style, kind: Kind) -> None:
    assert float(properties(style, kind)["font_size"]) >= 11


def uncomputed(sheet: Sheet) -> Sheet:
    """Return `sheet` without the values of its formulas: what is drawn is what they compute."""
    cells = tuple(cell._replace(value="") if cell.formula else cell for cell in sheet.cells)
    return sheet._replace(cells=cells)


@pytest.fixture(scope="module")
def printed() -> str:
    """Draw every sheet into `rendered/` and return the text of the pages."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        pytest.skip("LibreOffice Calc or poppler is missing: the sheets are not drawn")
    shutil.rmtree(RENDERED, ignore_errors=True)
    RENDERED.mkdir()
    book, pdf = RENDERED / "MPlus3.xlsx", RENDERED / "MPlus3.pdf"
    write_book(book, opened(), tuple(uncomputed(sheet) for sheet in WHOLE))
    profile = french_profile(RENDERED / "profile")
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*convert, str(RENDERED), str(book)], check=True, timeout=180, capture_output=True
    )
    shutil.rmtree(RENDERED / "profile")
    subprocess.run(
        ["pdftoppm", "-r", "80", "-png", str(pdf), str(RENDERED / "page")], check=True, timeout=60
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"],
        check=True,
        timeout=60,
        capture_output=True,
        encoding="utf-8",
    )
    return text.stdout


def test_every_visible_sheet_is_drawn(printed: str) -> None:
    for sheet in SHOWN:
        foot = sheet.page.foot if sheet.page else ""
        assert (foot or f"M+3 : {sheet.title}") in printed


def test_accueil_prints_on_one_page(printed: str) -> None:
    assert printed.count("M+3 : Accueil") == 1


def test_the_call_form_prints_as_a_paper_sheet_of_two_pages(printed: str) -> None:
    before, during = (page for page in printed.split("\f") if "M+3 : Fiche" in page)
    for title in ("Avant l’appel", "Essai du", "Questions à préparer", "Actes déjà", "L’accroche"):
        assert title in before
    for title in ("Objectif 1", "Objectif 2", "Objectif 3", "Issue de l’appel", "Note"):
        assert title in during
    assert "SMS coordonnées" not in during  # it is sent from the screen


def test_no_value_is_shown_as_hashes(printed: str) -> None:
    assert "##" not in printed


def test_an_amount_is_drawn_as_the_french_write_it(printed: str) -> None:
    assert "412,50 €" in printed


def test_no_formula_shows_an_error(printed: str) -> None:
    for error in ("#NAME?", "#NOM?", "#VALUE!", "#VALEUR!", "#REF!", "#N/A", "#DIV/0!", "Err:"):
        assert error not in printed


def test_a_formula_gives_what_the_layout_says_it_gives(printed: str) -> None:
    marks = [
        cell.value
        for sheet in WHOLE
        for cell in sheet.cells
        if cell.formula and sheet.page and sheet.page.first <= cell.col <= sheet.page.last
    ]
    for word in asked.TINTS:
        assert marks.count(word) > 0
        # The bilan says one of these words of its own, too.
        assert printed.count(f" {word}\n") >= marks.count(word)


def test_the_pages_are_kept_to_be_looked_at(printed: str) -> None:
    assert printed
    assert len(list(RENDERED.glob("page-*.png"))) >= len({sheet.title for sheet in SHOWN})
