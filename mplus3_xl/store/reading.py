"""Looking things up in the store."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, select, text, union

from mplus3_xl.domain.model import Client, Contract, Dossier, display_name
from mplus3_xl.domain.queue import Case, ClientCard
from mplus3_xl.domain.vocabulary import ContractState
from mplus3_xl.services.ports import QueueFilter
from mplus3_xl.store.mapping import client_type_of, to_client, to_contract, to_dossier
from mplus3_xl.store.tables import (
    UNDER_WAY,
    attempts,
    clients,
    conflicts,
    contracts,
    dossiers,
    drafts,
    import_files,
    manual_entries,
    metadata,
)

_CHUNK = 5_000  # values in one IN list; SQLite takes 32,766, PostgreSQL 65,535


def chunks(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut `values` into lists that fit one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk


class StoreReader:
    """The reading half of a unit of work (`services.ports.Reading`)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def contracts_by_key(self, keys: Collection[str]) -> dict[str, Contract]:
        """Find contracts by their keys."""
        rows = self._rows_in(contracts.c.key, keys)
        return {contract.key: contract for contract in map(to_contract, rows)}

    def clients_by_number(self, numbers: Collection[str]) -> dict[str, Client]:
        """Find clients by their Lagon numbers."""
        found = map(to_client, self._rows_in(clients.c.number, numbers))
        return {client.number: client for client in found if client.number}

    def clients_by_name(self, folded_names: Collection[str]) -> list[Client]:
        """Find the clients of these folded names, on every site."""
        return [to_client(row) for row in self._rows_in(clients.c.folded_name, folded_names)]

    def clients_by_id(self, ids: Collection[int]) -> dict[int, Client]:
        """Find clients by id."""
        return {client.id: client for client in map(to_client, self._rows_in(clients.c.id, ids))}

    def contracts_of(self, client_ids: Collection[int]) -> list[Contract]:
        """Read all the contracts of these clients."""
        return [to_contract(row) for row in self._rows_in(contracts.c.client_id, client_ids)]

    def dossiers_of(self, client_ids: Collection[int]) -> list[tuple[Dossier, bool]]:
        """Read the dossiers of these clients; true: somebody worked on it (R4)."""
        found = [to_dossier(row) for row in self._rows_in(dossiers.c.client_id, client_ids)]
        ids = [dossier.id for dossier in found]
        touched = set(self._values_in(attempts.c.dossier_id, ids))
        touched |= set(self._values_in(drafts.c.dossier_id, ids))
        return [(each, each.id in touched or _is_tagged(each)) for each in found]

    def manual_entries(self, client_ids: Collection[int]) -> dict[int, dict[str, str | None]]:
        """Read what persons entered, by client and field."""
        entries: dict[int, dict[str, str | None]] = {}
        for row in self._rows_in(manual_entries.c.client_id, client_ids):
            entries.setdefault(row.client_id, {})[row.field] = row.value
        return entries

    def numbers_in_scope(self, scope: str) -> dict[int, tuple[str, bool]]:
        """Read the contracts an export of this scope brought: id to (number, marked absent)."""
        query = select(contracts.c.id, contracts.c.number, contracts.c.absent_since)
        rows = self._connection.execute(query.where(contracts.c.scope == scope))
        return {row.id: (row.number, row.absent_since is not None) for row in rows}

    def next_id(self, table: str) -> int:
        """Return the first free id of a table; a writer keeps it to itself."""
        column = metadata.tables[table].c.id
        return int(self._connection.scalar(select(func.max(column))) or 0) + 1

    def cases(self, wanted: QueueFilter, now: datetime, since: date) -> list[Case]:
        """Read the dossiers of a queue; attempts are counted from the day `since`."""
        query = select(*dossiers.c, *_CARD).join(clients, clients.c.id == dossiers.c.client_id)
        restrictions = _restrictions(wanted)
        if wanted.everything:
            query = query.where(*restrictions)
        else:
            query = query.where(dossiers.c.id.in_(_current(restrictions, now)))
        width = len(dossiers.c)
        found = [(to_dossier(row[:width]), row[width:]) for row in self._connection.execute(query)]
        surroundings = self._contracts_by_dossier([dossier.id for dossier, _ in found])
        counts = self._attempts([dossier.client_id for dossier, _ in found], since, now)
        return [
            _case(dossier, card, surroundings.get(dossier.id, []), counts.get(dossier.client_id, 0))
            for dossier, card in found
        ]

    def probable_doubles(self, client_ids: Collection[int] | None) -> list[list[Client]]:
        """List the clients that share a folded name, a phone or an e-mail; `None`: of all."""
        groups: dict[tuple[int, ...], list[Client]] = {}
        for column in (clients.c.folded_name, clients.c.folded_phone, clients.c.folded_email):
            for group in self._sharing(column):
                if client_ids is None or any(client.id in client_ids for client in group):
                    groups.setdefault(tuple(client.id for client in group), group)
        return sorted(groups.values(), key=lambda group: group[0].id)

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        tables = metadata.sorted_tables
        return {
            table.name: self._count(select(func.count()).select_from(table)) for table in tables
        }

    def charges(self) -> Sequence[tuple[str | None, str]]:
        """List the account managers met, with their sites."""
        name, agency = dossiers.c.charge_clientele, dossiers.c.agency
        query = select(agency, name).where(name.is_not(None)).distinct().order_by(agency, name)
        return [(row[0], row[1]) for row in self._connection.execute(query)]

    def refused_by_last_import(self) -> int:
        """Count the rows that the last import refused."""
        last = select(func.max(import_files.c.import_id)).scalar_subquery()
        return self._count(
            select(func.sum(import_files.c.refused)).where(import_files.c.import_id == last)
        )

    def contracts_without_family(self) -> int:
        """Count the running contracts whose branch and product no family names."""
        query = select(func.count()).select_from(contracts).where(contracts.c.family.is_(None))
        return self._count(query.where(contracts.c.state == ContractState.EN_COURS.value))

    def absent_contracts(self) -> int:
        """Count the contracts that the last export of their site did not list."""
        absent = contracts.c.absent_since.is_not(None)
        return self._count(select(func.count()).select_from(contracts).where(absent))

    def open_conflicts(self) -> int:
        """Count the differences that nobody has settled."""
        unsettled = conflicts.c.settled_at.is_(None)
        return self._count(select(func.count()).select_from(conflicts).where(unsettled))

    def faults(self) -> list[str]:
        """Say in French what is inconsistent in the store; nothing if it is sound."""
        found = []
        if self._connection.dialect.name == "sqlite":
            said = self._connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            found += [f"fichier : {said}"] if said != "ok" else []
            orphans = self._connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            found += [f"{len(orphans)} lignes orphelines"] if orphans else []
        empty = (
            select(func.count())
            .select_from(dossiers)
            .where(
                dossiers.c.closing.is_(None),
                dossiers.c.id.not_in(
                    select(contracts.c.dossier_id).where(contracts.c.dossier_id > 0)
                ),
            )
        )
        if count := self._count(empty):
            found.append(f"{count} dossiers ouverts sans contrat")
        return found

    def _count(self, query: Any) -> int:
        return int(self._connection.scalar(query) or 0)

    def _rows_in(self, column: Column[Any], values: Collection[Any]) -> Iterator[Any]:
        for chunk in chunks(values):
            yield from self._connection.execute(select(column.table).where(column.in_(chunk)))

    def _values_in(self, column: Column[Any], values: Collection[Any]) -> Iterator[Any]:
        for chunk in chunks(values):
            yield from self._connection.scalars(select(column).where(column.in_(chunk)).distinct())

    def _contracts_by_dossier(self, dossier_ids: Collection[int]) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for chunk in chunks(dossier_ids):
            query = select(
                contracts.c.dossier_id,
                contracts.c.number,
                contracts.c.family,
                contracts.c.absent_since,
                contracts.c.probable_replacement,
            ).where(contracts.c.dossier_id.in_(chunk))
            for row in self._connection.execute(query):
                found.setdefault(row.dossier_id, []).append(row)
        return found

    def _attempts(self, client_ids: Collection[int], since: date, now: datetime) -> dict[int, int]:
        first = datetime.combine(since, time.min)
        last = datetime.combine(now.date() + timedelta(days=1), time.min)
        counts: dict[int, int] = {}
        for chunk in chunks(client_ids):
            query = (
                select(dossiers.c.client_id, func.count())
                .join(attempts, attempts.c.dossier_id == dossiers.c.id)
                .where(dossiers.c.client_id.in_(chunk), attempts.c.counts)
                .where(attempts.c.at >= first, attempts.c.at < last)
                .group_by(dossiers.c.client_id)
            )
            counts.update((row[0], row[1]) for row in self._connection.execute(query))
        return counts

    def _sharing(self, column: Column[Any]) -> list[list[Client]]:
        shared = select(column).where(column != "").group_by(column).having(func.count() > 1)
        query = select(clients).where(column.in_(shared)).order_by(column, clients.c.id)
        groups: dict[str, list[Client]] = {}
        for row in self._connection.execute(query):
            groups.setdefault(row._mapping[column], []).append(to_client(row))
        return list(groups.values())


