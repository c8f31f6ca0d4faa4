"""Text as a person means it: folded to compare names and headers, never to store them."""

import re
import unicodedata

# What has no plain form in Unicode, or a misleading one: "Nº" would become "no".
_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "º": " ", "№": "n "})
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[\W_]+")
_FORMULA_START = ("=", "+", "-", "@")


def fold(text: str) -> str:
    """Reduce `text` to lower-case words: no case, accents, punctuation or repeated spaces.

    "N° de  Contrat" and "n de contrat" fold to the same words. Degree signs vanish.
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
        text = _MARKS.sub("", plain)
    return _NOT_WORD.sub(" ", text.lower()).strip()


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet would take `text` for a formula (R23)."""
    return text.startswith(_FORMULA_START)
