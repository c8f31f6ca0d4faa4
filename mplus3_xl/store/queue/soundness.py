"""Counting what the store holds, and finding what is inconsistent in it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, select, text

from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.records import Fault, FaultKind
from mplus3_xl.store.sql import OPEN
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.lagon import clients, contracts, dossiers


class Soundness:
    """Counting what the store holds, and finding what is inconsistent in it."""

    _connection: Connection

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        return {
            table.name: self._connection.scalars(select(func.count()).select_from(table)).one()
            for table in metadata.sorted_tables
        }

    def faults(self) -> list[Fault]:
        """Find what is inconsistent in the store; nothing if it is sound."""
        return [*self._of_the_file(), *self._without_contract()]

    def _of_the_file(self) -> Iterator[Fault]:
        if self._connection.dialect.name != "sqlite":
            return
        said = self._connection.exec_driver_sql("PRAGMA integrity_check").scalar()
        if said != "ok":
            yield Fault(FaultKind.FILE, str(said))
        orphans = self._connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        for table, count in sorted(Counter(row[0] for row in orphans).items()):
            yield Fault(FaultKind.ORPHANS, table, count)

    def _without_contract(self) -> Iterator[Fault]:
        held = select(contracts.c.dossier_id).where(contracts.c.dossier_id > 0)
        named = [clients.c[each] for each in ("client_type", "last_name", "first_name", "company")]
        query = select(dossiers.c.id, *named).join_from(dossiers, clients)
        query = query.where(text(OPEN), dossiers.c.id.not_in(held)).order_by(dossiers.c.id)
        for number, kind, *names in self._connection.execute(query):
            name = display_name(ClientType(kind) if kind else None, *names)
            yield Fault(FaultKind.EMPTY_DOSSIER, name, number)
