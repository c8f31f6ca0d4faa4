"""Reading one cell: what a person sees in it, whatever its type in the file.

Each reader takes a raw cell (text, number, date, boolean) and returns a value, `None` for an
empty cell, or a `Fault`. Formats: domain notes §4.3 and §4.4.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, NamedTuple

from mplus3_xl.domain.amounts import plain_number
from mplus3_xl.domain.text import unguarded
from mplus3_xl.importers.french_days import day_in_words
from mplus3_xl.importers.serials import day_of_serial

_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?"
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[/-](\d{{1,2}})[/-](\d{{1,2}}){_TIME}")
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+E\+?|E\+)\d+", re.IGNORECASE)
_WHOLE = re.compile(r"(\d+)[.,]0+")
_UNIT = Decimal(1)
_NOTHING = {"-", "–", "—"}  # what an export writes in a cell that has no value
NOT_COMPUTED = "#NON CALCULÉ"
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALEUR!|VALUE!|NOM\?|NAME\?|NUL!|NULL!|NOMBRE!|NUM!|DIV/0!|NON CALCULÉ)"
)
_KEPT_AS_TEXT = re.compile(r"""="(.*)"|'(.+)""")  # the two ways to keep a spreadsheet off it
_EXACT_DIGITS = 10**15  # a number cell of 16 digits or more has lost its last ones (R5)


class Fault(NamedTuple):
    """Why a cell cannot be read: a stable code, what was expected, and what is kept of it."""

    code: str
    message: str
    kept: str | None = None


def as_text(cell: Any) -> str:
    """Write a raw cell as a person sees it; also the value that a problem shows."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT_DIGITS:
        return str(int(cell))
    if isinstance(cell, datetime):
        return (
            f"{cell:%d/%m/%Y %H:%M}" if cell.time() != datetime.min.time() else f"{cell:%d/%m/%Y}"
        )
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell)


def text(cell: Any) -> str | None:
    """Read a text: any kind of space counts as one, control characters are dropped.

    A formula's error (`#N/A`) says nothing.
    """
    words = " ".join((cell if isinstance(cell, str) else as_text(cell)).split())
    if not words.isprintable():
        words = " ".join("".join(filter(str.isprintable, words)).split())
    if words.startswith("'"):
        return unguarded(words)  # our own csv guards what looks like a formula (R23)
    if words.startswith("#") and _ERROR.fullmatch(words):
        return None
    return words or None


def is_failed(cell: Any) -> bool:
    """Say whether a cell holds a formula that gave an error, or that nothing has computed."""
    return isinstance(cell, str) and cell.startswith("#") and bool(_ERROR.fullmatch(cell.strip()))


def _plain(cell: Any) -> str | None:
    """Read what is no free text, without the mark that kept a spreadsheet from computing it."""
    words = text(cell)
    found = _KEPT_AS_TEXT.fullmatch(words) if words and words[0] in "='" else None
    return (found[1] or found[2]) if found else words


def identifier(cell: Any) -> str | Fault | None:
    """Read a number that is a name: a contract's, a client's, a SIRET (R5)."""
    if type(cell) is str and cell.isalnum() and "e" not in cell.lower():
        return cell  # nearly every cell: nothing in it to question
    if isinstance(cell, int | float):
        exact = abs(cell) < _EXACT_DIGITS and float(cell).is_integer()
        return str(int(cell)) if exact and not isinstance(cell, bool) else _unreadable(cell)
    words = _plain(cell)
    if words is None or words in _NOTHING:
        return None
    if not isinstance(cell, str) or _SCIENTIFIC.fullmatch(words):
        return _unreadable(cell)  # a date too: a spreadsheet took the number for one
    return _whole(words)


def _whole(words: str) -> str:
    """Take off the decimals that a spreadsheet gave to a number: `123.0`."""
    whole = _WHOLE.fullmatch(words)
    return whole[1] if whole else words


def _unreadable(cell: Any) -> Fault:
    return Fault(
        "numero_illisible",
        f"Le numéro « {as_text(cell)} » a perdu des chiffres dans un tableur. "
        "Remettez le numéro complet, dans une cellule au format Texte.",
    )


def day(cell: Any) -> date | Fault | None:
    """Read a date: a real one, an Excel serial, `JJ/MM/AAAA`, ISO or its month in French words.

    Never one with a two-digit year.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return day_of_serial(cell) or _no_date(cell)
    words = _plain(cell)
    if words is None or words in _NOTHING:
        return None
    return _day_of_text(words) or _no_date(cell)


def _day_of_text(words: str) -> date | None:
    if (counted := day_of_serial(words)) is not None:
        return counted
    try:
        if found := _DAY_FIRST.fullmatch(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _YEAR_FIRST.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        return day_in_words(words)
    except ValueError:
        return None


def _no_date(cell: Any) -> Fault:
    return Fault(
        "date_invalide",
        f"« {as_text(cell)} » n’est pas une date. Écrivez-la JJ/MM/AAAA, avec l’année en entier.",
    )


def cents(cell: Any) -> int | Fault | None:
    """Read an amount of euros as whole cents: `1 234,56 €`, `1.234,56`, `1234.56`, a number."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if abs(cell) < 1e9 and abs(cell * 100 - (whole := round(cell * 100))) < 1e-6:
            return whole  # an amount to the cent, as nearly all are
        number = str(cell)
    else:
        words = _plain(cell)
        if words is None or words in _NOTHING:
            return None
        number = plain_number(words)
    try:
        amount = Decimal(number)
    except InvalidOperation:
        return _no_amount(cell)
    if not amount.is_finite() or abs(amount) >= _EXACT_DIGITS:
        return _no_amount(cell)
    return int((amount * 100).quantize(_UNIT, ROUND_HALF_UP))


def _no_amount(cell: Any) -> Fault:
    return Fault("montant_illisible", f"« {as_text(cell)} » n’est pas un montant.")


def integer(cell: Any) -> int | Fault | None:
    """Read a count."""
    amount = cents(cell)
    if isinstance(amount, int) and amount % 100 == 0 and abs(amount) < 2**31 * 100:
        return amount // 100
    if amount is None:
        return None
    return Fault("nombre_illisible", f"« {as_text(cell)} » n’est pas un nombre entier.")


def postal_code(cell: Any) -> str | None:
    """Read a postal code as text, giving back the zero that a spreadsheet took (01000)."""
    words = _plain(cell)
    if words is None:
        return None
    bare = _whole(words.replace(" ", ""))
    return bare.zfill(5) if bare.isdecimal() and len(bare) in (4, 5) else words


def phone(cell: Any) -> str | Fault | None:
    """Read a phone number as text, giving back the zero that a spreadsheet took."""
    words = _plain(cell)
    if words is None:
        return None
    if _SCIENTIFIC.fullmatch(words):
        return _unreadable(cell)
    bare = _whole(words)
    return f"0{bare}" if bare.isdecimal() and len(bare) == 9 else bare