_CARD = (
    clients.c.number,
    clients.c.client_type,
    clients.c.last_name,
    clients.c.first_name,
    clients.c.company,
    clients.c.phone,
    clients.c.email,
    clients.c.first_effect,
)


def _is_tagged(dossier: Dossier) -> bool:
    tags = (dossier.appel, dossier.lagon, dossier.bilan, dossier.sms_mail)
    return dossier.closing is not None or any(tag is not None for tag in tags)


def _restrictions(wanted: QueueFilter) -> list[ColumnElement[bool]]:
    asked = (
        (dossiers.c.agency, wanted.agency),
        (dossiers.c.charge_clientele, wanted.charge_clientele),
    )
    return [column == value for column, value in asked if value is not None]


def _current(restrictions: list[ColumnElement[bool]], now: datetime) -> Any:
    """Select the ids of what the queue shows by default (R12), each part by its own index."""
    ids = select(dossiers.c.id).where(*restrictions)
    today = now.date()
    return union(
        ids.where(dossiers.c.latest >= today, dossiers.c.earliest <= today),
        ids.where(text(UNDER_WAY)),
        ids.where(dossiers.c.callback_at <= now),
    )


def _case(dossier: Dossier, card: Any, held: list[Any], count: int) -> Case:
    number, kind, last_name, first_name, company, phone, email, first_effect = card
    client_type = client_type_of(kind)
    name = display_name(client_type, last_name, first_name, company)
    families = dict.fromkeys(contract.family for contract in held if contract.family)
    return Case(
        dossier=dossier,
        client=ClientCard(number, name, client_type, phone, email, first_effect),
        contracts=tuple(sorted(contract.number for contract in held)),
        families=tuple(sorted(families)),
        absent=any(contract.absent_since is not None for contract in held),
        probable_replacement=any(contract.probable_replacement for contract in held),
        attempts=count,
    )
