"""Placing again the dossiers that nobody worked on, once a window is set otherwise (R4)."""

from collections.abc import Collection, Iterator
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

from mplus3_xl.domain.model import Contract, Dossier
from mplus3_xl.domain.windows import Spans, window_of_group
from mplus3_xl.services.changes.journaling import changes_between, removal_of
from mplus3_xl.services.lagon.finished_elsewhere import by_client, finished_elsewhere
from mplus3_xl.services.lagon.relances import close_left
from mplus3_xl.services.ports.store import Reading, Writing
from mplus3_xl.services.records import Change

if TYPE_CHECKING:
    from mplus3_xl.domain.lagon.dossier_planning import DossierPlan


def replan(
    unit: Writing, spans: Spans, today: date, client_ids: Collection[int] | None = None
) -> list[Change]:
    """Give their days, and their contracts, to the dossiers that nobody worked on.

    Those of `client_ids`, else of whoever is to be called. Nothing else of them changes. Returns
    the lines of the journal.
    """
    from mplus3_xl.domain.lagon.dossier_planning import DossierPlan, follow_contracts, plan_dossiers

    ids = unit.clients_to_call() if client_ids is None else sorted(client_ids)
    clients = unit.clients_by_id(ids)
    contracts: dict[int, list[Contract]] = {client_id: [] for client_id in ids}
    for contract in unit.contracts_of(ids):
        contracts[contract.client_id].append(contract)
    held = [contract for theirs in contracts.values() for contract in theirs]
    known = unit.dossiers_of(ids)
    known += finished_elsewhere(unit, held, known)
    dossiers = by_client(known, held)
    plan, new_ids = DossierPlan(), count(unit.next_id("dossiers"))
    for client_id in ids:
        theirs = dossiers.get(client_id, [])
        plan_dossiers(plan, clients[client_id], contracts[client_id], theirs, new_ids, today, spans)
    placed = [(old, _moved(old, new)) for old, new in plan.changed]
    plan.changed = [
        (old, new._replace(version=old.version + 1)) for old, new in placed if new != old
    ]
    pairs = list(_settled(plan, contracts))
    follow_contracts(plan, pairs, (each for each, _ in known))
    return [*_written(unit, plan, pairs), *close_left(unit, pairs, today)]


def keeping_their_days(unit: Reading, spans: Spans) -> int:
    """Count the dossiers still to reach that somebody worked on, and whose days would be others."""
    waiting = unit.dossiers_not_reached()
    effects: dict[int | None, list[date]] = {}
    for contract in unit.contracts_of({each.client_id for each in waiting}):
        if contract.eligible:
            effects.setdefault(contract.dossier_id, []).append(contract.effect_date)
    return sum(
        each.id in effects and window_of_group(effects[each.id], spans) != each.window
        for each in waiting
    )


def _moved(old: Dossier, new: Dossier) -> Dossier:
    return old._replace(
        effect_date=new.effect_date,
        target=new.target,
        window_start=new.window_start,
        window_end=new.window_end,
        earliest=new.earliest,
        latest=new.latest,
    )


def _settled(
    plan: "DossierPlan", contracts: dict[int, list[Contract]]
) -> Iterator[tuple[Contract, Contract]]:
    """Yield the contracts that go to another dossier, or whose replacement is seen otherwise."""
    for contract in (each for theirs in contracts.values() for each in theirs):
        new = contract._replace(
            dossier_id=plan.dossier_of.get(contract.id, contract.dossier_id),
            probable_replacement=plan.replacements.get(contract.id, False),
        )
        if new != contract:
            yield contract, new


def _written(
    unit: Writing, plan: "DossierPlan", pairs: list[tuple[Contract, Contract]]
) -> Iterator[Change]:
    unit.add_all("dossiers", plan.created)
    unit.change("dossiers", plan.changed)
    unit.change("contracts", pairs)
    unit.remove("dossiers", [dossier.id for dossier in plan.removed])
    yield from changes_between("dossiers", plan.changed)
    yield from changes_between("contracts", pairs)
    yield from map(removal_of, plan.removed)
