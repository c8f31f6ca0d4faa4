"""What was typed of a bilan and not saved: kept apart, so that nothing loses it."""

from collections.abc import Mapping
from datetime import datetime

from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Draft


def drafts_of(store: Store, client_id: int) -> list[Draft]:
    """Return what was typed of a client's bilan and not saved, one draft an author."""
    with store.glance() as unit:
        return unit.bilan_drafts(client_id)


def keep_bilan_draft(
    store: Store, client_id: int, content: Mapping[str, str], version: int, author: str,
    now: datetime,
) -> None:  # fmt: skip
    """Keep the texts of a sheet that was opened on a `version` of the bilan.

    Nothing is kept of a client who was erased meanwhile.
    """
    with store.write() as unit:
        if unit.erasure_of(client_id) is None:
            unit.keep_bilan_draft(client_id, Draft(content, author, now, version))


def drop_bilan_draft(store: Store, client_id: int, author: str) -> None:
    """Forget what an author typed: the store has it all."""
    with store.write() as unit:
        unit.drop_bilan_draft(client_id, author)
