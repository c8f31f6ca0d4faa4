"""Merging double clients: one transaction, told in the journal; nothing takes it back.

Actes stay as they were written, whole months with them; those of a merged client are found with
the client who is kept, as is all that is held about him.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import NamedTuple

from mplus3_xl.domain.doubles.merging import MergePlan, Side, plan_merge
from mplus3_xl.domain.lagon.aliases import Alias
from mplus3_xl.domain.model import Client, Dossier
from mplus3_xl.domain.queue.calls_begun import is_called
from mplus3_xl.errors import UserError
from mplus3_xl.services.agency.people import name_of, refuse_unless_manager
from mplus3_xl.services.agency.reglages_kept import reglages_in
from mplus3_xl.services.call.opposing import oppose_client, stop_calling
from mplus3_xl.services.changes.bilan_changes import changes_of
from mplus3_xl.services.changes.journaling import changes_between, conflict_of, removal_of
from mplus3_xl.services.changes.saving import refuse_erased
from mplus3_xl.services.client.doubles import RESERVED, found_among
from mplus3_xl.services.lagon.finished_elsewhere import finished_elsewhere
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Change


class Merged(NamedTuple):
    """What a merge did: the client who was kept, how many were merged into him, the differences
    to look at, and the dossiers that an opposition of one of them closed.
    """

    client: Client
    others: int
    differences: int
    closed: tuple[Dossier, ...]


def merge_clients(
    store: Store, kept_id: int, other_ids: Sequence[int], author: str, now: datetime
) -> Merged:
    """Merge clients into the one who is kept, all or nothing.

    Raises UserError: only a manager may; a client who is gone, erased, merged already or in a call.
    """
    others = sorted({each for each in other_ids if each != kept_id})
    with store.write() as unit:
        refuse_unless_manager(unit, author, RESERVED)
        found_among(unit, [kept_id, *others])
        done = [_merge(unit, kept_id, other_id, author, now) for other_id in others]
        return Merged(
            unit.clients_by_id([kept_id])[kept_id],
            len(done),
            sum(len(plan.lost) for plan, _ in done),
            tuple(dossier for _, closed in done for dossier in closed),
        )


def _merge(
    unit: Writing, kept_id: int, other_id: int, author: str, now: datetime
) -> tuple[MergePlan, tuple[Dossier, ...]]:
    kept, other = _side(unit, kept_id, now), _side(unit, other_id, now)
    opposed = unit.opposed([kept_id, other_id])
    ids, spans = count(unit.next_id("dossiers")), reglages_in(unit).spans
    plan = plan_merge(kept, other, ids, now.date(), spans)
    lines = [*_bilan_lines(kept, other, plan), *_write(unit, plan, author, now)]
    unit.write_journal(lines, now, author)
    unit.add_conflicts([conflict_of("clients", *each) for each in plan.lost], None)
    return plan, _stopped(unit, plan, opposed, author, now)


def _side(unit: Writing, client_id: int, now: datetime) -> Side:
    client = unit.clients_by_id([client_id])[client_id]
    dossiers, contracts = unit.dossiers_of([client_id]), unit.contracts_of([client_id])
    _refuse(unit, client, dossiers, now)
    return Side(
        client,
        contracts,
        dossiers,
        unit.manual_entries([client_id]).get(client_id, {}),
        unit.kept_bilan(client_id),
        finished_elsewhere(unit, contracts, dossiers),
    )


def _refuse(
    unit: Writing, client: Client, dossiers: Sequence[tuple[Dossier, bool]], now: datetime
) -> None:
    refuse_erased(unit, client)
    if any(each.old_client_id == client.id for each in unit.aliases()):
        raise UserError(
            "double_deja_reuni",
            f"La fiche {client.id} a déjà été réunie à une autre.",
            "Listez les doubles à nouveau.",
        )
    called = next((each for each, _ in dossiers if is_called(each, now)), None)
    if called is not None:
        raise UserError(
            "double_en_appel",
            f"Un appel de « {client.name} » est en cours ({name_of(unit, called.calling_by)}).",
            "Attendez que son issue soit enregistrée, puis fusionnez.",
        )


def _write(unit: Writing, plan: MergePlan, author: str, now: datetime) -> Iterator[Change]:
    """Write what the plan says, in the order that keys ask for; tell it."""
    (old, new), (former, gone) = plan.kept, plan.gone
    entries = unit.manual_entries([gone.id]).get(gone.id, {})
    unit.add_all("dossiers", plan.created)
    unit.change("dossiers", plan.dossiers)
    unit.change("contracts", plan.contracts)
    unit.remove("dossiers", [each.id for each in plan.removed])
    moved = unit.move_client(gone.id, new.id)
    unit.empty_client(gone.id)
    unit.change("clients", [(former, gone)])  # gives the number back before it is taken
    unit.change("clients", [(old, new)])
    unit.add("client_aliases", _alias(unit, plan, author, now))
    for field, value in plan.entries.items():
        unit.write_manual_entry(new.id, field, value, author, now)
        yield Change("manual_entries", new.id, field, None, value)
    if plan.bilan is not None:
        unit.write_bilan(plan.bilan)
    yield from (
        Change("manual_entries", gone.id, name, value, None) for name, value in entries.items()
    )
    yield from (Change(table, at, "client_id", str(gone.id), str(new.id)) for table, at in moved)
    yield from changes_between("contracts", plan.contracts)
    yield from changes_between("dossiers", plan.dossiers)
    yield from changes_between("clients", [plan.gone, plan.kept])
    yield from map(removal_of, plan.removed)
    yield Change("clients", gone.id, "merged_into", None, str(new.id))
    # Said of each dossier too, so that nobody takes a save back over it.
    for each in unit.dossiers_by_client([new.id])[new.id]:
        yield Change("dossiers", each.id, "merged_client", None, str(gone.id))


def _alias(unit: Writing, plan: MergePlan, author: str, now: datetime) -> Alias:
    former, new = plan.gone[0], plan.kept[1]
    number = former.number if former.number != new.number else None
    known = (former.folded_name, former.agency or former.seen_agency)
    return Alias(unit.next_id("client_aliases"), new.id, former.id, number, *known, now, author)


def _bilan_lines(kept: Side, other: Side, plan: MergePlan) -> Iterator[Change]:
    """Tell what a bilan was that another replaces, and that of the client who is gone."""
    if plan.bilan is not None:
        yield from changes_of(kept.bilan, plan.bilan)
    if other.bilan is not None:
        empty = other.bilan._replace(answers={}, lines=(), replies=(), no_action_reason=None)
        yield from changes_of(other.bilan, empty)


def _stopped(
    unit: Writing, plan: MergePlan, opposed: set[int], author: str, now: datetime
) -> tuple[Dossier, ...]:
    """Let an opposition of either of them hold for both."""
    client = plan.kept[1]
    if client.id in opposed:
        return stop_calling(unit, client, author, now)
    if opposed:
        return oppose_client(unit, client, None, author, now)
    return ()
