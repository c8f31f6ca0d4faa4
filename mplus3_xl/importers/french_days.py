"""Days written in words, as a csv saved from Excel has them: « dimanche 1 mars 2026 »."""

import re
from datetime import date

from mplus3_xl.domain.text import fold

# Excel shortens to « janv. » or « juil. »: the first letters that tell a month, and the others.
_MONTHS = (
    *(("jan", "vier"), ("fev", "rier"), ("mar", "s"), ("avr", "il"), ("mai", ""), ("juin", "")),
    *(("juil", "let"), ("aou", "t"), ("sep", "tembre"), ("oct", "obre"), ("nov", "embre")),
    ("dec", "embre"),
)
_IN_WORDS = re.compile(r"(?:(?:[a-z]+di|dimanche) )?(\d{1,2})(?:er)? ([a-z]{3,9}) (\d{4})")


def day_in_words(words: str) -> date | None:
    """Read a day whose month is a French word; `None` for anything else. Raises ValueError."""
    found = _IN_WORDS.fullmatch(fold(words))
    if found is None:
        return None
    month = next((at for at, name in enumerate(_MONTHS, 1) if _is(found[2], *name)), None)
    return date(int(found[3]), month, int(found[1])) if month else None


def _is(word: str, first: str, rest: str) -> bool:
    """Say whether a word is a month, in full or cut short: « mardi » is none."""
    return word.startswith(first) and f"{first}{rest}".startswith(word)
