"""How long a client is kept once nothing binds him to the agency (`rules/privacy.toml`)."""

from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from mplus3_xl.domain.limits import default_limits
from mplus3_xl.rules import table


class Relation(NamedTuple):
    """What binds a client: `running` contracts, the end of the last one, his last contact.

    `last_end` is `None` for who never had a contract.
    """

    client_id: int
    number: str | None
    name: str
    running: bool
    last_end: date | None
    last_contact: date


class Due(NamedTuple):
    """A client kept long enough, and why."""

    relation: Relation
    reason: str


def first_proof_kept(today: date) -> date:
    """Return the day since which the consents of erased clients are kept as proofs (R223-2)."""
    day: date = today - relativedelta(years=default_limits()["preuve_consentement"])
    return day


def due(relation: Relation, today: date) -> Due | None:
    """Return why the client is to be erased; `None` while he may be kept.

    Three years after the end of the last contract, or after the last contact of who has none; the
    last day is included.
    """
    if relation.running:
        return None
    code = "prospect" if relation.last_end is None else "client"
    since = relation.last_end or relation.last_contact
    rule = table("privacy")["retention"][code]
    if today <= since + relativedelta(years=default_limits()[rule["limit"]]):
        return None
    return Due(relation, rule["reason"].replace("{day}", f"{since:%d/%m/%Y}"))
