"""Erasing a client from every table, by the policy of each column."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    String,
    Table,
    case,
    cast,
    delete,
    insert,
    literal,
    select,
    update,
)

from mplus3_xl.domain.client.privacy import WORD, client_subjects, policies
from mplus3_xl.domain.client.retention import first_proof_kept
from mplus3_xl.services.records import Erasure
from mplus3_xl.store.client.privacy_scope import owned_tables, rows_of, told_of
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import conflicts, journal
from mplus3_xl.store.tables.lagon import clients
from mplus3_xl.store.tables.persons import consents, erasing, erasures, file_erasures
from mplus3_xl.store.tables.register import actes, month_actes, months

if TYPE_CHECKING:
    from mplus3_xl.domain.register.actes import Acte


class PrivacyWriting:
    """Erasing a client."""

    _connection: Connection

    def erase(self, erasure: Erasure, actes: Collection[Acte], day: date) -> None:
        """Empty or replace all that names a client; `actes` are his, without names.

        The frozen months that hold one of them lose their files, and say that it was on `day`.
        """
        client_id = erasure.client_id
        # The triggers of the journal and of the actes let changes through as long as it is there.
        self._connection.execute(insert(erasing).values(client_id=client_id))
        self._keep_proofs(client_id)
        self._erase_journal(client_id)
        self._rewrite_actes(actes, day)
        self._connection.execute(delete(conflicts).where(told_of(conflicts, client_id)))
        for table, owner in owned_tables():
            self._erase_rows(table, rows_of(owner, client_id))
        self._connection.execute(delete(erasing))
        self._connection.execute(insert(erasures).values(erasure._asdict()))
        self.drop_proofs(day)

    def drop_proofs(self, today: date) -> None:
        """Take away the consents of erased clients that no longer have to be proved."""
        erased = consents.c.client_id.in_(select(erasures.c.client_id))
        old = consents.c.given_on < first_proof_kept(today)
        self._connection.execute(delete(consents).where(erased, old))

    def forget_file_erasures(self) -> None:
        """Empty the names of all who wait: only free pages are left to clean."""
        self._connection.execute(update(file_erasures).values(number=None, folded_name=None))

    def end_file_erasures(self, client_ids: Collection[int]) -> None:
        """Say that nothing is left of these clients in any file."""
        ended = file_erasures.c.client_id.in_(client_ids)
        self._connection.execute(delete(file_erasures).where(ended))

    def _keep_proofs(self, client_id: int) -> None:
        """Write on his consents whose they are: nothing else will say it."""
        whose = select(clients.c.number, clients.c.folded_phone).where(clients.c.id == client_id)
        number, phone = self._connection.execute(whose).one()
        mine = update(consents).where(consents.c.client_id == client_id)
        self._connection.execute(mine.values(client_number=number, phone=phone))

    def _erase_journal(self, client_id: int) -> None:
        mine = told_of(journal, client_id)
        values = {
            name: case((journal.c[name].is_not(None), literal(WORD)))
            for name in policies()["journal"].pseudonym
        }
        for subject in (*policies(), *client_subjects()):
            wanted = (journal.c.subject == subject, journal.c.field.not_in(_kept(subject)), mine)
            self._connection.execute(update(journal).where(*wanted).values(values))

    def _rewrite_actes(self, rewritten: Collection[Acte], day: date) -> None:
        from mplus3_xl.domain.register.closed_month import digest_of

        for acte in rewritten:
            content = json.dumps(acte.content, ensure_ascii=False, sort_keys=True)
            own = actes.c.id == acte.id
            self._connection.execute(update(actes).where(own).values(content=content))
            frozen = month_actes.c.acte_id == acte.id
            digest = digest_of(acte)
            self._connection.execute(update(month_actes).where(frozen).values(digest=digest))
        held = select(month_actes.c.month)
        held = held.where(month_actes.c.acte_id.in_([acte.id for acte in rewritten]))
        gone: dict[str, Any] = {"csv": None, "xlsx": None, "anonymised_on": day}
        self._connection.execute(update(months).where(months.c.month.in_(held)).values(gone))

    def _erase_rows(self, table: Table, mine: ColumnElement[bool]) -> None:
        policy = policies()[table.name]
        if policy.removed:
            self._connection.execute(delete(table).where(mine))
            return
        values: dict[str, Any] = dict.fromkeys(sorted(policy.erase))
        if table is not actes:  # their content is rewritten, part by part
            values |= {name: _pseudonym(table) for name in sorted(policy.pseudonym)}
        if values:
            self._connection.execute(update(table).where(mine).values(values))


def _pseudonym(table: Table) -> ColumnElement[str]:
    """Return the words that name nobody; those of a row with a number are its own."""
    if "id" not in table.c:
        return literal(WORD)
    return literal("anonyme ") + cast(table.c.id, String)


def _kept(subject: str) -> list[str]:
    """Return the fields whose old and new values stay in the journal."""
    if subject not in metadata.tables or policies()[subject].removed:
        return []
    columns: list[Column[Any]] = list(metadata.tables[subject].c)
    return [each.name for each in columns if each.name not in policies()[subject].changed]
