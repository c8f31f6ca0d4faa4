"""Everything that one import will write, decided before anything is written."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count

from mplus3_xl.domain.bilan.families import classified
from mplus3_xl.domain.lagon.aliases import Aliases
from mplus3_xl.domain.lagon.client_planning import ClientPlan, plan_clients
from mplus3_xl.domain.lagon.contract_plan import ContractPlan, Known
from mplus3_xl.domain.lagon.contract_planning import plan_contracts
from mplus3_xl.domain.lagon.dossier_planning import (
    DossierPlan,
    first_effects,
    follow_contracts,
    plan_dossiers,
)
from mplus3_xl.domain.lagon.drafts import DraftFile
from mplus3_xl.domain.lagon.holders import Row, find_holders
from mplus3_xl.domain.lagon.verdicts import Verdicts
from mplus3_xl.domain.model import Client, Contract
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.changes.journaling import conflict_of
from mplus3_xl.services.importing.absent import found_again, newly_absent
from mplus3_xl.services.importing.known_numbers import give_zeros_back
from mplus3_xl.services.lagon.finished_elsewhere import Worked, by_client, finished_elsewhere
from mplus3_xl.services.ports.store import Reading
from mplus3_xl.services.records import Conflict

_Contracts = dict[int, Contract]


@dataclass(slots=True)
class ImportPlan:
    """What to write. Changes are pairs: as it was, as it will be."""

    import_id: int
    verdicts: Verdicts
    new_clients: list[Client] = field(default_factory=list)
    clients: list[tuple[Client, Client]] = field(default_factory=list)
    new_contracts: list[Contract] = field(default_factory=list)
    contracts: list[tuple[Contract, Contract]] = field(default_factory=list)
    rescoped: list[tuple[int, str]] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)
    found_again: list[tuple[int, date]] = field(default_factory=list)
    dossiers: DossierPlan = field(default_factory=DossierPlan)
    conflicts: list[Conflict] = field(default_factory=list)
    agreed: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Met:
    """The clients that the files speak of, by id: as the store has them, and as they will be."""

    aliases: Aliases
    ids: Iterator[int]
    stored: dict[int, Client] = field(default_factory=dict)
    current: dict[int, Client] = field(default_factory=dict)
    entries: dict[int, dict[str, str | None]] = field(default_factory=dict)

    def add(self, clients: Iterable[Client]) -> None:
        """Add clients of the store, but for those that are known already."""
        for client in clients:
            self.stored.setdefault(client.id, client)
            self.current.setdefault(client.id, client)


def plan_import(unit: Reading, files: Sequence[DraftFile], today: date) -> ImportPlan:
    """Decide what the files of one command change: clients first, then contracts, then dossiers."""
    give_zeros_back(unit, files)
    plan = ImportPlan(unit.next_id("imports"), Verdicts())
    met = _Met(Aliases(unit.aliases()), count(unit.next_id("clients")))
    clients = _plan_clients(unit, plan, files, met)
    contracts = _plan_contracts(unit, plan, files, met)

    touched = _touched(clients, contracts, met.stored)
    met.add(unit.clients_by_id(touched - met.current.keys()).values())
    before = {contract.id: contract for contract in unit.contracts_of(touched)}
    after = _after(before, contracts, met.current)
    dossiers = _plan_dossiers(unit, plan.dossiers, met.current, touched, after, today)
    _settle_clients(plan, met.stored, met.current, first_effects(after.values()), touched)
    _settle_contracts(plan, before | {old.id: old for old, _ in contracts.changed}, after)
    joined = ((None, contract) for contract in plan.new_contracts)
    follow_contracts(plan.dossiers, chain(plan.contracts, joined), (each for each, _ in dossiers))
    plan.rescoped = contracts.rescoped
    plan.absent = newly_absent(unit, files)
    plan.found_again = found_again(unit, files, {new.id for _, new in contracts.changed})
    plan.conflicts = _conflicts(clients, contracts, plan.dossiers)
    plan.agreed = [*clients.agreed, *(contracts.agreed - contracts.differences.keys())]
    return plan


def _plan_clients(
    unit: Reading, plan: ImportPlan, files: Sequence[DraftFile], met: _Met
) -> ClientPlan:
    """Plan what the rows of clients change; note the clients met."""
    known = _known(unit, _numbers(files), met.aliases)
    met.add(known.values())
    met.entries = unit.manual_entries(list(met.stored))
    clients = plan_clients(
        files, known, met.entries, met.ids, plan.import_id, plan.verdicts, met.aliases
    )
    met.current.update((client.id, client) for client in clients.created)
    met.current.update((new.id, new) for _, new in clients.changed)
    return clients


def _plan_contracts(
    unit: Reading, plan: ImportPlan, files: Sequence[DraftFile], met: _Met
) -> ContractPlan:
    """Plan what the rows of contracts change, once their clients are found by number or by name."""
    asked = set(met.stored)
    rows = _rows(unit, plan, files, met)
    said = met.entries | unit.manual_entries(met.stored.keys() - asked)
    facts = Known(unit.contracts_by_key({row.key for row in rows}), met.current, met.aliases, said)
    ids = (count(unit.next_id("contracts")), met.ids)
    contracts = plan_contracts(files, rows, facts, ids, plan.import_id, plan.verdicts)
    met.current.update(contracts.renamed)
    met.current.update((client.id, client) for client in contracts.new_clients.values())
    return contracts


def _rows(unit: Reading, plan: ImportPlan, files: Sequence[DraftFile], met: _Met) -> list[Row]:
    """Return the rows of contracts with whose they are; note the clients that only a name tells."""
    lone = [draft for file in files for draft in file.contracts if draft.client_number is None]
    named = unit.contracts_by_key({draft.key for draft in lone})
    names = {fold(draft.client_name or "") for draft in lone}
    met.add(unit.clients_by_name(names))
    wanted = {contract.client_id for contract in named.values()} | met.aliases.wanted(set(), names)
    met.add(unit.clients_by_id(wanted).values())
    sites = _sites(unit, met.current.values(), names)
    return find_holders(files, met.current.values(), named, plan.verdicts, met.aliases, sites)


def _numbers(files: Iterable[DraftFile]) -> set[str]:
    numbers = {draft.number for file in files for draft in file.clients}
    for file in files:
        numbers.update(draft.client_number for draft in file.contracts if draft.client_number)
    return numbers


def _known(unit: Reading, numbers: set[str], aliases: Aliases) -> dict[str, Client]:
    """Find clients by number, the former ones of merged files too."""
    merged = unit.clients_by_id(aliases.wanted(numbers, set()))
    former = {
        each.number: merged[each.client_id]
        for each in aliases.all
        if each.number is not None and each.number in numbers
    }
    return unit.clients_by_number(numbers) | former


def _sites(unit: Reading, clients: Iterable[Client], names: Set[str]) -> dict[int, set[str | None]]:
    """Return the sites of the contracts of the clients of these names who have none."""
    asked = {each.id for each in clients if each.agency is None and each.folded_name in names}
    found: dict[int, set[str | None]] = {}
    for contract in unit.contracts_of(asked):
        found.setdefault(contract.client_id, set()).add(contract.agency)
    return found


def _touched(clients: ClientPlan, contracts: ContractPlan, stored: dict[int, Client]) -> set[int]:
    """Return the clients whose contracts, site, account manager or type changed."""
    touched = {contract.client_id for contract in contracts.created}
    touched |= {side.client_id for pair in contracts.changed for side in pair}
    renamed = ((stored[at], new) for at, new in contracts.renamed.items() if at in stored)
    moved = (
        (old, new)
        for old, new in (*clients.changed, *renamed)
        if _planned_by(old) != _planned_by(new)
    )
    return touched | {new.id for _, new in moved}


def _planned_by(client: Client) -> tuple[str | None, str | None, ClientType | None]:
    return client.agency, client.charge_clientele, client.client_type


def _after(before: _Contracts, contracts: ContractPlan, current: dict[int, Client]) -> _Contracts:
    """Return the contracts as they will be, in the families of their client's type."""
    changed = {new.id: new for _, new in contracts.changed}
    made = {contract.id: contract for contract in contracts.created}
    return {
        each.id: classified(each, current[each.client_id].client_type)
        for each in (before | changed | made).values()
    }


