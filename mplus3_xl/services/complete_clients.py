"""The complete clients, counted anew on today's contracts (guide, "Finalité")."""

from collections import defaultdict

from mplus3_xl.domain.bilan.complete import score_of
from mplus3_xl.domain.bilan.gaps import gaps_of
from mplus3_xl.domain.bilan.inventory import inventory
from mplus3_xl.domain.bilan.kept import KeptBilan, said_of
from mplus3_xl.domain.bilan.situation import prefilled
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.services.bilan import type_of
from mplus3_xl.services.ports import Reading


def complete_clients(unit: Reading) -> set[int]:
    """Return the ids of the clients whose saved bilan is that of a complete client."""
    kept = {each.client_id: each for each in unit.kept_bilans()}
    contracts: dict[int, list[Contract]] = defaultdict(list)
    for each in unit.contracts_of(kept):
        contracts[each.client_id].append(each)
    clients = unit.clients_by_id(kept)
    return {
        number for number in kept if _complete(clients[number], contracts[number], kept[number])
    }


def _complete(client: Client, contracts: list[Contract], kept: KeptBilan) -> bool:
    kind = type_of(client, contracts)
    said = said_of(kept, kind, prefilled(client, kind, kept.answers))
    lines = inventory(said.situation, contracts, said.lines)
    return score_of(lines, gaps_of(said.situation, lines), said.replies).complete
