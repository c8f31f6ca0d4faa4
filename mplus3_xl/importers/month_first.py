"""A column of dates that went through an American spreadsheet: « 10/31/2026 ».

Such a date shows itself when its day is past the 12th; the others read as another day without a
word (11 July as 7 November). They are doubted when nothing in the column is day first. Such a
spreadsheet that opens a French csv makes dates of « 07/11/2026 » and its like alone, month first:
those are doubted beside the « 31/10/2026 » that it left as texts.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mplus3_xl.importers.cells import Fault, as_text

_LAST_MONTH = 12
_FEW = 3  # fewer days of a kind may be all before the 13th, or all after it, by chance
_MONTH_FIRST = re.compile(r"\D?(?:0?[1-9]|1[0-2])[/.-](?:1[3-9]|2\d|3[01])[/.-]\d{4}\b.*")
_TOLD_OTHERWISE = re.compile(r"^\D*\d{4}\b|[^\W\d_]{3}")  # the year first, a month in words
_REMEDY = (
    "Refaites l’export sans le passer par un tableur réglé en anglais, ou écrivez chaque date "
    "JJ/MM/AAAA."
)


def doubted(known: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Return what the cells of a column were read as, a fault where a day may be a month."""
    ordered = {cell: day for cell, day in known.items() if _is_ordered(cell, day)}
    proof = next((as_text(cell) for cell in known if _is_month_first(cell)), None)
    if proof and _are_early(ordered.values()):
        return {**known, **_doubts(ordered, f"« {proof} », le mois avant le jour")}
    made = {cell: day for cell, day in ordered.items() if not isinstance(cell, str)}
    left = {cell: day for cell, day in ordered.items() if isinstance(cell, str)}
    if min(len(made), len(left)) >= _FEW and _are_early(made.values()) and _are_late(left.values()):
        text = as_text(next(iter(left)))
        return {**known, **_doubts(made, f"« {text} », qu’un tableur n’a pas pris pour une date")}
    return known


def _is_month_first(cell: Any) -> bool:
    return bool(_MONTH_FIRST.fullmatch(as_text(cell).strip()))


def _is_ordered(cell: Any, day: Any) -> bool:
    """Say whether a day was read by the place of its numbers: nothing else tells its month."""
    return isinstance(day, date) and not _TOLD_OTHERWISE.search(as_text(cell))


def _are_early(days: Iterable[date]) -> bool:
    return all(day.day <= _LAST_MONTH for day in days)


def _are_late(days: Iterable[date]) -> bool:
    return all(day.day > _LAST_MONTH for day in days)


def _doubts(days: Mapping[Any, date], why: str) -> dict[Any, Fault]:
    return {cell: _doubt(day, why) for cell, day in days.items() if day.day != day.month}


def _doubt(day: date, why: str) -> Fault:
    other = day.replace(month=day.day, day=day.month)
    return Fault(
        "date_invalide",
        f"Cette date peut être le {day:%d/%m/%Y} ou le {other:%d/%m/%Y} : la même colonne a "
        f"{why}. {_REMEDY}",
    )
