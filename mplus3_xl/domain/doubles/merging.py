"""Merging a client into another who is the same: decided here, written by the service.

The file that is kept stays as it is, but for what it lacks. What a person entered wins over what
an export says, in either of them (R9); what is lost is kept as a difference to look at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from mplus3_xl.domain.bilan.families import classified
from mplus3_xl.domain.bilan.kept import KeptBilan, version_beyond
from mplus3_xl.domain.client.clients import derived, new_client
from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.lagon.dossier_planning import (
    DossierPlan,
    first_effects,
    follow_contracts,
    plan_dossiers,
)
from mplus3_xl.domain.model import Client, Contract, Dossier
from mplus3_xl.domain.windows import Spans

_NAMES = frozenset({"civility", "last_name", "first_name", "company"})
_SAID = Client._fields[Client._fields.index("civility") : Client._fields.index("from_file")]


class Side(NamedTuple):
    """One of two clients: `dossiers` say whether somebody worked on them (R4), `entries` what
    persons entered, by field; `elsewhere` are another client's, finished, that hold his contracts.
    """

    client: Client
    contracts: Sequence[Contract]
    dossiers: Sequence[tuple[Dossier, bool]]
    entries: Mapping[str, str | None]
    bilan: KeptBilan | None
    elsewhere: Sequence[tuple[Dossier, bool]] = ()


class Lost(NamedTuple):
    """A value that a merge did not keep, and whose it was."""

    client_id: int
    field: str
    kept: Any
    offered: Any


@dataclass(slots=True)
class MergePlan:
    """What to write. Changes are pairs: as it was, as it will be.

    `gone` is the client who is merged: his row stays, empty, so that nobody takes his number of
    entry. `entries` go to the client who is kept; `bilan`, the later of two, replaces his.
    """

    kept: tuple[Client, Client]
    gone: tuple[Client, Client]
    entries: dict[str, str | None] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    bilan: KeptBilan | None = None
    contracts: list[tuple[Contract, Contract]] = field(default_factory=list)
    dossiers: list[tuple[Dossier, Dossier]] = field(default_factory=list)
    created: list[Dossier] = field(default_factory=list)
    removed: list[Dossier] = field(default_factory=list)


def plan_merge(kept: Side, other: Side, ids: Iterator[int], today: date, spans: Spans) -> MergePlan:
    """Decide what merging `other` into `kept` changes.

    `ids` are those of new dossiers, `spans` those in force.
    """
    entries, lost = dict(kept.entries), list[Lost]()
    values = {name: _chosen(name, kept, other, entries, lost) for name in _SAID}
    new = _kept(kept.client, other.client, values)
    moved = (each._replace(client_id=new.id) for each in other.contracts)
    contracts = [classified(each, new.client_type) for each in (*kept.contracts, *moved)]
    new = new._replace(first_effect=first_effects(contracts).get(new.id))
    gone = new_client(other.client.id, other.client.import_id)
    plan = MergePlan((kept.client, new), (other.client, gone), lost=lost)
    plan.entries = {name: value for name, value in entries.items() if name not in kept.entries}
    plan.bilan = _later(kept.bilan, other.bilan, new.id)
    _plan_dossiers(plan, kept, other, contracts, ids, today, spans)
    return plan


def _chosen(
    name: str, kept: Side, other: Side, entries: dict[str, str | None], lost: list[Lost]
) -> Any:
    """Return the value of a field that stays; note the entry that moves, or what is lost."""
    ours, theirs = getattr(kept.client, name), getattr(other.client, name)
    entered = name in other.entries and name not in kept.entries
    if entered:
        entries[name] = other.entries[name]
    if entered or (name not in kept.entries and _gives(name, kept.client, other.client)):
        chosen, dropped, owner = theirs, ours, kept.client.id
    else:
        chosen, dropped, owner = ours, theirs, other.client.id
    if dropped is not None and not same_value(name, chosen, dropped):
        lost.append(Lost(owner, name, chosen, dropped))
    return chosen


def _gives(name: str, kept: Client, other: Client) -> bool:
    """Say whether the other gives a field: one that is empty; a name only whole, as he bears it."""
    if name in _NAMES:
        return other.from_file and not kept.from_file
    return getattr(kept, name) is None


def _kept(kept: Client, other: Client, values: Mapping[str, Any]) -> Client:
    known = kept._replace(
        number=kept.number or other.number,
        from_file=kept.from_file or other.from_file,
        name_only=kept.name_only and other.name_only,
        seen_agency=kept.seen_agency or other.seen_agency,
    )
    return derived(known._replace(**values))


def _later(kept: KeptBilan | None, other: KeptBilan | None, client_id: int) -> KeptBilan | None:
    """Return the later bilan, if the other has one, in a version that nothing open knows.

    What is open of either of them is not saved over the other.
    """
    if other is None:
        return None
    version = version_beyond(other.version, kept.version if kept else 0)
    later = kept if kept is not None and kept.saved_at >= other.saved_at else other
    return later._replace(client_id=client_id, version=version, form_id=None)


def _plan_dossiers(
    plan: MergePlan,
    kept: Side,
    other: Side,
    contracts: Sequence[Contract],
    ids: Iterator[int],
    today: date,
    spans: Spans,
) -> None:
    """Group again what nobody worked on; what somebody worked on moves as it is (R4)."""
    client = plan.kept[1]
    moved = [
        (each._replace(client_id=client.id) if worked else each, worked)
        for each, worked in other.dossiers
    ]
    found = DossierPlan()
    theirs = [*kept.elsewhere, *other.elsewhere, *kept.dossiers, *moved]
    plan_dossiers(found, client, contracts, theirs, ids, today, spans)
    before = [*kept.contracts, *other.contracts]
    settled = (_settled(each, found) for each in contracts)
    plan.contracts = [pair for pair in zip(before, settled, strict=True) if pair[0] != pair[1]]
    follow_contracts(found, plan.contracts, (each for each, _ in (*kept.dossiers, *moved)))
    after = {each.id: each for each, worked in moved if worked}
    after.update((new.id, new) for _, new in found.changed)
    olds = [each for each, _ in (*kept.dossiers, *other.dossiers) if each.id in after]
    plan.dossiers = [(old, after[old.id]._replace(version=old.version + 1)) for old in olds]
    plan.created, plan.removed = found.created, found.removed


def _settled(contract: Contract, plan: DossierPlan) -> Contract:
    return contract._replace(
        dossier_id=plan.dossier_of.get(contract.id, contract.dossier_id),
        probable_replacement=plan.replacements.get(contract.id, False),
    )
