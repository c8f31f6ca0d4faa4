"""Taking another dossier of the same client in the same call (D3, R19)."""

from datetime import datetime

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.closing import closed
from mplus3_xl.domain.queue.joining import refuse_joining
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.changes.saving import dossier_of, refuse_closed
from mplus3_xl.services.lagon.relances import follow_joined
from mplus3_xl.services.ports.store import Store


def join_dossier(
    store: Store, dossier_id: int, other_id: int, author: str, now: datetime
) -> Dossier:
    """Move the contracts of `other_id` to `dossier_id`; the other closes as "repris dans …".

    Return the dossier of the call. Raises UserError: a dossier gone, closed or finished, not of
    the same client, or whose contracts are less than 2.5 months old.
    """
    with store.write() as unit:
        dossier, other = dossier_of(unit, dossier_id), dossier_of(unit, other_id)
        refuse_closed(dossier)
        refuse_joining(dossier, other, now.date())
        moved = [
            (each, each._replace(dossier_id=dossier_id)) for each in unit.contracts_in(other_id)
        ]
        reason = f"Repris dans le dossier {dossier_id}"
        gone = closed(other, Closing.REPRIS, reason, now.date())
        gone = gone._replace(joined_into=dossier_id, version=other.version + 1)
        # The dates of the call stay its own; its oldest contract may be one that joins.
        oldest = min([dossier.effect_date, *(each.effect_date for each, _ in moved)])
        joined = dossier._replace(effect_date=oldest, version=dossier.version + 1)
        pairs = [(other, gone), (dossier, joined)]
        unit.change("contracts", moved)
        unit.change("dossiers", pairs)
        lines = [*changes_between("contracts", moved), *changes_between("dossiers", pairs)]
        followed = follow_joined(unit, other, dossier_id)
        unit.write_journal([*lines, *followed], now, author)
        return joined
