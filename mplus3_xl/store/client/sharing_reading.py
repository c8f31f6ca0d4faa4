"""Reading who shares a name, a phone or an e-mail."""

import json
from collections import defaultdict

from mplus3_xl.domain.doubles.doubles import OF_ONE_KIND, Pair, Shared
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.sql import column_told

_COLUMNS = {
    Shared.NAME: "folded_name",
    Shared.PHONE: "folded_phone",
    Shared.EMAIL: "folded_email",
}
_COMPANY = f"COALESCE(client_type, '') = '{ClientType.ENTREPRISE.value}'"


class SharingReading:
    """Reading who shares a name, a phone or an e-mail."""

    _asking: Asking

    def sharing(self) -> list[tuple[Shared, set[int]]]:
        """Read the clients of each name, phone and e-mail that several of them have."""
        return [(shared, ids) for shared in _COLUMNS for ids in self._having(shared)]

    def said_apart(self) -> set[Pair]:
        """Read the pairs that somebody said not to be doubles."""
        rows = self._asking.rows("SELECT low_id, high_id FROM not_doubles")
        return {(low, high) for low, high in rows}

    def _having(self, shared: Shared) -> list[set[int]]:
        groups: defaultdict[tuple[str, bool], set[int]] = defaultdict(set)
        (told,) = self._asking.rows(_sharing(shared, self._asking.engine))
        for value, of_kind, client_id in zip(*map(json.loads, told), strict=True):
            groups[value, of_kind].add(client_id)
        return [ids for ids in groups.values() if len(ids) > 1]


def _sharing(shared: Shared, engine: str) -> str:
    """Select the clients who share a value with others; of one kind, where only those count."""
    column, kind = _COLUMNS[shared], _COMPANY if shared in OF_ONE_KIND else "1"
    told = ", ".join(column_told(each, engine) for each in (column, kind, "id"))
    return f"""
    SELECT {told} FROM clients
    WHERE {column} IN (
        SELECT {column} FROM clients WHERE {column} <> '' GROUP BY {column} HAVING COUNT(*) > 1)
    """
