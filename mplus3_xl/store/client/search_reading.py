"""Finding a client by what he says of himself, or said before his file changed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.client.contacts import phone_key
from mplus3_xl.domain.model import Client
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.records import records
from mplus3_xl.store.sql import among_sql

if TYPE_CHECKING:
    from mplus3_xl.domain.client.search import Wanted

_HOLDERS = "SELECT client_id FROM contracts WHERE LOWER(number) = :number"
_FORMER_NUMBER = "LOWER(client_aliases.number) = :number"
# The clients and the phones that theirs took the place of.
_FORMER_PHONES = """
SELECT client_id, old FROM lagon_reports WHERE field = 'telephone' AND old LIKE :digits
UNION ALL
SELECT COALESCE(client_aliases.client_id, conflicts.subject_id), conflicts.offered
FROM conflicts
LEFT JOIN client_aliases ON client_aliases.old_client_id = conflicts.subject_id
WHERE conflicts.subject = 'clients' AND conflicts.field = 'phone'
AND conflicts.offered LIKE :digits
"""


class SearchReading:
    """Finding a client."""

    _asking: Asking

    def clients_wanted(self, wanted: "Wanted", limit: int) -> list[Client]:
        """Find clients by name, phone or number, in the order of their names.

        Also by the name or number of a file merged into theirs, and by a phone that they had.
        """
        asked: dict[str, Any] = {"number": wanted.number, "limit": limit}
        ways, former = ["LOWER(number) = :number", f"id IN ({_HOLDERS})"], _FORMER_NUMBER
        if wanted.words:
            ways.append(_named("clients.folded_name", wanted.words))
            former = f"{former} OR {_named('client_aliases.folded_name', wanted.words)}"
            asked |= _beginning(wanted.words)
        ways.append(f"id IN (SELECT client_id FROM client_aliases WHERE {former})")
        if wanted.phone is not None:
            ways.append("folded_phone = :phone")
            asked["phone"] = wanted.phone
        if wanted.phone_end is not None:
            ways.append("folded_phone LIKE :phone_end")
            ways.append(among_sql("id", ":had", self._asking.engine))
            had = [*self._had_phone(wanted, wanted.phone_end)]
            asked |= {"phone_end": f"%{wanted.phone_end}", "had": had}
        rest = f"WHERE {' OR '.join(ways)} ORDER BY folded_name, id LIMIT :limit"
        return records(self._asking, Client, "clients", rest, asked)

    def _had_phone(self, wanted: "Wanted", end: str) -> Iterator[int]:
        """Give the clients who had a phone: a report for Lagon or a merge tells of it."""
        for client_id, phone in self._asking.rows(_FORMER_PHONES, {"digits": f"%{end[-2:]}%"}):
            key = phone_key(phone)
            if key is not None and (key == wanted.phone or key.endswith(end)):
                yield client_id


def _named(name: str, words: Sequence[str]) -> str:
    """Return the condition that each of the words begins one of a name."""
    told = (f"({name} LIKE :first_{at} OR {name} LIKE :later_{at})" for at in range(len(words)))
    return f"({' AND '.join(told)})"


def _beginning(words: Sequence[str]) -> dict[str, str]:
    """Return the parameters of `_named`."""
    first = {f"first_{at}": f"{word}%" for at, word in enumerate(words)}
    return first | {f"later_{at}": f"% {word}%" for at, word in enumerate(words)}
