"""Reading what helps to tell clients apart who are probably one."""

from collections.abc import Callable, Collection

from mplus3_xl.domain.doubles.doubles import Double
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.store.asking import moment
from mplus3_xl.store.mapping import CARD, to_card
from mplus3_xl.store.queue.contact_reading import ContactReading
from mplus3_xl.store.sql import among_sql

_CARDS = f"SELECT clients.id, {', '.join(f'clients.{name}' for name in CARD)}"
_MADE = """
FROM attempts JOIN dossiers ON dossiers.id = attempts.dossier_id
WHERE dossiers.client_id = clients.id AND attempts.struck_at IS NULL
"""
_TOLD = f"""
{_CARDS}, clients.agency, clients.charge_clientele, clients.from_file,
    (SELECT COUNT(*) FROM contracts WHERE contracts.client_id = clients.id),
    (SELECT COUNT(*) {_MADE}), (SELECT MAX(attempts.at) {_MADE})
"""


class DoublesReading(ContactReading):
    """Reading what helps to tell apart who is probably one and the same."""

    def doubles_among(self, ids: Collection[int]) -> dict[int, Double]:
        """Read what helps to tell these clients apart, by id."""
        opposed = self.opposed(ids)
        found = {}
        for client_id, *told in self._of(_among(_TOLD), ids):
            card, known = to_card(told[: len(CARD)]), told[len(CARD) :]
            agency, charge, from_file, held, tried, last = known
            found[client_id] = Double(
                *(client_id, card, agency, charge, bool(from_file), held, tried),
                last_attempt=moment(last),
                opposed=client_id in opposed,
            )
        return found

    def cards_of(self, ids: Collection[int]) -> dict[int, ClientCard]:
        """Read who these clients are, by id."""
        return {client_id: to_card(row) for client_id, *row in self._of(_among(_CARDS), ids)}


def _among(told: str) -> Callable[[str], str]:
    """Return the statement about these clients, for an engine."""
    return lambda engine: f"{told} FROM clients WHERE {among_sql('clients.id', ':clients', engine)}"
