"""What a client is, where no client export says it."""

from collections.abc import Iterable

from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.vocabulary import ClientType


def type_of(client: Client, contracts: Iterable[Contract]) -> ClientType | None:
    """Return the client's type, else that of his earliest contract which has one (R9)."""
    if client.client_type is not None:
        return client.client_type
    return next((each.client_type for each in in_order(contracts) if each.client_type), None)


def in_order(contracts: Iterable[Contract]) -> list[Contract]:
    """Sort contracts by their effect date, those of one day by their number."""
    return sorted(contracts, key=lambda each: (each.effect_date, each.number))
