"""Reading the attempts to a client, who shares his phone, and his consents."""

from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.consent import Consent
from mplus3_xl.domain.model import Client
from mplus3_xl.store.asking import Asking, Values
from mplus3_xl.store.records import records

_OF_DOSSIERS = """
JOIN dossiers ON dossiers.id = attempts.dossier_id
JOIN clients ON clients.id = dossiers.client_id
WHERE {} ORDER BY attempts.at DESC, attempts.id DESC
"""
_OF_CLIENT = _OF_DOSSIERS.format("clients.id = :client")
_TO_CLIENT = _OF_DOSSIERS.format(
    "clients.id = :client OR clients.folded_phone = :phone OR attempts.phone = :phone"
)


class AttemptsReading:
    """Reading the attempts to a client, who shares his phone, and his consents."""

    _asking: Asking

    def attempts_of(self, client_id: int) -> list[Attempt]:
        """Read the attempts to reach a client, in all his dossiers, the latest first."""
        return self._attempts(_OF_CLIENT, {"client": client_id})

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
        if client.folded_phone is None:
            return self.attempts_of(client.id)
        return self._attempts(_TO_CLIENT, {"client": client.id, "phone": client.folded_phone})

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Find an attempt by id."""
        return next(iter(self._attempts("WHERE id = :attempt", {"attempt": attempt_id})), None)

    def clients_of_phone(self, phone: str) -> list[Client]:
        """Find the clients of a phone (E.164)."""
        wanted = "WHERE folded_phone = :phone ORDER BY id"
        return records(self._asking, Client, "clients", wanted, {"phone": phone})

    def consents_of(self, client_id: int) -> list[Consent]:
        """Read the consents of a client, the latest first."""
        wanted = "WHERE client_id = :client ORDER BY given_on DESC, id DESC"
        return records(self._asking, Consent, "consents", wanted, {"client": client_id})

    def _attempts(self, rest: str, values: Values) -> list[Attempt]:
        return records(self._asking, Attempt, "attempts", rest, values)
