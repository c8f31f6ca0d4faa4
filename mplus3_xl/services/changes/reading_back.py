"""A dossier as it was before some lines of the journal."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.tags import TAG_NAMES
from mplus3_xl.domain.vocabulary import Tag
from mplus3_xl.services.records import JournalLine

_DAYS = ("closed_on", "assigned_until", "postponed_until")
_MOMENTS = ("callback_at", "callback_agreed_at", "next_try_at")


def before(dossier: Dossier, lines: Sequence[JournalLine]) -> Dossier:
    """Return the dossier with the older value of each line that is about it."""
    older = {
        line.field: _value(line.field, line.old) for line in lines if line.subject == "dossiers"
    }
    return dossier._replace(**older)


def _value(field: str, text: str | None) -> Any:
    """Read a column of a dossier as the journal wrote it."""
    if text is None:
        return None
    if field in TAG_NAMES:
        return Tag(text)
    if field in _DAYS:
        return date.fromisoformat(text)
    return datetime.fromisoformat(text) if field in _MOMENTS else text
