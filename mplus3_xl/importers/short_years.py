"""A column of dates whose years have two digits: « 25/08/26 », as some exports and Excel show them.

The year is never guessed (R5): 26 may be 1926. One such date among others is its row's fault; when
most of a column's are, it is said once: of the file for a needed column, of the column otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from mplus3_xl.errors import UserError
from mplus3_xl.importers.cells import Fault, as_text

MANY = 10  # fewer are refused row by row: the file of refused rows shows them all
CODE = "annees_a_deux_chiffres"
_SHORT = re.compile(r"\s*'?\d{1,2}[/.-]\d{1,2}[/.-](\d{2})(?:[ T]\d{1,2}:\d{2}.*)?\s*")


def mostly_short(raw: Sequence[Any]) -> Sequence[str]:
    """Return the dates of a column whose year has two digits, if they are most of them."""
    short = {cell for cell in set(raw) if isinstance(cell, str) and _SHORT.fullmatch(cell)}
    if not short:
        return ()
    found = [cell for cell in raw if cell in short]
    filled = sum(1 for cell in raw if as_text(cell).strip())
    return found if len(found) >= MANY and len(found) * 2 > filled else ()


def refusal(name: str, title: str, dates: Sequence[str]) -> UserError:
    """Return the refusal of a file for its needed column of dates."""
    return UserError(
        CODE,
        f"« {name} » : {len(dates)} dates de la colonne « {title} » n’ont que deux chiffres "
        f"d’année (« {dates[0].strip()} ») : {_years(dates[0])}, rien ne le dit.",
        "Refaites l’export avec l’année en entier ; ou, dans Excel, donnez à cette colonne le "
        "format de date JJ/MM/AAAA, vérifiez les années, enregistrez, puis recommencez.",
    )


def told_once(known: Mapping[Any, Any], dates: Sequence[str]) -> Mapping[Any, Any]:
    """Return what the cells of an optional column were read as, one fault for all these dates."""
    message = (
        f"{len(dates)} dates de cette colonne n’ont que deux chiffres d’année : "
        f"{_years(dates[0])}, rien ne le dit. Elles sont laissées de côté. Refaites l’export avec "
        "l’année en entier."
    )
    return {**known, **dict.fromkeys(dates, Fault(CODE, message))}


def _years(day: str) -> str:
    found = _SHORT.fullmatch(day)
    return f"19{found[1]} ou 20{found[1]}" if found else ""
