"""An opposition to commercial calls: one click, at once, for ever, in every dossier (R223-3).

It is found again by the client, his number or his phone; nothing takes it back.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from mplus3_xl.domain.contact.consent import Opposition
from mplus3_xl.domain.model import Client, Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.closing import closed
from mplus3_xl.domain.vocabulary import Closing
from mplus3_xl.services.changes.journaling import changes_between
from mplus3_xl.services.changes.saving import dossier_of, refuse_erased
from mplus3_xl.services.ports.store import Store, Writing
from mplus3_xl.services.records import Change

REASON = "Le client ne veut plus être appelé."


def oppose(store: Store, dossier_id: int, author: str, now: datetime) -> tuple[Dossier, ...]:
    """Note that the client of a dossier asked not to be called; return the dossiers it closed.

    All the open dossiers of that client, and of whoever has his phone, on both sites. Raises
    UserError if the dossier is gone, or if the client was erased: nothing would find him again.
    """
    with store.write() as unit:
        dossier = dossier_of(unit, dossier_id)
        client = unit.clients_by_id([dossier.client_id])[dossier.client_id]
        refuse_erased(unit, client)
        return oppose_client(unit, client, dossier_id, author, now)


def oppose_client(
    unit: Writing, client: Client, dossier_id: int | None, author: str, now: datetime
) -> tuple[Dossier, ...]:
    """Note an opposition within a unit of work."""
    opposition_id = unit.next_id("oppositions")
    names = (client.id, client.number, client.folded_phone)
    unit.add("oppositions", Opposition(opposition_id, *names, now, author, dossier_id))
    noted = Change("oppositions", opposition_id, "client_id", None, str(client.id))
    return stop_calling(unit, client, author, now, [noted])


def stop_calling(
    unit: Writing, client: Client, author: str, now: datetime, noted: Sequence[Change] = ()
) -> tuple[Dossier, ...]:
    """Withdraw the consents of a client who is opposed, close what is open; return the dossiers.

    `noted` are changes to tell with these.
    """
    changes = [*noted]
    for consent in unit.consents_of(client.id):
        if consent.withdrawn_at is None:
            withdrawn = {"withdrawn_at": now, "withdrawn_by": author}
            unit.update("consents", [(consent.id, withdrawn)])
            changes.append(Change("consents", consent.id, "withdrawn_at", None, now.isoformat()))
    pairs = [
        (dossier, closed_by_opposition(dossier, now.date())) for dossier in _open(unit, client)
    ]
    unit.change("dossiers", pairs)
    unit.write_journal([*changes, *changes_between("dossiers", pairs)], now, author)
    return tuple(new for _, new in pairs)


def closed_by_opposition(dossier: Dossier, today: date) -> Dossier:
    """Return the dossier as an opposition leaves it."""
    new = closed(dossier, Closing.OPPOSITION, REASON, today)
    return new._replace(version=dossier.version + 1)


def _open(unit: Writing, client: Client) -> Iterator[Dossier]:
    sharing = unit.clients_of_phone(client.folded_phone) if client.folded_phone else []
    persons = {client.id, *(each.id for each in sharing)}
    for dossiers in unit.dossiers_by_client(sorted(persons)).values():
        yield from (dossier for dossier in dossiers if not is_done(dossier))
