"""Reading what the bilan of a client is computed from, beside what was said in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.agency.agencies import Agency
from mplus3_xl.domain.bilan.moves import Day
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.client.typed import type_of
from mplus3_xl.domain.contact.attempts import Attempt
from mplus3_xl.domain.contact.calls import Action
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.changes.saving import dossier_of
from mplus3_xl.services.ports.glance import Glance


class BilanFacts(NamedTuple):
    """A dossier, and what is known of its client: his contracts, actions, attempts, opposition.

    `day` is the one on which the dates of the bilan are computed, at the dossier's agency.
    """

    dossier: Dossier
    client: Client
    contracts: tuple[Contract, ...]
    offer: Offer
    actions: tuple[Action, ...]
    attempts: tuple[Attempt, ...]
    day: Day
    opposed: bool

    @property
    def client_type(self) -> ClientType:
        """The type for which the bilan is made."""
        return bilan_type(self.client, self.contracts)


def bilan_facts_of(
    unit: Glance, dossier_id: int, agencies: Mapping[str, Agency], now: datetime
) -> BilanFacts:
    """Read them once for all that a click computes. Raises UserError if the dossier is gone."""
    dossier = dossier_of(unit, dossier_id)
    client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
    return BilanFacts(
        dossier,
        client,
        tuple(unit.contracts_of([client.id])),
        reglages_in(unit).offer,
        tuple(unit.actions_of(client.id)),
        tuple(unit.attempts_of(client.id)),
        Day(now.date(), agencies.get(dossier.agency or "")),
        client.id in unit.opposed([client.id]),
    )


def bilan_type(client: Client, contracts: Iterable[Contract]) -> ClientType:
    """Return the type for which a bilan is made: where nothing says it, a Particulier's is open."""
    return type_of(client, contracts) or ClientType.PARTICULIER
