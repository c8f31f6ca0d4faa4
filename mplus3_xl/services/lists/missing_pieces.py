"""The pieces still to ask for in the dossiers under way: those that the form and Actions name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.bilan.offer import Offer
from mplus3_xl.domain.bilan.situation import prefilled, situation_of
from mplus3_xl.domain.call.piece_rules import pieces_of
from mplus3_xl.domain.call.piece_states import Requirements, relances
from mplus3_xl.domain.call_form import PieceAnswer
from mplus3_xl.domain.client.typed import type_of
from mplus3_xl.domain.conditions import Answers
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.register.figures import Fact
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.ports.glance import Glance


def missing_pieces(
    unit: Glance, facts: Iterable[Fact], kept: Mapping[int, KeptBilan], today: date
) -> dict[int, int]:
    """Count the pieces to ask for, by dossier, of those whose client was talked to (R24).

    A compulsory piece without answer is one of them. `kept` are the bilans by client.
    """
    wanted = {fact.dossier_id: fact.client_id for fact in facts if fact.talked}
    clients = unit.clients_by_id(set(wanted.values()))
    held: dict[int, list[Contract]] = defaultdict(list)
    for each in unit.contracts_of(clients):
        if each.dossier_id in wanted:
            held[each.dossier_id].append(each)
    answers: dict[int, list[PieceAnswer]] = defaultdict(list)
    ids = {contract.id: number for number, listed in held.items() for contract in listed}
    for answer in unit.piece_answers(ids):
        answers[ids[answer.contract_id]].append(answer)
    offer = reglages_in(unit).offer
    required = {
        number: _required(clients[who], held[number], kept.get(who), offer)
        for number, who in wanted.items()
    }
    return {
        number: len(relances(needed, answers[number], today)) for number, needed in required.items()
    }


def _required(
    client: Client, contracts: list[Contract], bilan: KeptBilan | None, offer: Offer
) -> Requirements:
    """Return the pieces of each contract, on the answers of the client's bilan if he has one."""
    kind = type_of(client, contracts)
    situation: Answers = {}
    if bilan is not None:
        asked = kind or ClientType.PARTICULIER
        situation = situation_of(asked, prefilled(client, asked, bilan.answers)).answers
    return pieces_of(contracts, kind, situation, offer)
