"""Reading the attempts to a client and his consents, for whoever looks at him alone."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Text, bindparam, or_, select

from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.consent import Consent
from mplus3_xl.domain.model import Client
from mplus3_xl.store.conditions import rows_by
from mplus3_xl.store.mapping import to_client
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.lagon import clients, dossiers
from mplus3_xl.store.tables.persons import consents

_LATEST_CONSENTS = (consents.c.given_on.desc(), consents.c.id.desc())


class AttemptsReading:
    """Reading the attempts to a client, who shares his phone, and his consents."""

    _connection: Connection

    def attempts_of(self, client_id: int) -> list[Attempt]:
        """Read the attempts to reach a client, in all his dossiers, the latest first."""
        query = select(attempts).join(dossiers, dossiers.c.id == attempts.c.dossier_id)
        query = query.where(dossiers.c.client_id == client_id)
        query = query.order_by(attempts.c.at.desc(), attempts.c.id.desc())
        return [Attempt(*row) for row in self._connection.execute(query)]

    def attempts_to(self, client: Client) -> list[Attempt]:
        """Read the attempts to reach a client, or somebody at his phone, the latest first."""
        asked = {"client": client.id, "phone": client.folded_phone}
        return [Attempt(*row) for row in self._connection.execute(_all_to(), asked)]

    def attempt(self, attempt_id: int) -> Attempt | None:
        """Find an attempt by id."""
        row = self._connection.execute(rows_by(attempts.c.id), {"value": attempt_id}).first()
        return None if row is None else Attempt(*row)

    def clients_of_phone(self, phone: str) -> list[Client]:
        """Find the clients of a phone (E.164)."""
        query = select(clients).where(clients.c.folded_phone == phone).order_by(clients.c.id)
        return [to_client(row) for row in self._connection.execute(query)]

    def consents_of(self, client_id: int) -> list[Consent]:
        """Read the consents of a client, the latest first."""
        query = rows_by(consents.c.client_id, *_LATEST_CONSENTS)
        return [Consent(*row) for row in self._connection.execute(query, {"value": client_id})]


@cache
def _all_to() -> Select[Any]:
    """Select every attempt that reaches `client` or `phone` (folded, or none), the latest first."""
    phone = bindparam("phone", type_=Text)
    at_his = or_(clients.c.folded_phone == phone, attempts.c.phone == phone)
    query = select(attempts).join(dossiers, dossiers.c.id == attempts.c.dossier_id)
    query = query.join(clients, clients.c.id == dossiers.c.client_id)
    query = query.where(or_(clients.c.id == bindparam("client"), at_his))
    return query.order_by(attempts.c.at.desc(), attempts.c.id.desc())
