"""Text as a person means it: folded to compare names and headers, never to store them."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o"})
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_FORMULA_START = ("=", "+", "-", "@")


def fold(text: str) -> str:
    """Reduce `text` to lower-case words: no case, accents, punctuation or repeated spaces.

    "N° de  Contrat" and "n de contrat" fold to the same words. Degree signs vanish.
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.replace("°", " ").casefold())
        text = plain.translate(_LIGATURES).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub(" ", text.lower()).strip()


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet would take `text` for a formula (R23)."""
    return text.startswith(_FORMULA_START)
