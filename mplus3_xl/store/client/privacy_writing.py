"""Erasing a client from every table, by the policy of each column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.domain.client.privacy import WORD, policies
from mplus3_xl.domain.client.retention import first_proof_kept
from mplus3_xl.store.changing import as_json, delete_among, insert, update_all
from mplus3_xl.store.client.privacy_scope import Owned, all_tables, owned_tables, told_of
from mplus3_xl.store.sql import among_sql

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.services.records import Erasure
    from mplus3_xl.store.asking import Changing

_KEEP_PROOFS = """
UPDATE consents SET
    client_number = (SELECT number FROM clients WHERE clients.id = :client),
    phone = (SELECT folded_phone FROM clients WHERE clients.id = :client)
WHERE client_id = :client
"""
_DROP_PROOFS = """
DELETE FROM consents
WHERE client_id IN (SELECT client_id FROM erasures) AND given_on < :before
"""
_LOSE_FILES = """
UPDATE months SET csv = NULL, xlsx = NULL, anonymised_on = :day
WHERE month IN (SELECT month FROM month_actes WHERE {among})
"""


class PrivacyWriting:
    """Erasing a client."""

    _changing: Changing

    def erase(self, erasure: Erasure, actes: Collection[Acte], day: date) -> None:
        """Empty or replace all that names a client; `actes` are his, without names.

        The frozen months that hold one of them lose their files, and say that it was on `day`.
        """
        he = {"client": erasure.client_id}
        # The triggers of the journal and of the actes let changes through as long as it is there.
        insert(self._changing, "erasing", {"client_id": erasure.client_id})
        self._changing.run(_KEEP_PROOFS, he)  # nothing else will say whose they are
        self._erase_journal(erasure.client_id)
        self._rewrite_actes(actes, day)
        self._changing.run(f"DELETE FROM conflicts WHERE {told_of('conflicts')}", he)
        for statement in filter(None, map(_erased, owned_tables())):
            self._changing.run(statement, he)
        self._changing.run("DELETE FROM erasing")
        insert(self._changing, "erasures", erasure._asdict())
        self.drop_proofs(day)

    def drop_proofs(self, today: date) -> None:
        """Take away the consents of erased clients that no longer have to be proved."""
        self._changing.run(_DROP_PROOFS, {"before": first_proof_kept(today)})

    def forget_file_erasures(self) -> None:
        """Empty the names of all who wait: only free pages are left to clean."""
        self._changing.run("UPDATE file_erasures SET number = NULL, folded_name = NULL")

    def end_file_erasures(self, client_ids: Collection[int]) -> None:
        """Say that nothing is left of these clients in any file."""
        delete_among(self._changing, "file_erasures", "client_id", client_ids)

    def _erase_journal(self, client_id: int) -> None:
        told = policies()["journal"].pseudonym
        words = _set({name: f"CASE WHEN \"{name}\" IS NOT NULL THEN '{WORD}' END" for name in told})
        erased = f"UPDATE journal SET {words} WHERE {told_of('journal')} AND NOT ({_kept()})"
        self._changing.run(erased, {"client": client_id})

    def _rewrite_actes(self, rewritten: Collection[Acte], day: date) -> None:
        from mplus3_xl.domain.register.closed_month import digest_of

        for acte in rewritten:
            update_all(self._changing, "actes", {"content": as_json(acte.content)}, id=acte.id)
            digest = {"digest": digest_of(acte)}
            update_all(self._changing, "month_actes", digest, acte_id=acte.id)
        among = among_sql("acte_id", ":actes", self._changing.engine)
        held = {"actes": [acte.id for acte in rewritten], "day": day}
        self._changing.run(_LOSE_FILES.format(among=among), held)


def _erased(owned: Owned) -> str:
    """Return what erases the rows of a table about the client `:client`; nothing may be."""
    policy = policies()[owned.table]
    if policy.removed:
        return f"DELETE FROM {owned.table} WHERE {owned.rows}"
    values = dict.fromkeys(policy.erase, "NULL")
    if owned.table != "actes":  # their content is rewritten, part by part
        # A row with a number has words of its own.
        words = "'anonyme ' || CAST(id AS TEXT)" if "id" in owned.columns else f"'{WORD}'"
        values |= dict.fromkeys(policy.pseudonym, words)
    return f"UPDATE {owned.table} SET {_set(values)} WHERE {owned.rows}" if values else ""


def _kept() -> str:
    """Return the condition of the lines whose old and new values stay in the journal."""
    kept = []
    for table, columns in all_tables().items():
        stay = sorted(columns.keys() - policies()[table].changed)
        if stay and not policies()[table].removed:
            fields = ", ".join(f"'{name}'" for name in stay)
            kept.append(f"(subject = '{table}' AND field IN ({fields}))")
    return " OR ".join(kept)


def _set(values: Mapping[str, str]) -> str:
    return ", ".join(f'"{name}" = {words}' for name, words in sorted(values.items()))
