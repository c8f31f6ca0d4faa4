"""Closing a dossier without success, with its reason; undone like any save (D10)."""

from datetime import datetime

from mplus3_xl.domain.call.decision import CallError
from mplus3_xl.domain.queue.closing import closed, closing_problems
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.services.changes.saving import Saved, dossier_of, refuse_closed, write_change
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Save


def close_dossier(
    store: Store, dossier_id: int, closing: Closing, reason: str, author: str, now: datetime
) -> Saved:
    """Close a dossier: it leaves the queue and is counted apart.

    Raises UserError (dossier gone or closed), CallError (a dossier finished, a closing that does
    not hold, or whose reason is not written).
    """
    with store.write() as unit:
        dossier = dossier_of(unit, dossier_id)
        refuse_closed(dossier)
        problems = list(closing_problems(dossier, closing, reason, now.date()))
        if problems:
            raise CallError(problems)
        draft = unit.draft_of(dossier_id)
        ids = (unit.next_id("saves"), None, dossier_id, dossier.version + 1)
        new = closed(dossier, closing, reason, now.date())
        content = draft.content if draft else {}
        return write_change(unit, dossier, new, content, Save(*ids, author, now))
