"""The words that rows hold, and what is shown of a client."""

from collections.abc import Sequence
from typing import Any

from mplus3_xl.domain.contact.client_places import zone_of
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.queue.cases import ClientCard
from mplus3_xl.domain.vocabulary import ClientType, Tag
from mplus3_xl.store.asking import day
from mplus3_xl.store.records import terms

TYPES, TAGS = terms(ClientType), terms(Tag)

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
    known = (phone, email, day(first_effect), bool(name_only), zone)
    return ClientCard(number, name, client_type, *known)
