"""The top of every sheet: its title, the day, the way back, and the line for messages."""

from datetime import date

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.french import long_day, short_day
from mplus3_xl.layout.model import Cell
from mplus3_xl.layout.style import Kind, Style

TITLE_ROW, DAY_ROW, MESSAGE_ROW = 0, 1, 2
FIRST_COL = 1
DAY, BETWEEN = "jour_en_lettres", "  ·  "
HEIGHTS = {TITLE_ROW: 30, DAY_ROW: 18, MESSAGE_ROW: 18}


def day_line(content: Content) -> str:
    """Say the day of the workbook, and that it is frozen when it is."""
    return line_of_day(content.au, frozen=content.frozen_day)


def line_of_day(day: date, *, frozen: bool) -> str:
    """Say a day, and that it is frozen when it is."""
    line = long_day(day)
    return f"{line}{BETWEEN}Jour figé au {short_day(day)}" if frozen else line


def heading(
    title: str, content: Content, more: tuple[str, str] = ("", ""), *, own_day: str = ""
) -> tuple[Cell, ...]:
    """Return the title and the day, that of all sheets, with `more` (text, formula) after it.

    A refresh writes the day once, on a sheet that nobody sees. What is printed for its day has a
    cell of its own for it, of the name `own_day`: a workbook left open overnight would print the
    day before.
    """
    if own_day:
        day = Cell(DAY_ROW, FIRST_COL, day_line(content), Style.SUBTITLE, name=own_day)
        return (Cell(TITLE_ROW, FIRST_COL, title, Style.TITLE), day)
    text, formula = more
    line = f"{day_line(content)}{BETWEEN}{text}" if text else day_line(content)
    follows = f'={DAY}&"{BETWEEN}"&{formula}' if formula else f"={DAY}"
    return (
        Cell(TITLE_ROW, FIRST_COL, title, Style.TITLE),
        Cell(DAY_ROW, FIRST_COL, line, Style.SUBTITLE, formula=follows),
    )


def back(target: str, row: int, *, form: bool = False) -> Cell:
    """Return the link back to the sheet `target`."""
    style = Style.FORM_LINK if form else Style.LINK
    return Cell(row, FIRST_COL, f"← {target}", style, link=target)


def labelled_code(
    name: str, content: Content, col: int, *, elsewhere: bool = False
) -> tuple[Cell, ...]:
    """Return the number of the open dossier and its label.

    The defined name `name` is that of its cell, or of one that stands `elsewhere` and is shown.
    """
    held = content.fields.get(name)
    number = Cell(DAY_ROW, col, held, Style.STRONG, Kind.WHOLE, name=name)
    if elsewhere:
        number = number._replace(name="", formula=f'=IF({name}="","",{name})')
    return (Cell(DAY_ROW, col - 1, "Dossier", Style.SOFT, Kind.RIGHT), number)


def unseen(form: str, col: int, row: int = TITLE_ROW) -> tuple[Cell, ...]:
    """Return what a form keeps for the program, in a column without width.

    The version of the dossier that it shows, its own id (each is saved once, and no other seat has
    it), and the names of the fields with a problem, each between two semicolons.
    """
    return (
        Cell(row, col, kind=Kind.WHOLE, name=f"{form}_version"),
        Cell(row + 1, col, name=f"{form}_formulaire"),
        Cell(row + 2, col, name=f"{form}_problemes"),
    )


def explained(row: int, title: str, why: str, first_col: int, last_col: int) -> tuple[Cell, ...]:
    """Return a section's title over its rule, and under it why it stands there."""
    said = Cell(row + 1, first_col, why, Style.SOFT)
    return (*section(row, title, first_col, last_col), said)


def section(row: int, title: str, first_col: int, last_col: int) -> tuple[Cell, ...]:
    """Return a section's title over its rule, from `first_col` to `last_col`."""
    empty = (Cell(row, col, None, Style.SECTION) for col in range(first_col + 1, last_col + 1))
    return (Cell(row, first_col, title, Style.SECTION), *empty)
