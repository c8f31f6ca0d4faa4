"""Reading who shares a name, a phone or an e-mail, and what helps to tell them apart."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, func, literal, select

from mplus3_xl.domain.doubles.doubles import OF_ONE_KIND, Double, Pair, Shared
from mplus3_xl.domain.lagon.aliases import Alias
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.store.conditions import among
from mplus3_xl.store.mapping import CARD, to_card
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.tables.calls import attempts
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers
from mplus3_xl.store.tables.persons import client_aliases, not_doubles

_COLUMNS: dict[Shared, Column[Any]] = {
    Shared.NAME: clients.c.folded_name,
    Shared.PHONE: clients.c.folded_phone,
    Shared.EMAIL: clients.c.folded_email,
}
_ANY: ColumnElement[bool] = literal(value=True)
_COMPANY = func.coalesce(clients.c.client_type, "") == ClientType.ENTREPRISE.value


class DoublesReading(ContactReading):
    """Reading who shares a name, a phone or an e-mail."""

    def sharing(self) -> list[tuple[Shared, set[int]]]:
        """Read the clients of each name, phone and e-mail that several of them have."""
        return [(shared, ids) for shared in _COLUMNS for ids in self._having(shared)]

    def said_apart(self) -> set[Pair]:
        """Read the pairs that somebody said not to be doubles."""
        rows = self._connection.execute(select(not_doubles.c.low_id, not_doubles.c.high_id))
        return {(row.low_id, row.high_id) for row in rows}

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
        query = select(clients.c.id, *CARD).where(among(clients.c.id, ids))
        return {client_id: to_card(row) for client_id, *row in self._connection.execute(query)}

    def aliases(self) -> list[Alias]:
        """Read what exports may still call the clients who were merged."""
        query = select(client_aliases).order_by(client_aliases.c.id)
        return [Alias(*row) for row in self._connection.execute(query)]

    def _having(self, shared: Shared) -> list[set[int]]:
        groups: dict[tuple[str, bool], set[int]] = {}
        for value, of_kind, client_id in self._connection.execute(_sharing(shared)):
            groups.setdefault((value, of_kind), set()).add(client_id)
        return [ids for ids in groups.values() if len(ids) > 1]


@cache
def _sharing(shared: Shared) -> Select[Any]:
    """Select the clients who share a value with others; of one kind, where only those count."""
    column, kind = _COLUMNS[shared], _COMPANY if shared in OF_ONE_KIND else _ANY
    several = select(column).where(column != "").group_by(column).having(func.count() > 1)
    query = select(column, kind, clients.c.id).where(column.in_(several))
    return query.order_by(clients.c.id)


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
    return select(clients.c.id, *CARD, *known, *counts)
