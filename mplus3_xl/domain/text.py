"""Text as a person means it: folded to compare names and headers, never to store them."""

import re
import unicodedata
from collections.abc import Iterable

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


def agreed(number: int, one: str, many: str) -> str:
    """Return the word that goes with a number; zero takes the singular, as French does."""
    return one if number < 2 else many


def meant_by(text: str, known: Iterable[str]) -> str | None:
    """Return the known text that `text` means, whatever its case and accents; else `None`."""
    return next((each for each in known if fold(each) == fold(text)), None)


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet would take `text` for a formula (R23)."""
    return text.startswith(_FORMULA_START)


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula (R23).

    One more goes before a text that has some already, so that `unguarded` gives it back.
    """
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """Take off the apostrophe that `guarded` put."""
    is_guarded = text.startswith("'") and looks_like_formula(text.lstrip("'"))
    return text[1:] if is_guarded else text
