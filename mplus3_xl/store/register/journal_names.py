"""Whose the lines of the journal are, and what they are about: one query a kind of thing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, null, select

from mplus3_xl.services.records import About
from mplus3_xl.store.conditions import among
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.calls import actions, lagon_reports, saves
from mplus3_xl.store.tables.history import journal
from mplus3_xl.store.tables.lagon import contracts, dossiers
from mplus3_xl.store.tables.persons import consents, oppositions
from mplus3_xl.store.tables.register import actes
from mplus3_xl.store.tables.seats import users

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Select

    from mplus3_xl.services.records import JournalLine

_NOTHING_KNOWN = About()


class JournalNames:
    """Whose the lines of the journal are, and what they are about."""

    _connection: Connection

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
        saved = dict(self._keyed(_clients_of_saves(), [line.id for line in lines]))
        return {
            line.id: known.get((line.subject, line.subject_id))
            or _NOTHING_KNOWN._replace(client_id=saved.get(line.id))
            for line in lines
        }

    def _abouts(self, kind: str, ids: set[int]) -> Iterator[tuple[int, About]]:
        if kind in _of_clients():
            yield from ((each, About(each)) for each in ids)
        elif kind in _queries():
            for key, *found in self._keyed(_queries()[kind], ids):
                yield key, About(*found)

    def _keyed(self, query: Select[Any], ids: Iterable[int]) -> Iterator[Any]:
        key = query.selected_columns[0]
        yield from self._connection.execute(query.where(among(key, ids)))


@cache
def _of_clients() -> tuple[str, ...]:
    """Return the subjects whose number is that of the client."""
    from mplus3_xl.domain.client.privacy import client_subjects

    return ("clients", "manual_entries", "not_doubles", *client_subjects())


@cache
def _queries() -> dict[str, Select[Any]]:
    """Return what to read by subject: its number, then the fields of `About`."""
    dossier = select(dossiers.c.id, dossiers.c.client_id, null())
    contract = select(contracts.c.id, contracts.c.client_id, contracts.c.number)
    attempt = select(attempts.c.id, dossiers.c.client_id, attempts.c.at)
    action = select(actions.c.id, actions.c.client_id, actions.c.object, actions.c.kind)
    report = select(lagon_reports.c.id, lagon_reports.c.client_id, lagon_reports.c.field)
    return {
        "dossiers": dossier,
        "drafts": dossier,
        "field_answers": dossier,
        "contracts": contract,
        "piece_answers": contract,
        "attempts": attempt.join(dossiers, dossiers.c.id == attempts.c.dossier_id),
        "actions": action,
        "lagon_reports": report,
        "users": select(users.c.id, null(), users.c.login),
        **{
            table.name: select(table.c.id, table.c.client_id, null())
            for table in (actes, consents, oppositions)
        },
    }


def _clients_of_saves() -> Select[Any]:
    """Return the client of the dossier whose save wrote a line, by the line's id."""
    query = select(journal.c.id, dossiers.c.client_id).join(saves, saves.c.id == journal.c.save_id)
    return query.join(dossiers, dossiers.c.id == saves.c.dossier_id)
