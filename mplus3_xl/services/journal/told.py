"""The journal read aloud, line by line: whose, what, before and after, in the agency's words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.services.agency.people import Named, names_in
from mplus3_xl.services.journal.fields import what_of
from mplus3_xl.services.journal.values import CLIENTS, LOGIN, words_of
from mplus3_xl.services.ports.glance import Glance
from mplus3_xl.services.ports.store import Store
from mplus3_xl.services.records import About, JournalLine

GONE = "Dossier retiré"
"""What is left of a dossier that nobody worked on and no contract calls for any more."""
_REMOVED = ("client_id", "target")
"""What the line that tells so is of: whose it was, or its day, which older stores have."""


class ToldLine(NamedTuple):
    """One line of the journal as a manager reads it; `client` is none for what is nobody's."""

    at: datetime
    author: str
    client: str | None
    what: str
    before: str | None
    after: str | None


class Persons(NamedTuple):
    """The clients that lines speak of: the name by id, and who is meant in a value by its text.

    `named` gives what is shown of a login.
    """

    names: Mapping[int, str]
    cards: Mapping[str, str]
    named: Named


def journal_told(store: Store, limit: int) -> list[ToldLine]:
    """Return the last `limit` lines, the latest first; the number of queries hangs on nothing."""
    with store.glance() as unit:
        return told_lines(unit, unit.journal_lines(limit, None))


def told_lines(
    unit: Glance, lines: Sequence[JournalLine], *, to: int | None = None
) -> list[ToldLine]:
    """Return lines in words, in their order; told to a client (`to`), they name nobody else.

    What a client is told keeps the logins: it is the journal, word for word.
    """
    about = unit.told_about(lines)
    owners = _owners(about.values())
    if to is None:
        persons = _persons(unit, {*owners, *_named(lines)}, names_in(unit))
    else:
        persons = _persons(unit, owners & {to}, str)
    return [_told(line, about[line.id], persons) for line in lines]


def _told(line: JournalLine, about: About, persons: Persons) -> ToldLine:
    client = persons.names.get(about.client_id) if about.client_id else None
    said = [
        words_of(line.subject, line.field, text, persons.cards) for text in (line.old, line.new)
    ]
    if line.subject == "dossiers" and line.field in _REMOVED and line.new is None:
        said[1] = GONE
    if line.field == LOGIN:
        said = [login and persons.named(login) for login in said]
    return ToldLine(line.at, persons.named(line.author), client, what_of(line, about), *said)


def _owners(about: Iterable[About]) -> set[int]:
    return {each.client_id for each in about if each.client_id is not None}


def _named(lines: Iterable[JournalLine]) -> set[int]:
    """Return the clients that values name; an erasure may have taken the number away."""
    texts = {text for each in lines if each.field in CLIENTS for text in (each.old, each.new)}
    return {int(text) for text in texts if text and text.isdecimal()}


def _persons(unit: Glance, ids: set[int], named: Named) -> Persons:
    """Name clients; one who was merged bears the name of the client who is kept.

    One of a store that was replaced is not there.
    """
    merged = {each.old_client_id: each.client_id for each in unit.aliases()}
    known = unit.clients_by_id({merged.get(each, each) for each in ids})
    kept = {each: known.get(merged.get(each, each)) for each in ids}
    names = {each: client.name for each, client in kept.items() if client}
    cards = {str(each): f"fiche {each}" for each in ids}
    cards |= {str(each): f"{names[each]} (fiche {each})" for each in names if each not in merged}
    return Persons(names, cards, named)
