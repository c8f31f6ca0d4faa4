"""Reading what helps to tell clients apart who are probably one, and who was merged."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mplus3_xl.domain.doubles.doubles import Double
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.store.conditions import among
from mplus3_xl.store.mapping import CARD, to_card
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers

_CARD = [clients.c[name] for name in CARD]


class DoublesReading(ContactReading):
    """Reading what helps to tell apart who is probably one and the same."""

    _connection: Connection

    def doubles_among(self, ids: Collection[int]) -> dict[int, Double]:
        """Read what helps to tell these clients apart, by id."""
        opposed = self.opposed(ids)
        found = {}
        for client_id, *rest in self._connection.execute(_told().where(among(clients.c.id, ids))):
            card, known = to_card(rest[: len(CARD)]), rest[len(CARD) :]
            found[client_id] = Double._make((client_id, card, *known, client_id in opposed))
        return found

    def cards_of(self, ids: Collection[int]) -> dict[int, ClientCard]:
        """Read who these clients are, by id."""
        query = select(clients.c.id, *_CARD).where(among(clients.c.id, ids))
        return {client_id: to_card(row) for client_id, *row in self._connection.execute(query)}


def _told() -> Select[Any]:
    held = select(func.count()).select_from(contracts).where(contracts.c.client_id == clients.c.id)
    of_dossiers = attempts.join(dossiers, dossiers.c.id == attempts.c.dossier_id)
    made = (dossiers.c.client_id == clients.c.id, attempts.c.struck_at.is_(None))
    tried, last = (
        select(each).select_from(of_dossiers).where(*made)
        for each in (func.count(attempts.c.id), func.max(attempts.c.at))
    )
    known = (clients.c.agency, clients.c.charge_clientele, clients.c.from_file)
    counts = (each.scalar_subquery() for each in (held, tried, last))
    return select(clients.c.id, *_CARD, *known, *counts)