def _plan_dossiers(
    unit: Reading,
    plan: DossierPlan,
    current: dict[int, Client],
    touched: set[int],
    after: _Contracts,
    today: date,
) -> list[Worked]:
    """Plan the dossiers of the clients touched; return those that there are."""
    held: dict[int, list[Contract]] = {client_id: [] for client_id in sorted(touched)}
    for contract in after.values():
        held[contract.client_id].append(contract)
    known = unit.dossiers_of(touched)
    known += finished_elsewhere(unit, after.values(), known)
    ids, spans = count(unit.next_id("dossiers")), reglages_in(unit).spans
    theirs = by_client(known, after.values())
    for client_id, contracts in held.items():
        own = theirs.get(client_id, [])
        plan_dossiers(plan, current[client_id], contracts, own, ids, today, spans)
    return known


def _settle_clients(
    plan: ImportPlan,
    stored: dict[int, Client],
    current: dict[int, Client],
    firsts: dict[int, date],
    touched: set[int],
) -> None:
    """Give each client his oldest effect date, and tell the new ones from the changed ones."""
    for client in current.values():
        first = firsts.get(client.id) if client.id in touched else client.first_effect
        settled = client if first == client.first_effect else client._replace(first_effect=first)
        old = stored.get(client.id)
        if old is None:
            plan.new_clients.append(settled)
        elif old != settled:
            plan.clients.append((old, settled))


def _settle_contracts(plan: ImportPlan, before: _Contracts, after: _Contracts) -> None:
    """Put each contract in its dossier, and tell the new ones from the changed ones."""
    dossier_of, replacements = plan.dossiers.dossier_of, plan.dossiers.replacements
    for contract in after.values():
        dossier_id = dossier_of.get(contract.id, contract.dossier_id)
        replaces = replacements.get(contract.id, False)
        if (replaces, dossier_id) == (contract.probable_replacement, contract.dossier_id):
            settled = contract
        else:
            # As `_replace` would, at a third of its cost: there may be a hundred thousand.
            settled = Contract._make((*contract[:-3], replaces, dossier_id, contract.import_id))
        old = before.get(contract.id)
        if old is None:
            plan.new_contracts.append(settled)
        elif old != settled:
            plan.contracts.append((old, settled))


def _conflicts(
    clients: ClientPlan, contracts: ContractPlan, dossiers: DossierPlan
) -> list[Conflict]:
    said = ((*whose, *values) for whose, values in contracts.differences.items())
    entered = [conflict_of("clients", *conflict) for conflict in (*clients.conflicts, *said)]
    moved = [conflict_of("dossiers", at, "effect_date", *dates) for at, *dates in dossiers.moved]
    return entered + moved
