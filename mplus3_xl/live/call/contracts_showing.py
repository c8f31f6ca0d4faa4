"""The contracts of a dossier on its form: those that the call is about first."""

from mplus3_xl.domain.call_form import piece_field
from mplus3_xl.domain.model import Contract
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.call.script import LINE
from mplus3_xl.layout.french import count, cut_short, first_of, short_day
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.queue.file_columns import FAMILIES
from mplus3_xl.services.call.preparation import Preparation


def shown_contracts(shown: Preparation) -> list[list[Value]]:
    """Return the lines that the form has room for, in the order of their effect dates."""
    wanted = _by_need(shown)[: fiche.CONTRACT_LINES]
    return [_contract(each) for each in shown.facts.contracts if each in wanted]


def other_contracts(shown: Preparation) -> list[list[Value]]:
    """Return the line that names those without a line of their own: the acte is about them too.

    It names as many as it has room for, each whole, and says how many more there are.
    """
    others = _by_need(shown)[fiche.CONTRACT_LINES :]
    if not others:
        return []
    named = [f"{each.number} ({_family_and_state(each)})" for each in others]
    begun = f"et {count(len(others), 'autre contrat', 'autres contrats')} : "
    numbers = range(len(named), 0, -1)
    lines = [f"{begun}{first_of(named, most, ' ; ', ' ; ')}." for most in numbers]
    return [[next((line for line in lines if len(line) <= LINE), cut_short(lines[-1], LINE))]]


def _by_need(shown: Preparation) -> list[Contract]:
    """Return the running contracts that lack a piece, the other running ones, those that ended."""
    missing = {problem.field for problem in shown.missing_pieces}
    lacking = {
        contract_id
        for contract_id, pieces in shown.required_pieces.items()
        if any(piece_field(contract_id, each.piece) in missing for each in pieces)
    }
    return sorted(
        shown.facts.contracts,
        key=lambda each: (
            each.ended,
            each.state is not ContractState.EN_COURS,
            each.id not in lacking,
        ),
    )


def _contract(contract: Contract) -> list[Value]:
    cents = contract.premium_cents
    guarantees = ", ".join(filter(None, (family_said(contract), contract.formula)))
    return [
        f"{contract.number} ({_state(contract)})",
        guarantees or contract.branch,
        None if cents is None else cents / 100,
        _sold(contract),
        contract.effect_date,
    ]


def _family_and_state(contract: Contract) -> str:
    return ", ".join(filter(None, (family_said(contract), _state(contract))))


def _state(contract: Contract) -> str:
    """Say the state, and the day on which the contract ends or ended."""
    said = contract.state.label.lower()
    if contract.ended_on is None:
        return said
    link = " le" if contract.state is ContractState.RESILIE else ", fin le"
    return f"{said}{link} {short_day(contract.ended_on)}"


def _sold(contract: Contract) -> str | None:
    """Say when the contract was subscribed, and with whom."""
    when = f"le {short_day(contract.subscribed_on)}" if contract.subscribed_on else None
    return ", ".join(filter(None, (when, contract.seller))) or None


def family_said(contract: Contract) -> str | None:
    """Return the kind of a contract, as staff read it."""
    return FAMILIES.get(contract.family or "", contract.product or contract.branch)
