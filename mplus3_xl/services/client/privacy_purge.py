"""Erasing whoever was kept long enough: a preview first, then all at once."""

from datetime import datetime

from mplus3_xl.domain.client.retention import Due, due
from mplus3_xl.services.client.privacy import RETENTION, erase_with_files
from mplus3_xl.services.ports.store import Reading, Store
from mplus3_xl.services.records import Erasure


def to_purge(store: Store, now: datetime) -> list[Due]:
    """Return whom `purge` would erase, and why."""
    with store.read() as unit:
        return _due(unit, now)


def purge(store: Store, author: str, now: datetime) -> list[Due]:
    """Erase whoever was kept long enough, in one transaction; return them.

    The proofs of consent that were kept long enough go too.
    """
    with store.write() as unit:
        found = _due(unit, now)
        clients = unit.clients_by_id([each.relation.client_id for each in found])
        for client in clients.values():
            erase_with_files(unit, client, Erasure(client.id, now, author, RETENTION, None))
        unit.drop_proofs(now.date())
        return found


def _due(unit: Reading, now: datetime) -> list[Due]:
    found = (due(relation, now.date()) for relation in unit.relations())
    return [each for each in found if each is not None]
