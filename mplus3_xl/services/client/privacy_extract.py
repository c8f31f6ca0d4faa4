"""All that is held about a client, in words he can read (RGPD art. 15)."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from mplus3_xl.domain.client.privacy import policies
from mplus3_xl.domain.model import Client
from mplus3_xl.layout.listed import recherche
from mplus3_xl.rules import table
from mplus3_xl.services.changes.saving import refuse_erased
from mplus3_xl.services.client.extract_words import said
from mplus3_xl.services.journal.told import told_lines
from mplus3_xl.services.ports.privacy import Rows
from mplus3_xl.services.ports.store import Reading, Store
from mplus3_xl.services.records import JournalLine

_TOLD = "journal"
_OUTLIVING = ("consents", "oppositions")
"""What an erased client is given: the proof of his consents (R223-2), his opposition."""


class Part(NamedTuple):
    """One kind of thing held: its title, the titles of its columns, its lines."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


class Extract(NamedTuple):
    """All that is held about a client at a moment, in the order of `rules/privacy.toml`."""

    client: Client
    at: datetime
    parts: tuple[Part, ...]


def extract_of(store: Store, client_id: int, now: datetime) -> Extract:
    """Return all that is held about a client; empty kinds and columns are left out.

    Of one who was erased, what outlives him. Raises UserError if nothing does.
    """
    with store.read() as unit:
        client = unit.clients_by_id([client_id])[client_id]
        held = unit.held_about(client_id)
        if unit.erasure_of(client_id) is not None:
            held = {name: held[name] for name in _OUTLIVING if held.get(name)}
            if not held:
                refuse_erased(unit, client)
        journal = _journal(unit, client, held)
    parts = (
        journal if name == _TOLD else _part(name, held[name])
        for name in policies()
        if held.get(name)
    )
    return Extract(client, now, tuple(parts))


def _part(name: str, rows: Rows) -> Part:
    labels: Mapping[str, str] = table("privacy")["labels"]
    shown = [each for each in rows[0] if each in labels and _is_said(rows, each)]
    lines = tuple(tuple(said(name, each, row) for each in shown) for row in rows)
    lines = tuple(line for line in lines if any(line))  # a merged client leaves an empty row
    return Part(policies()[name].title, tuple(labels[each] for each in shown), lines)


def _is_said(rows: Rows, column: str) -> bool:
    return any(row[column] not in (None, "") for row in rows)


def _journal(unit: Reading, client: Client, held: Mapping[str, Rows]) -> Part:
    """Return the changes in words; the order of the lines is that of the journal."""
    back = {row["id"] for row in held.get("saves", ()) if row["undoes"] is not None}
    lines = [
        JournalLine._make(
            (*(row[name] for name in JournalLine._fields[:-1]), row["save_id"] in back)
        )
        for row in held.get(_TOLD, ())
    ]
    told = told_lines(unit, lines, to=client.id)
    return Part(
        policies()[_TOLD].title,
        ("Le", "Par", *(each.title for each in recherche.LINES[-3:])),
        tuple(
            (f"{each.at:%d/%m/%Y %H:%M}", each.author, each.what, each.before or "",
             each.after or "")
            for each in told
        ),
    )  # fmt: skip
