"""What a client is, where no client export says it."""

from collections.abc import Iterable
from typing import TypeVar

from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.vocabulary import ClientType

Type = TypeVar("Type", bound=str)
"""A client type, or its stored text."""


def type_of(client: Client, contracts: Iterable[Contract]) -> ClientType | None:
    """Return the client's type, else that of his earliest contract which has one."""
    return own_or_first(client.client_type, (each.client_type for each in in_order(contracts)))


def own_or_first(own: Type | None, of_contracts: Iterable[Type | None]) -> Type | None:
    """Return a client's own type, else the first that his contracts, in order, have (R9)."""
    return own or next(filter(None, of_contracts), None)


def in_order(contracts: Iterable[Contract]) -> list[Contract]:
    """Sort contracts by their effect date, those of one day by their number."""
    return sorted(contracts, key=lambda each: (each.effect_date, each.number))
