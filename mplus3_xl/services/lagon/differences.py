"""Differences between what exports say and what is kept: listed for whoever decides, settled."""

from collections.abc import Iterable
from typing import NamedTuple

from mplus3_xl.domain.client.contacts import same_value
from mplus3_xl.domain.client.lagon_reports import column_of
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.services.journal.fields import field_of
from mplus3_xl.services.journal.values import words_of
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Conflict


class Difference(NamedTuple):
    """A value that an export offered and the one that is kept, as staff read them."""

    client: str
    label: str
    offered: str | None
    kept: str | None


def differences_listed(store: Store) -> list[Difference]:
    """Return the open differences that no line for Lagon shows: of clients, then of dates.

    The date of a dossier that is finished or closed is left out: nobody asks about it.
    """
    with store.glance() as unit:
        found = to_settle(unit, unit.conflicts_of("clients"))
        said = [(each.subject_id, each) for each in found]
        said += _of_dates(unit)
        clients = unit.clients_by_id({client_id for client_id, _ in said})
        return [_told(clients[at].name, each) for at, each in said if at in clients]


def to_settle(unit: Glance, found: Iterable[Conflict]) -> list[Conflict]:
    """Return the differences but those of clients that a line for Lagon shows."""
    waiting = {(each.client_id, column_of(each.field)) for each in unit.open_reports(None)}
    return [
        each
        for each in found
        if each.subject != "clients" or (each.subject_id, each.field) not in waiting
    ]


def _of_dates(unit: Glance) -> list[tuple[int, Conflict]]:
    found = unit.conflicts_of("dossiers")
    dossiers = unit.dossiers_by_ids([each.subject_id for each in found])
    return [
        (dossiers[each.subject_id].client_id, each)
        for each in found
        if each.subject_id in dossiers and not is_done(dossiers[each.subject_id])
    ]


def _told(client: str, found: Conflict) -> Difference:
    subject, field = found.subject, found.field
    offered, kept = (words_of(subject, field, each, {}) for each in (found.offered, found.kept))
    return Difference(client, field_of(subject, field), offered, kept)


def settle_difference(unit: Writing, client_id: int, field: str, entered: str | None) -> None:
    """Forget what an export said of a field, if `entered` says the same or nobody says anything.

    `entered` is what a person says of it now, as the journal writes it (R9).
    """
    for each in unit.conflicts_of("clients"):
        if (each.subject_id, each.field) != (client_id, field):
            continue
        if entered is None or same_value(field, entered, each.offered):
            unit.drop_conflicts("clients", [(client_id, field)])
