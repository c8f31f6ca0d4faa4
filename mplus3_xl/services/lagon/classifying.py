"""Putting a client's contracts in the families of his type, once a person says it otherwise."""

from collections.abc import Iterator

from mplus3_xl.domain.bilan.families import classified
from mplus3_xl.domain.model import Client
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.ports.store import Writing
from mplus3_xl.services.records import Change


def classify(unit: Writing, client: Client) -> Iterator[Change]:
    """Write the families that change, and tell them."""
    settled = (
        (each, classified(each, client.client_type)) for each in unit.contracts_of([client.id])
    )
    pairs = [(old, new) for old, new in settled if old != new]
    unit.change("contracts", pairs)
    yield from changes_between("contracts", pairs)
