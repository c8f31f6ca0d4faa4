"""All that is held about a client, in words he can read (RGPD art. 15)."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from mplus3_xl.domain.model import Client
from mplus3_xl.domain.privacy import policies
from mplus3_xl.domain.stored_words import word_of
from mplus3_xl.rules import table
from mplus3_xl.services.ports import Store
from mplus3_xl.services.privacy import refuse_erased

_JSON = ("content",)


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

    Raises UserError for one who was erased.
    """
    with store.read() as unit:
        client = unit.clients_by_id([client_id])[client_id]
        refuse_erased(unit, client)
        held = unit.held_about(client_id)
    parts = (_part(name, held[name]) for name in policies() if held.get(name))
    return Extract(client, now, tuple(parts))


def _part(name: str, rows: Any) -> Part:
    labels: Mapping[str, str] = table("privacy")["labels"]
    shown = [each for each in rows[0] if each in labels and _is_said(rows, each)]
    lines = tuple(tuple(_said(name, each, row[each]) for each in shown) for row in rows)
    lines = tuple(line for line in lines if any(line))  # a merged client leaves an empty row
    return Part(policies()[name].title, tuple(labels[each] for each in shown), lines)


def _is_said(rows: Any, column: str) -> bool:
    return any(row[column] not in (None, "") for row in rows)


def _said(name: str, column: str, value: Any) -> str:
    """Write a value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if column.endswith("_cents"):
        return f"{value / 100:.2f}".replace(".", ",")
    if column in _JSON:
        return " ; ".join(_flat(json.loads(value)))
    return word_of(name, column, str(value))


def _flat(value: Any, key: str = "") -> Iterator[str]:
    """Write what JSON holds, part by part."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _flat(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _flat(each, key)
    elif value not in (None, ""):
        yield f"{key} : {value}"
