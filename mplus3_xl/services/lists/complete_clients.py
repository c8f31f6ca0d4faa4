"""The complete clients, counted anew on today's contracts (guide, "Finalité")."""

from collections import defaultdict
from collections.abc import Mapping

from mplus3_xl.domain.bilan.bilan import lines_and_gaps
from mplus3_xl.domain.bilan.complete import score_of
from mplus3_xl.domain.bilan.kept import KeptBilan, said_of
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.bilan.situation import prefilled
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.bilan.facts import bilan_type
from mplus3_xl.services.ports.glance import Glance


def complete_clients(unit: Glance, kept: Mapping[int, KeptBilan]) -> set[int]:
    """Return the ids of the clients whose saved bilan (`kept`) is that of a complete client."""
    contracts: dict[int, list[Contract]] = defaultdict(list)
    for each in unit.contracts_of(kept):
        contracts[each.client_id].append(each)
    clients, offer = unit.clients_by_id(kept), reglages_in(unit).offer
    return {
        number
        for number in kept
        if _complete(clients[number], contracts[number], kept[number], offer)
    }


def _complete(client: Client, contracts: list[Contract], kept: KeptBilan, offer: Offer) -> bool:
    kind = bilan_type(client, contracts)
    said = said_of(kept, kind, prefilled(client, kind, kept.answers), offer)
    return score_of(*lines_and_gaps(said, contracts), said.replies).complete
