"""Closing at once what a first import brought too late: out of time, and never worked on (D10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.closing import closed
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import refuse_unless_manager
from mplus3_xl.services.changes.batches import write_batch
from mplus3_xl.services.ports.store import Reading, Store

RESERVED = "Seul un responsable clôt le retard."


@dataclass(frozen=True, slots=True)
class Backlog:
    """The open dossiers out of time that nobody worked on, and the target of the oldest.

    `worked` are those that somebody worked on: each is closed by itself, with its own reason.
    """

    dossier_ids: frozenset[int]
    oldest: date | None
    worked: int


def backlog_of(store: Store, today: date) -> Backlog:
    """Return what `close_backlog` may close."""
    with store.read() as unit:
        late, worked = _late(unit, today)
    ids = frozenset(dossier.id for dossier in late)
    return Backlog(ids, min((dossier.target for dossier in late), default=None), worked)


def close_backlog(
    store: Store, dossier_ids: Collection[int], reason: str, author: str, now: datetime
) -> int:
    """Close those of the dossiers that are in the backlog, for one reason; return how many.

    Only a manager may. Raises UserError: no manager, no reason, none of them in the backlog.
    """
    if not reason.strip():
        raise UserError(
            "motif_absent",
            "Le motif manque.",
            "Écrivez après le numéro, en quelques mots, pourquoi ces dossiers se ferment.",
        )
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        wanted, (late, _) = set(dossier_ids), _late(unit, now.date())
        day = now.date()
        pairs = [
            (dossier, closed(dossier, Closing.HORS_DELAI, reason, day))
            for dossier in late
            if dossier.id in wanted
        ]
        if not pairs:
            raise nothing_late()
        write_batch(unit, pairs, author, now)
        return len(pairs)


def nothing_late() -> UserError:
    """Return the refusal of a backlog that is empty."""
    return UserError(
        "rien_a_clore",
        "Aucun dossier hors délai n’est resté sans être travaillé.",
        "Un dossier travaillé se clôt depuis sa fiche, avec son propre motif.",
    )


def _late(unit: Reading, today: date) -> tuple[list[Dossier], int]:
    """Return what nobody worked on, and how many somebody did."""
    past = [each for each in unit.dossiers_past(today) if not is_done(each[0])]
    late = [dossier for dossier, worked in past if not worked]
    return late, len(past) - len(late)
