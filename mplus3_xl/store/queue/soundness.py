"""Counting what the store holds, and finding what is inconsistent in it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from mplus3_xl.domain.client.privacy import policies
from mplus3_xl.domain.model import display_name
from mplus3_xl.domain.vocabulary import ClientType
from mplus3_xl.services.records import Fault, FaultKind
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.records import terms
from mplus3_xl.store.sql import OPEN

_WITHOUT_CONTRACT = f"""
SELECT dossiers.id, client_type, last_name, first_name, company
FROM dossiers JOIN clients ON clients.id = dossiers.client_id
WHERE {OPEN}
AND NOT EXISTS (SELECT 1 FROM contracts WHERE contracts.dossier_id = dossiers.id)
ORDER BY dossiers.id
"""


class Soundness:
    """Counting what the store holds, and finding what is inconsistent in it."""

    _asking: Asking

    def counts(self) -> Mapping[str, int]:
        """Count what the store holds, by table."""
        return {table: self._count(table) for table in policies()}

    def faults(self) -> list[Fault]:
        """Find what is inconsistent in the store; nothing if it is sound."""
        return [*self._of_the_file(), *self._without_contract()]

    def _count(self, table: str) -> int:
        ((count,),) = self._asking.rows(f"SELECT COUNT(*) FROM {table}")
        return int(count)

    def _of_the_file(self) -> Iterator[Fault]:
        if self._asking.engine != "sqlite":
            return
        ((said, *_), *_) = self._asking.rows("PRAGMA integrity_check")
        if said != "ok":
            yield Fault(FaultKind.FILE, str(said))
        orphans = self._asking.rows("PRAGMA foreign_key_check")
        for table, count in sorted(Counter(row[0] for row in orphans).items()):
            yield Fault(FaultKind.ORPHANS, table, count)

    def _without_contract(self) -> Iterator[Fault]:
        for number, kind, *names in self._asking.rows(_WITHOUT_CONTRACT):
            yield Fault(
                FaultKind.EMPTY_DOSSIER, display_name(terms(ClientType)[kind], *names), number
            )
