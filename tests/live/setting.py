"""The cells of what a manager sets."""

import xlwings as xw

from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.reglages.parametres_set import (
    SET_BLOCKS,
    SETTING_REASON,
    SETTING_VALUE,
    SetBlock,
)


def value_of(book: xw.Book, code: str) -> xw.Range:
    """The cell of a value."""
    return _cell(book, code, SETTING_VALUE)


def reason_of(book: xw.Book, code: str) -> xw.Range:
    """The cell of its reason."""
    return _cell(book, code, SETTING_REASON)


def mark(code: str, column: int) -> str:
    """How the cell of a setting is named among those with a problem."""
    block, line = _place(code)
    return line_name(block.name, line, column)


def _cell(book: xw.Book, code: str, column: int) -> xw.Range:
    block, line = _place(code)
    body = book.sheets["Paramètres"].tables[block.table].data_body_range
    assert body is not None
    found = body[line, column]
    assert isinstance(found, xw.Range)
    return found


def _place(code: str) -> tuple[SetBlock, int]:
    return next(
        (block, line)
        for block in SET_BLOCKS
        for line, each in enumerate(block.settings())
        if each.code == code
    )
