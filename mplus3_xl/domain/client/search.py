"""What a person types to find a client: words of a name, a phone, or a number."""

import re
from typing import NamedTuple

from mplus3_xl.domain.client.contacts import phone_key
from mplus3_xl.domain.text import fold

_PHONE = re.compile(r"\+?[\d\s().\-/]+")
_FEWEST_DIGITS = 4
_FEWEST_LETTERS = 2


class Wanted(NamedTuple):
    """What to look for, each way on its own.

    `words` all begin a word of the name; `phone` is a whole number (E.164); `phone_end` its last
    digits; `number` is a client's or a contract's, in lower case.
    """

    words: tuple[str, ...]
    phone: str | None
    phone_end: str | None
    number: str


def wanted_of(text: str) -> Wanted | None:
    """Read what was typed; `None` if it is too short to tell clients apart."""
    folded = fold(text)
    if len(folded.replace(" ", "")) < _FEWEST_LETTERS:
        return None
    phone = phone_end = None
    if _PHONE.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text)
        phone = phone_key(text)
        phone_end = digits if len(digits) >= _FEWEST_DIGITS else None
    return Wanted(tuple(folded.split()), phone, phone_end, text.strip().lower())
