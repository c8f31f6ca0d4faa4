"""Reading one dossier with all that its form shows."""

import json
from collections.abc import Collection

from mplus3_xl.domain.client.typed import in_order
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.services.records import Draft, Erasure, Save
from mplus3_xl.store.asking import Asking, Values, moment
from mplus3_xl.store.records import records
from mplus3_xl.store.sql import where_among


class DeskReading:
    """Reading one dossier with all that its form shows."""

    _asking: Asking

    def dossier(self, dossier_id: int) -> Dossier | None:
        """Find a dossier by id."""
        return next(iter(self._dossiers("WHERE id = :dossier", {"dossier": dossier_id})), None)

    def dossiers_by_ids(self, ids: Collection[int]) -> dict[int, Dossier]:
        """Find dossiers by id."""
        return {found.id: found for found in self._dossiers(*self._among("id", ids))}

    def dossiers_by_client(self, client_ids: Collection[int]) -> dict[int, list[Dossier]]:
        """Read the dossiers of these clients, the latest effect date first."""
        wanted, values = self._among("client_id", client_ids)
        found: dict[int, list[Dossier]] = {client_id: [] for client_id in client_ids}
        for each in self._dossiers(f"{wanted} ORDER BY effect_date DESC, id", values):
            found[each.client_id].append(each)
        return found

    def clients_by_id(self, ids: Collection[int]) -> dict[int, Client]:
        """Find clients by id."""
        found = records(self._asking, Client, "clients", *self._among("id", ids))
        return {client.id: client for client in found}

    def contracts_of(self, client_ids: Collection[int]) -> list[Contract]:
        """Read all the contracts of these clients, by number of entry."""
        wanted, values = self._among("client_id", client_ids)
        return records(self._asking, Contract, "contracts", f"{wanted} ORDER BY id", values)

    def contracts_in(self, dossier_id: int) -> list[Contract]:
        """Read the contracts of a dossier, by effect date."""
        wanted, values = "WHERE dossier_id = :dossier", {"dossier": dossier_id}
        found = records(self._asking, Contract, "contracts", wanted, values)
        return in_order(found)  # a server orders texts by its language

    def draft_of(self, dossier_id: int) -> Draft | None:
        """Read what the last save of a dossier held."""
        query = "SELECT content, author, at FROM drafts WHERE dossier_id = :dossier"
        for content, author, at in self._asking.rows(query, {"dossier": dossier_id}):
            return Draft(json.loads(content), author, moment(at))
        return None

    def kept_drafts(self, dossier_id: int) -> list[Draft]:
        """Read what was typed and not saved, one draft an author, the latest first."""
        wanted, asked = "WHERE dossier_id = :dossier ORDER BY at DESC", {"dossier": dossier_id}
        return records(self._asking, Draft, "kept_drafts", wanted, asked)

    def save_of_form(self, form_id: str) -> Save | None:
        """Find the save that a form made."""
        found = records(self._asking, Save, "saves", "WHERE form_id = :form", {"form": form_id})
        return next(iter(found), None)

    def erasure_of(self, client_id: int) -> Erasure | None:
        """Find when a client was erased."""
        wanted, values = "WHERE client_id = :client", {"client": client_id}
        return next(iter(records(self._asking, Erasure, "erasures", wanted, values)), None)

    def _dossiers(self, rest: str, values: Values) -> list[Dossier]:
        return records(self._asking, Dossier, "dossiers", rest, values)

    def _among(self, column: str, ids: Collection[int]) -> tuple[str, Values]:
        return where_among(column, ids, self._asking.engine)
