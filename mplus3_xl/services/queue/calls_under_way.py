"""Who to call next, but for those whom a colleague calls at this moment."""

from collections.abc import Iterable
from datetime import datetime

from mplus3_xl.domain.queue.calls_begun import called_by_another, called_said
from mplus3_xl.services.agency.people import name_of
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store


def first_not_called(
    store: Store, dossier_ids: Iterable[int], me: str, now: datetime
) -> tuple[int | None, list[str]]:
    """Return the first dossier whose client nobody else calls now; say who calls those before."""
    said: dict[str, None] = {}
    with store.glance() as unit:
        for each in dossier_ids:
            called = _called(unit, each, me, now)
            if called is None:
                return each, list(said)
            said[called] = None
    return None, list(said)


def _called(unit: Glance, dossier_id: int, me: str, now: datetime) -> str | None:
    """Say who calls the client of a dossier now, for it or for another one of his."""
    dossier = unit.dossier(dossier_id)
    if dossier is None:
        return None
    for each in unit.dossiers_by_client([dossier.client_id])[dossier.client_id]:
        if called_by_another(each, me, now):
            client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
            return called_said(each, name_of(unit, each.calling_by), client.name)
    return None
