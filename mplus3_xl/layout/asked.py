"""What is asked of whom: the words, the formulas and the tints that follow the client's type.

The types come from the rule tables; the type is that of the named cell `fiche_type_client`, so
that the marks follow at once when a person changes it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.layout.content import Content
from mplus3_xl.layout.model import Area, Highlight, address
from mplus3_xl.layout.style import Tint

CLIENT_TYPE = "fiche_type_client"
TO_DO, DONE, NOT_ASKED = "à compléter", "complet", "non demandé"
TINTS = {TO_DO: Tint.YELLOW, DONE: Tint.GREEN, NOT_ASKED: Tint.GREY}


def most_of_one_type(entries: Iterable[dict[str, Any]]) -> int:
    """Return the most entries of a rule table that one type of client has."""
    kinds = Counter(kind for each in entries for kind in each["client_types"])
    return max(kinds.values())


def condition(codes: Sequence[str]) -> str:
    """Return, as a formula, whether the client is of one of the types `codes`."""
    labels = [ClientType(code).label for code in codes]
    return "OR(" + ",".join(f'{CLIENT_TYPE}="{label}"' for label in labels) + ")"


def mark_formula(codes: Sequence[str], answer: str) -> str:
    """Return the formula of the word beside an entry whose answer is in the cell `answer`."""
    word = f'IF({answer}="","{TO_DO}","{DONE}")'
    return f'=IF({CLIENT_TYPE}="","",IF({condition(codes)},{word},"{NOT_ASKED}"))'


def mark(content: Content, codes: Sequence[str], answer: str) -> str:
    """Return the word that `mark_formula` gives, `answer` being the name of the answer's cell."""
    chosen = content.fields.get(CLIENT_TYPE)
    if not chosen:
        return ""
    if chosen not in [ClientType(code).label for code in codes]:
        return NOT_ASKED
    return DONE if content.fields.get(answer) not in (None, "") else TO_DO


def mark_tints(marks: Area) -> list[Highlight]:
    """Return the tints of a column of marks."""
    first = address(marks.first_row, marks.first_col)
    return [Highlight(marks, f'{first}="{word}"', tint) for word, tint in TINTS.items()]
