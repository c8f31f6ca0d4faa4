"""Rows of the store to values of the domain, and back.

The named tuples of `domain.model` have the tables' columns, in the tables' order (a test holds
them to it), so a row is one call away from a value. Terms are their own stored text.
"""

from collections.abc import Sequence
from typing import Any

from mplus3_xl.domain.contact.client_places import zone_of
from mplus3_xl.domain.model import Client, Contract, Dossier, display_name
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import ClientType, ContractState, Movement, Tag

TYPES: dict[Any, ClientType | None] = {None: None, **{term.value: term for term in ClientType}}
"""The client types, by their stored text."""
_MOVEMENTS = {term.value: term for term in Movement}
_STATES = {term.value: term for term in ContractState}
TAGS: dict[Any, Tag | None] = {None: None, **{term.value: term for term in Tag}}
"""The tags, by their stored text."""

_TYPE_OF_CLIENT = Client._fields.index("client_type")
_TYPE_OF_CONTRACT = Contract._fields.index("client_type")
_FIRST_TAG = Dossier._fields.index("appel")


def to_client(row: Sequence[Any]) -> Client:
    """Read a row of `clients`."""
    at = _TYPE_OF_CLIENT
    return Client._make((*row[:at], TYPES[row[at]], *row[at + 1 :]))


def to_contract(row: Sequence[Any]) -> Contract:
    """Read a row of `contracts`."""
    at = _TYPE_OF_CONTRACT
    terms = (TYPES[row[at]], _MOVEMENTS[row[at + 1]], _STATES[row[at + 2]])
    return Contract._make((*row[:at], *terms, *row[at + 3 :]))


def to_dossier(row: Sequence[Any]) -> Dossier:
    """Read a row of `dossiers`."""
    at = _FIRST_TAG
    appel, lagon, bilan, sms_mail = row[at : at + 4]
    tags = (TAGS[appel], TAGS[lagon], TAGS[bilan], TAGS[sms_mail])
    return Dossier._make((*row[:at], *tags, *row[at + 4 :]))


CARD = (
    *("number", "client_type", "last_name", "first_name", "company"),
    *("phone", "email", "first_effect", "name_only", "postal_code"),
)
"""The columns of a client that `to_card` reads, in its order."""


def to_card(row: Sequence[Any]) -> ClientCard:
    """Read the columns `CARD`."""
    number, kind, last_name, first_name, company, phone, email, first_effect, name_only, code = row
    client_type = TYPES[kind]
    name = display_name(client_type, last_name, first_name, company)
    zone = zone_of(code)
    return ClientCard(number, name, client_type, phone, email, first_effect, name_only, zone)
