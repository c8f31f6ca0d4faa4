"""A column of dates that went through an American spreadsheet: « 10/31/2026 ».

Such a date shows itself when its day is past the 12th; the others read as another day without a
word (11 July as 7 November). They are doubted when nothing in the column is day first.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from mplus3_xl.importers.cells import Fault, as_text

_LAST_MONTH = 12
_MONTH_FIRST = re.compile(r"\D?(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-]\d{4}\b.*")
_TOLD_OTHERWISE = re.compile(r"^\D*\d{4}\b|[^\W\d_]{3}")  # the year first, a month in words


def doubted(known: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return what the cells of a column were read as, a fault where a day may be a month."""
    proof = next((cell for cell, day in known.items() if _is_month_first(cell, day)), None)
    ordered = {cell: day for cell, day in known.items() if proof and _is_ordered(cell, day)}
    if any(day.day > _LAST_MONTH for day in ordered.values()):
        return known
    doubts = {
        cell: _doubt(day, as_text(proof)) for cell, day in ordered.items() if day.day != day.month
    }
    return {**known, **doubts}


def _is_month_first(cell: Any, day: Any) -> bool:
    return type(day) is Fault and bool(_MONTH_FIRST.fullmatch(as_text(cell).strip()))


def _is_ordered(cell: Any, day: Any) -> bool:
    """Say whether a day was read by the place of its numbers: nothing else tells its month."""
    return isinstance(day, date) and not _TOLD_OTHERWISE.search(as_text(cell))


def _doubt(day: date, proof: str) -> Fault:
    other = day.replace(month=day.day, day=day.month)
    return Fault(
        "date_invalide",
        f"Cette date peut être le {day:%d/%m/%Y} ou le {other:%d/%m/%Y} : la même colonne a "
        f"« {proof} », le mois avant le jour. Refaites l’export sans le passer par un tableur "
        "réglé en anglais, ou écrivez chaque date JJ/MM/AAAA.",
    )
