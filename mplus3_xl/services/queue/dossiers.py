"""A dossier looked at again, and what is typed in its form kept."""

from collections.abc import Mapping
from datetime import datetime

from mplus3_xl.domain.model import Client, Dossier
from mplus3_xl.services.changes.saving import dossier_of, filled, refuse_erased
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import Draft


def dossier_now(store: Store, dossier_id: int) -> Dossier:
    """Return a dossier as the store has it. Raises UserError if it is gone."""
    with store.glance() as unit:
        return dossier_of(unit, dossier_id)


def refuse_if_erased(store: Store, client: Client) -> None:
    """Refuse a client who was erased (UserError), before anything is asked about him."""
    with store.glance() as unit:
        refuse_erased(unit, client)


def version_saved(store: Store, form_id: str) -> int | None:
    """Return the version that a form made, if it was saved.

    One that is shown still was saved by a click that was cut short.
    """
    with store.glance() as unit:
        save = unit.save_of_form(form_id)
    return save.version if save else None


def keep_draft(
    store: Store,
    dossier_id: int,
    content: Mapping[str, str],
    author: str,
    now: datetime,
    version: int | None = None,
) -> None:
    """Keep what is typed, apart from what is saved, so that no refusal loses it.

    `version` is the one that was open (by default the present one). Nothing is kept of a client who
    was erased meanwhile. Raises UserError if the dossier is gone.
    """
    with store.write() as unit:
        dossier = dossier_of(unit, dossier_id)
        saved = unit.draft_of(dossier_id)
        typed = filled(content) if unit.erasure_of(dossier.client_id) is None else {}
        if typed == (saved.content if saved else {}):
            unit.drop_kept_draft(dossier_id, author)
        else:
            draft = Draft(typed, author, now, dossier.version if version is None else version)
            unit.keep_draft(dossier_id, draft)
