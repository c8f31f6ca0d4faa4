"""The cells of what a manager sets."""

import xlwings as xw

from mplus3_xl.domain.reglages import settings
from mplus3_xl.layout import parametres


def value_of(book: xw.Book, code: str) -> xw.Range:
    """The cell of a value."""
    return _cell(book, code, parametres.SETTING_VALUE)


def reason_of(book: xw.Book, code: str) -> xw.Range:
    """The cell of its reason."""
    return _cell(book, code, parametres.SETTING_REASON)


def mark(code: str, column: int) -> str:
    """How the cell of a setting is named among those with a problem."""
    return f"{parametres.SETTINGS}.{_line(code)}.{column}"


def _cell(book: xw.Book, code: str, column: int) -> xw.Range:
    body = book.sheets["Paramètres"].tables["tParametres"].data_body_range
    assert body is not None
    found = body[_line(code), column]
    assert isinstance(found, xw.Range)
    return found


def _line(code: str) -> int:
    return [each.code for each in settings()].index(code)
