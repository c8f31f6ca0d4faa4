"""Reading one dossier with all that its form shows."""

import json
from collections.abc import Collection

from sqlalchemy import Connection

from mplus3_xl.domain.client.typed import in_order
from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.services.records import Draft
from mplus3_xl.store.conditions import rows_among, rows_by
from mplus3_xl.store.mapping import to_contract, to_dossier
from mplus3_xl.store.tables.calls import drafts, kept_drafts
from mplus3_xl.store.tables.lagon import contracts, dossiers

_LATEST_EFFECT = dossiers.c.effect_date.desc()
_LATEST_KEPT = kept_drafts.c.at.desc()


class DeskReading:
    """Reading one dossier with all that its form shows."""

    _connection: Connection

    def dossier(self, dossier_id: int) -> Dossier | None:
        """Find a dossier by id."""
        row = self._connection.execute(rows_by(dossiers.c.id), {"value": dossier_id}).first()
        return None if row is None else to_dossier(row)

    def dossiers_by_client(self, client_ids: Collection[int]) -> dict[int, list[Dossier]]:
        """Read the dossiers of these clients, the latest effect date first."""
        query = rows_among(dossiers.c.client_id, _LATEST_EFFECT, dossiers.c.id)
        found: dict[int, list[Dossier]] = {client_id: [] for client_id in client_ids}
        for row in self._connection.execute(query, {"values": client_ids}):
            found[row.client_id].append(to_dossier(row))
        return found

    def contracts_in(self, dossier_id: int) -> list[Contract]:
        """Read the contracts of a dossier, by effect date."""
        query = rows_by(contracts.c.dossier_id)
        rows = self._connection.execute(query, {"value": dossier_id})
        return in_order(map(to_contract, rows))  # a server orders texts by its language

    def draft_of(self, dossier_id: int) -> Draft | None:
        """Read what the last save of a dossier held."""
        row = self._connection.execute(rows_by(drafts.c.dossier_id), {"value": dossier_id}).first()
        return None if row is None else Draft(json.loads(row.content), row.author, row.at)

    def kept_drafts(self, dossier_id: int) -> list[Draft]:
        """Read what was typed and not saved, one draft an author, the latest first."""
        query = rows_by(kept_drafts.c.dossier_id, _LATEST_KEPT)
        rows = self._connection.execute(query, {"value": dossier_id})
        return [Draft(json.loads(row.content), row.author, row.at, row.version) for row in rows]
