"""What changed, as lines of the journal; and what an import offered and did not get."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mplus3_xl.services.records import Change, Conflict, Record

if TYPE_CHECKING:
    from mplus3_xl.domain.model import Dossier

BILAN = ("situation", "inventaire", "manques", "bilan")
"""The subjects under which the parts of a bilan are told; their id is that of the client."""
# What only serves the program, and is never a change that somebody made.
_UNTOLD = {"folded_name", "folded_phone", "folded_email", "version", "seen_agency", "first_effect"}
_UNTOLD |= {"calling_since", "calling_by", "appel_ok_on"}


def changes_between(subject: str, pairs: Iterable[tuple[Record, Record]]) -> Iterator[Change]:
    """Tell, field by field, how each value became the other."""
    for old, new in pairs:
        for name, before, after in zip(old._fields, old, new, strict=True):
            if before != after and name not in _UNTOLD:
                yield Change(subject, old[0], name, as_text(before), as_text(after))


def removal_of(dossier: "Dossier") -> Change:
    """Tell that a dossier is gone, and whose it was: nothing else will say it."""
    return Change("dossiers", dossier.id, "client_id", str(dossier.client_id), None)


def conflict_of(subject: str, subject_id: int, name: str, kept: Any, offered: Any) -> Conflict:
    """Make a conflict whose values are shown as text."""
    return Conflict(subject, subject_id, name, as_text(kept), as_text(offered))


def as_text(value: Any) -> str | None:
    """Write a value for the journal: ISO days and moments, codes as they are stored."""
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
