"""Where the layout puts each name and each table. The sheet itself is never searched."""

from datetime import date
from functools import cache

from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Area, Cell, Sheet, Table
from mplus3_xl.layout.style import Style
from mplus3_xl.layout.workbook import PLANS

# Places hang on no content, so an empty workbook of any day will do.
_ANY_DAY = date(2000, 1, 1)


_PLANS = {plan.title: plan for plan in PLANS}


@cache
def titled(title: str) -> Sheet:
    """Return a sheet of the macro workbook, empty, by its title. Raises KeyError."""
    return _PLANS[title].lay(Content(au=_ANY_DAY, version="", macros=True))


@cache
def areas(title: str) -> dict[str, Area]:
    """Return the cells of each name of a sheet."""
    sheet = titled(title)
    alone = {
        cell.name: Area(cell.row, cell.col, cell.row, cell.col) for cell in sheet.cells if cell.name
    }
    return alone | dict(sheet.names)


@cache
def cells(title: str) -> dict[tuple[int, int], Cell]:
    """Return the cells that a sheet is laid with, those of its tables that keep their size too."""
    sheet = titled(title)
    laid = [cell for each in sheet.tables if not each.open_ended for cell in _body(each)]
    return {(cell.row, cell.col): cell for cell in (*laid, *sheet.cells)}


def _body(table: Table) -> list[Cell]:
    return [
        Cell(row, col, None, Style.TABLE_INPUT if each.typed else Style.LINED, each.kind)
        for row in range(table.first, table.last + 1)
        for col, each in enumerate(table.columns, table.col)
    ]


def home_of(name: str) -> str:
    """Return the title of the sheet that a name stands on. Raises KeyError."""
    alone = name.partition(".")[0]
    for plan in PLANS:
        if plan.prefix and alone.startswith(plan.prefix) and alone in areas(plan.title):
            return plan.title
    raise KeyError(name)


def cell_of(name: str) -> Area:
    """Return the first cell of a name, or a cell of a block ("block.line.column").

    Raises KeyError.
    """
    block, *at = name.split(".")
    line, column = map(int, at or (0, 0))
    area = areas(home_of(block))[block]
    row, col = area.first_row + line, area.first_col + column
    return Area(row, col, row, col)


def table_named(name: str) -> tuple[Sheet, Table]:
    """Return a table and its sheet. Raises KeyError."""
    for plan in PLANS:
        if name in plan.tables:
            sheet = titled(plan.title)
            return sheet, next(table for table in sheet.tables if table.name == name)
    raise KeyError(name)


def tables_on(title: str) -> tuple[Table, ...]:
    """Return the tables of a sheet; none for one that a person has added."""
    return titled(title).tables if title in _PLANS else ()


def ending(title: str, end: str) -> str | None:
    """Return the name of a sheet that ends so ("_message", "_code"), if it has one."""
    known = areas(title) if title in _PLANS else {}
    return next((name for name in known if name.endswith(end)), None)
