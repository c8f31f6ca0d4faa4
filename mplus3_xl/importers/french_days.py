"""Days written in words, as a csv saved from Excel has them: « dimanche 1 mars 2026 »."""

import re
from datetime import date

from mplus3_xl.domain.text import fold

# Each month by its first letters, enough to tell it; Excel shortens to « janv. » or « juil. ».
_MONTHS = ("jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec")
_IN_WORDS = re.compile(r"(?:(?:[a-z]+di|dimanche) )?(\d{1,2})(?:er)? ([a-z]{3,9}) (\d{4})")


def day_in_words(words: str) -> date | None:
    """Read a day whose month is a French word; `None` for anything else. Raises ValueError."""
    found = _IN_WORDS.fullmatch(fold(words))
    if found is None:
        return None
    month = next((at for at, name in enumerate(_MONTHS, 1) if found[2].startswith(name)), None)
    return date(int(found[3]), month, int(found[1])) if month else None
