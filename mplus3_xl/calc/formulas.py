"""Formulas between Excel's spelling and LibreOffice's. Pure.

Excel writes `=SUM(Fiche!A1,tFile[[#This Row],[Code]])` where LibreOffice's interface writes
`=SUM($Fiche.A1;tFile[[#This Row];[Code]])`. Texts in quotes and titles in brackets are left alone.
"""

import re
from collections.abc import Callable

from mplus3_xl.calc.part import missing

# It splits a formula into parts to change and parts to keep, in turn; quoted sheet names change.
_KEPT = re.compile(r'("[^"]*"|\[[^\[\]]*\])')
_SHEET = r"('(?:[^']|'')+'|[^\W\d]\w*)"
_CELL = r"(\$?[A-Z]{1,3}\$?\d|\$?[A-Z]{1,3}:|\$?\d+:)"
_CALC_REFERENCE = re.compile(rf"\$?{_SHEET}\.{_CELL}")
_EXCEL_REFERENCE = re.compile(rf"{_SHEET}!{_CELL}")


def to_calc(text: str) -> str:
    """A formula of Excel, for LibreOffice; any other text as it is."""
    if not text.startswith("="):
        return text
    if "{" in "".join(_KEPT.split(text)[::2]):
        missing(f"a formula with an array constant ({text})")
    return _respelt(text, lambda part: _EXCEL_REFERENCE.sub(r"$\1.\2", part.replace(",", ";")))


def to_excel(text: str) -> str:
    """A formula of LibreOffice, for Excel; a text loses the apostrophe that protects it."""
    if not text.startswith("="):
        return text.removeprefix("'")
    return _respelt(text, lambda part: _CALC_REFERENCE.sub(r"\1!\2", part).replace(";", ","))


def _respelt(text: str, change: Callable[[str], str]) -> str:
    parts = _KEPT.split(text)
    parts[::2] = [change(part) for part in parts[::2]]
    return "".join(parts)
