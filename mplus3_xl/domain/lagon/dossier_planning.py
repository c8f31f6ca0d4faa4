"""Which dossiers follow from a client's contracts: planned here, written by the service.

Only dossiers without attempt, tag or draft are regrouped (R4); one that somebody worked on is
closed by the program when all its contracts ended, and opened again if one comes back (R20). An
assignment is no work: the dossier is still regrouped, and whoever was given it keeps it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from mplus3_xl.domain.lagon.grouping import group
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.vocabulary import Closing, ContractState
from mplus3_xl.domain.windows import Spans, window_of_group


@dataclass(slots=True)
class DossierPlan:
    """What to write: new dossiers, changed ones (old, new), those to remove; by contract id the
    dossier it goes to and whether it probably replaces another; the moved effect dates of worked
    dossiers (id, date kept, date offered), and those whose date is that of their contracts.
    """

    created: list[Dossier] = field(default_factory=list)
    changed: list[tuple[Dossier, Dossier]] = field(default_factory=list)
    removed: list[Dossier] = field(default_factory=list)
    dossier_of: dict[int, int | None] = field(default_factory=dict)
    replacements: dict[int, bool] = field(default_factory=dict)
    moved: list[tuple[int, date, date]] = field(default_factory=list)
    unmoved: list[int] = field(default_factory=list)


def plan_dossiers(
    plan: DossierPlan,
    client: Client,
    contracts: Sequence[Contract],
    dossiers: Sequence[tuple[Dossier, bool]],
    ids: Iterator[int],
    today: date,
    spans: Spans,
) -> None:
    """Add to `plan` what one client's contracts ask for.

    `dossiers` come with "somebody worked on it"; `ids` are those of new dossiers; `spans` are
    those in force.
    """
    worked = {dossier.id: dossier for dossier, touched in dossiers if touched}
    untouched = {dossier.id: dossier for dossier, touched in dossiers if not touched}
    for dossier in worked.values():
        held = [contract for contract in contracts if contract.dossier_id == dossier.id]
        _follow_worked(plan, client, dossier, held, today)
    assigned = {each.id: each for each in untouched.values() if each.assigned_to is not None}
    free = [each for each in contracts if each.eligible and each.dossier_id not in worked]
    for members in group(free, spans):
        old = _previous(members, untouched)
        new = _dossier(client, members, old.id if old else next(ids), spans)
        if assigned:
            new = _assigned_as(new, members, assigned)
        if old is None:
            plan.created.append(new)
        elif new._replace(version=old.version) != old:
            plan.changed.append((old, new._replace(version=old.version + 1)))
        for contract in members:
            plan.dossier_of[contract.id] = new.id
    plan.removed.extend(untouched.values())
    ended = [contract for contract in contracts if contract.ended_on is not None]
    for contract in contracts:
        if contract.dossier_id not in worked:
            plan.dossier_of.setdefault(contract.id, None)
        if ended and contract.eligible:
            plan.replacements[contract.id] = _replaces(contract, ended, spans)


def follow_contracts(
    plan: DossierPlan,
    contracts: Iterable[tuple[Contract | None, Contract]],
    dossiers: Iterable[Dossier],
) -> None:
    """Give a new version to each dossier that a contract (old, new) joins or leaves.

    A form that is open on one shows other contracts than it has now.
    """
    moved = {
        side.dossier_id
        for old, new in contracts
        if old is None or old.dossier_id != new.dossier_id
        for side in (old, new)
        if side is not None
    }
    settled = {old.id for old, _ in plan.changed} | {dossier.id for dossier in plan.removed}
    for dossier in dossiers:
        if dossier.id in moved - settled:
            plan.changed.append((dossier, dossier._replace(version=dossier.version + 1)))


def _previous(members: Sequence[Contract], untouched: dict[int, Dossier]) -> Dossier | None:
    """Take back the dossier that a member was in, so that its id lasts."""
    for contract in members:
        if contract.dossier_id in untouched:
            return untouched.pop(contract.dossier_id)
    return None


def _dossier(client: Client, members: Sequence[Contract], dossier_id: int, spans: Spans) -> Dossier:
    first = members[0]
    window = window_of_group([contract.effect_date for contract in members], spans)
    agency, charge = _owner(client, first)
    return Dossier(dossier_id, client.id, agency, charge, first.effect_date, *window)


def _assigned_as(
    new: Dossier, members: Sequence[Contract], assigned: Mapping[int, Dossier]
) -> Dossier:
    """Leave the contracts to whoever was given them: the first that was in an assigned dossier."""
    known = (assigned.get(each.dossier_id or 0) for each in members)
    old = next(filter(None, known), None)
    if old is None:
        return new
    return new._replace(assigned_to=old.assigned_to, assigned_until=old.assigned_until)


def _owner(client: Client, first: Contract) -> tuple[str | None, str | None]:
    """Return the site and account manager: the client's, else the contract's (R9)."""
    return (
        client.agency or first.agency,
        client.charge_clientele or first.charge_clientele,
    )


def _follow_worked(
    plan: DossierPlan, client: Client, dossier: Dossier, held: Sequence[Contract], today: date
) -> None:
    """Let a worked dossier follow its owner and its contracts' end; its dates stay (R4, R20)."""
    first = min(held, key=lambda contract: (contract.effect_date, contract.number), default=None)
    new = dossier
    if first is not None and not is_done(dossier):
        agency, charge = _owner(client, first)
        new = dossier._replace(agency=agency, charge_clientele=charge)
    new = as_its_contracts_run(new, held, today)
    if new != dossier:
        plan.changed.append((dossier, new._replace(version=dossier.version + 1)))
    if first is None or first.effect_date == dossier.effect_date:
        plan.unmoved.append(dossier.id)
    elif not is_done(new):
        plan.moved.append((dossier.id, dossier.effect_date, first.effect_date))


def as_its_contracts_run(dossier: Dossier, held: Sequence[Contract], today: date) -> Dossier:
    """Close a dossier none of whose contracts runs; open again what the program closed (R20)."""
    running = any(contract.eligible for contract in held)
    suspended = any(contract.state is ContractState.SUSPENDU for contract in held)
    reason = Closing.CONTRAT_SUSPENDU if suspended else Closing.CONTRAT_TERMINE
    if not running and not is_done(dossier):
        return dossier._replace(closing=reason, closed_on=today, closed_by_program=True)
    if not running and held and dossier.closed_by_program:
        return dossier._replace(
            closing=reason
        )  # suspended first, ended since; closed all the while
    if running and dossier.closed_by_program:
        return dossier._replace(closing=None, closed_on=None, closed_by_program=False)
    return dossier


def _replaces(contract: Contract, others: Sequence[Contract], spans: Spans) -> bool:
    """Say whether a contract of the same family ended shortly before (R21: only a flag)."""
    since = contract.effect_date - timedelta(days=spans.replacement_days)
    return contract.family is not None and any(
        other.id != contract.id
        and other.family == contract.family
        and other.ended_on is not None
        and since <= other.ended_on <= contract.effect_date
        for other in others
    )


def first_effects(contracts: Iterable[Contract]) -> dict[int, date]:
    """Return, by client id, the earliest effect date of all his contracts (R3)."""
    earliest: dict[int, date] = {}
    for contract in contracts:
        known = earliest.get(contract.client_id)
        if known is None or contract.effect_date < known:
            earliest[contract.client_id] = contract.effect_date
    return earliest
