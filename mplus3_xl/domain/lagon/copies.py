"""The same thing listed twice in one command (R2).

An identical copy counts once; a contradictory one refuses all of them, each naming the others.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.model import ClientDraft, ContractDraft
from mplus3_xl.errors import Problem

Draft = TypeVar("Draft", ContractDraft, ClientDraft)


class Place(NamedTuple):
    """Where a draft stands: its file's position in the command, and its line."""

    file: int
    line: int


def refuse_copies(
    files: Sequence[DraftFile], places: Sequence[Place], column: str, shown: str, differ: str
) -> list[tuple[int, Problem]]:
    """Refuse all the copies of a key, each problem with its file's position.

    `column` is the code of the column that holds the key, `shown` the key.
    """
    refused = []
    for place in places:
        others = ", ".join(
            f"ligne {other.line} de « {files[other.file].name} »"
            for other in places
            if other != place
        )
        message = (
            f"« {shown} » est aussi en {others}, avec {differ}. "
            "Gardez la bonne ligne et retirez les autres."
        )
        file = files[place.file]
        title = file.titles.get(column, column)
        problem = Problem(file.name, place.line, title, shown, "doublon_contradictoire", message)
        refused.append((place.file, problem))
    return refused


def said_together(
    files: Sequence[DraftFile], places: Sequence[Place], draft: Draft
) -> frozenset[str]:
    """Return the fields that the copies of a row speak of together; `draft` is their `merged`.

    A cell that is blank in one copy and could not be read in another says nothing.
    """
    fields = frozenset[str]().union(*(files[place.file].fields for place in places))
    read = fields.intersection(
        *(
            files[place.file].said(place.line) | fields - files[place.file].fields
            for place in places
        )
    )
    return frozenset(name for name in fields if name in read or getattr(draft, name) is not None)


def merged(copies: Sequence[Draft]) -> Draft:
    """Put copies together: the last filled cell of each column wins, the first line stays."""
    result = copies[0]
    for draft in copies[1:]:
        filled = {name: value for name, value in draft._asdict().items() if value is not None}
        result = result._replace(**{**filled, "line": result.line})
    return result
