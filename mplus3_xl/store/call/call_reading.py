"""Reading what a call left: answers, pieces, reports to Lagon, actions, actes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
from mplus3_xl.services.records import Conflict
from mplus3_xl.store.asking import NO_VALUES, Asking, Values
from mplus3_xl.store.records import records, records_in
from mplus3_xl.store.sql import UNCONFIRMED, among_sql, same_person_sql

if TYPE_CHECKING:
    from mplus3_xl.domain.client.lagon_reports import LagonReport
    from mplus3_xl.domain.contact.calls import Action
    from mplus3_xl.domain.register.actes import Acte

_FIELDS = """
SELECT field, state, lagon, new FROM field_answers WHERE dossier_id = :dossier ORDER BY field
"""
_PIECES = """
SELECT contract_id, piece, state, "on" FROM piece_answers
WHERE {among} ORDER BY contract_id, piece
"""


class CallReading:
    """Reading what a call left."""

    _asking: Asking

    def field_answers(self, dossier_id: int) -> list[FieldAnswer]:
        """Read what was answered of the fields of a dossier's client."""
        return records_in(FieldAnswer, self._asking.rows(_FIELDS, {"dossier": dossier_id}))

    def piece_answers(self, contract_ids: Collection[int]) -> list[PieceAnswer]:
        """Read where the pieces of these contracts stand."""
        query = _PIECES.format(among=among_sql("contract_id", ":contracts", self._asking.engine))
        return records_in(PieceAnswer, self._asking.rows(query, {"contracts": contract_ids}))

    def open_reports(self, client_ids: Collection[int] | None) -> list[LagonReport]:
        """Read what no export confirmed yet, of these clients or of all, the oldest first."""
        if client_ids is None:
            return self._reports(UNCONFIRMED)
        of_clients = among_sql("client_id", ":clients", self._asking.engine)
        return self._reports(f"{UNCONFIRMED} AND {of_clients}", {"clients": client_ids})

    def confirmed_reports(self, since: date) -> list[LagonReport]:
        """Read what exports confirmed since a day, the oldest first."""
        return self._reports("confirmed_on >= :since", {"since": since})

    def conflicts_of(self, subject: str) -> list[Conflict]:
        """Read the differences of a kind of subject, the oldest first; a settled one is gone."""
        wanted = "WHERE subject = :subject ORDER BY id"
        return records(self._asking, Conflict, "conflicts", wanted, {"subject": subject})

    def actions_of(self, client_id: int) -> list[Action]:
        """Read the actions that concern a client, the first due first."""
        from mplus3_xl.domain.contact.calls import Action

        wanted = "WHERE client_id = :client ORDER BY due_on, id"
        return records(self._asking, Action, "actions", wanted, {"client": client_id})

    def acte(self, acte_id: int) -> Acte | None:
        """Find an acte by id."""
        return next(iter(self._actes("WHERE id = :acte", {"acte": acte_id})), None)

    def actes_of(self, client_id: int) -> list[Acte]:
        """Read the actes of a client, and of those merged into him, the latest first."""
        wanted = f"WHERE {same_person_sql('actes.client_id')} ORDER BY id DESC"
        return self._actes(wanted, {"client": client_id})

    def actes_done(self, first: date, last: date) -> list[Acte]:
        """Read the actes of these days, both included, in order."""
        wanted = "WHERE done_on >= :first AND done_on <= :last ORDER BY id"
        return self._actes(wanted, {"first": first, "last": last})

    def _actes(self, rest: str, values: Values) -> list[Acte]:
        from mplus3_xl.domain.register.actes import Acte

        return records(self._asking, Acte, "actes", rest, values)

    def _reports(self, wanted: str, values: Values = NO_VALUES) -> list[LagonReport]:
        from mplus3_xl.domain.client.lagon_reports import LagonReport

        rest = f"WHERE {wanted} ORDER BY id"
        return records(self._asking, LagonReport, "lagon_reports", rest, values)
