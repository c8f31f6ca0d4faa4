"""Who has a dossier on a day: its account manager, or whoever a manager gave it to (§5).

Given away, it is so until its last day, included; then the owner has it again by himself.
"""

from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.model import Dossier


class Holder(NamedTuple):
    """Who has a dossier; of one that was given to him, its owner and the last day before."""

    charge: str | None
    given: bool = False
    owner: str | None = None
    until: date | None = None


def holder(owner: str | None, to: str | None, until: date | None, day: date) -> Holder:
    """Return who has a dossier on a day: its `owner`, or `to` whom it was given `until` a day."""
    if to is None or (until is not None and day > until):
        return Holder(owner)
    return Holder(to, given=True, owner=owner, until=until)


def charge_on(dossier: Dossier, day: date) -> str | None:
    """Return who is in charge of a dossier on a day."""
    return holder(dossier.charge_clientele, dossier.assigned_to, dossier.assigned_until, day).charge
