"""Whose the lines of the journal are, and what they are about: one query a kind of thing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.lagon.aliases import Alias
from mplus3_xl.services.records import About
from mplus3_xl.store.asking import Asking, moment
from mplus3_xl.store.records import records
from mplus3_xl.store.sql import among_sql

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mplus3_xl.services.records import JournalLine

_NOTHING_KNOWN = About()
_DOSSIER = "SELECT id, client_id, NULL FROM dossiers"
_CONTRACT = "SELECT id, client_id, number FROM contracts"
_QUERIES = {
    "dossiers": _DOSSIER,
    "drafts": _DOSSIER,
    "field_answers": _DOSSIER,
    "contracts": _CONTRACT,
    "piece_answers": _CONTRACT,
    "attempts": (
        "SELECT attempts.id, dossiers.client_id, attempts.at FROM attempts "
        "JOIN dossiers ON dossiers.id = attempts.dossier_id"
    ),
    "actions": "SELECT id, client_id, object, kind FROM actions",
    "lagon_reports": "SELECT id, client_id, field FROM lagon_reports",
    "users": "SELECT id, NULL, login FROM users",
    **{
        table: f"SELECT id, client_id, NULL FROM {table}"
        for table in ("actes", "consents", "oppositions")
    },
}
"""What to read by subject: its number, then the fields of `About`."""
_KEYS = {"attempts": "attempts.id"}
_CLIENTS_OF_SAVES = """
SELECT journal.id, dossiers.client_id FROM journal
JOIN saves ON saves.id = journal.save_id JOIN dossiers ON dossiers.id = saves.dossier_id
"""
"""The client of the dossier whose save wrote a line, by the line's id."""


class JournalNames:
    """Whose the lines of the journal are, and what they are about."""

    _asking: Asking

    def told_about(self, lines: Collection[JournalLine]) -> dict[int, About]:
        """Find what lines are about, by their id; what is gone is found by the save they are of."""
        of_kind: dict[str, set[int]] = {}
        for line in lines:
            of_kind.setdefault(line.subject, set()).add(line.subject_id)
        known = {
            (kind, key): about
            for kind, ids in of_kind.items()
            for key, about in self._abouts(kind, ids)
        }
        numbers = [line.id for line in lines]
        saved: Mapping[int, int] = dict(self._keyed(_CLIENTS_OF_SAVES, "journal.id", numbers))
        return {
            line.id: known.get((line.subject, line.subject_id))
            or _NOTHING_KNOWN._replace(client_id=saved.get(line.id))
            for line in lines
        }

    def aliases(self) -> list[Alias]:
        """Read what exports may still call the clients who were merged."""
        return records(self._asking, Alias, "client_aliases", "ORDER BY id")

    def _abouts(self, kind: str, ids: set[int]) -> Iterator[tuple[int, About]]:
        if kind in _of_clients():
            yield from ((each, About(each)) for each in ids)
        elif kind in _QUERIES:
            for key, *found in self._keyed(_QUERIES[kind], _KEYS.get(kind, "id"), ids):
                about = About(*found)
                yield key, about._replace(name=moment(about.name)) if kind == "attempts" else about

    def _keyed(self, query: str, key: str, ids: Iterable[int]) -> Sequence[Any]:
        wanted = among_sql(key, ":ids", self._asking.engine)
        return self._asking.rows(f"{query} WHERE {wanted}", {"ids": [*ids]})


@cache
def _of_clients() -> tuple[str, ...]:
    """Return the subjects whose number is that of the client."""
    from mplus3_xl.domain.client.privacy import client_subjects

    return ("clients", "manual_entries", "not_doubles", *client_subjects())
