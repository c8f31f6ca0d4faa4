"""What the call form holds, as typed: its answers, and the problems found in them.

Texts are as they stand in the form; nothing here is decided.
"""

from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.vocabulary import FieldState, PieceState


class FormProblem(NamedTuple):
    """A value that the form refuses, with its place.

    `field` is its code in the form: "siret", "piece:<contract_id>:<piece>", "lagon", "note", …
    """

    field: str
    code: str
    message: str


class FieldAnswer(NamedTuple):
    """Objective 1, one field: what Lagon holds, what the client says of it, the new value."""

    code: str
    state: FieldState | None
    lagon: str | None
    new: str | None = None


class PieceAnswer(NamedTuple):
    """Objective 2, one piece of one contract; `on` is when it was asked for or received."""

    contract_id: int
    piece: str
    state: PieceState
    on: date | None = None


def piece_field(contract_id: int, piece: str) -> str:
    """Return the form's code of a piece."""
    return f"piece:{contract_id}:{piece}"


def is_blank(text: str | None) -> bool:
    """Say whether nothing was written."""
    return not (text or "").strip()
