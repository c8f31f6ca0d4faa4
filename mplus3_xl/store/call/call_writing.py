"""Writing what a call leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mplus3_xl.store.changing import as_json, delete, delete_among, insert

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
    from mplus3_xl.domain.contact.attempts import Attempt
    from mplus3_xl.domain.register.actes import Acte
    from mplus3_xl.services.records import Kept
    from mplus3_xl.store.asking import Changing


class CallWriting:
    """Writing what a call leaves."""

    _changing: Changing

    def add_attempt(self, attempt: Attempt) -> int:
        """Add an attempt; its id is given here."""
        values = {name: value for name, value in attempt._asdict().items() if name != "id"}
        insert(self._changing, "attempts", values)
        ((attempt_id,),) = self._changing.rows("SELECT MAX(id) FROM attempts")
        return int(attempt_id)

    def add(self, table: str, record: Kept) -> None:
        """Add a row to a table."""
        insert(self._changing, table, record._asdict())

    def add_acte(self, acte: Acte) -> None:
        """Add an acte, for ever."""
        insert(self._changing, "actes", acte._asdict() | {"content": as_json(acte.content)})

    def remove(self, table: str, ids: Collection[int]) -> None:
        """Remove rows, by id."""
        delete_among(self._changing, table, "id", ids)

    def write_field_answer(
        self, dossier_id: int, code: str, answer: FieldAnswer | None, author: str, at: datetime
    ) -> None:
        """Set what was answered of a field; `None` leaves nothing."""
        delete(self._changing, "field_answers", dossier_id=dossier_id, field=code)
        if answer is not None:
            key = {"dossier_id": dossier_id, "field": code, "author": author, "at": at}
            values = {"state": answer.state, "lagon": answer.lagon, "new": answer.new}
            insert(self._changing, "field_answers", key | values)

    def write_piece_answer(
        self, contract_id: int, piece: str, answer: PieceAnswer | None, author: str, at: datetime
    ) -> None:
        """Set where a piece stands; `None` leaves nothing."""
        delete(self._changing, "piece_answers", contract_id=contract_id, piece=piece)
        if answer is not None:
            values = answer._asdict() | {"author": author, "at": at}
            insert(self._changing, "piece_answers", values)

    def write_manual_entry(
        self, client_id: int, field: str, value: str | None, author: str, at: datetime
    ) -> None:
        """Set what a person entered of a client (R9); `None` leaves the field to the exports."""
        delete(self._changing, "manual_entries", client_id=client_id, field=field)
        if value is not None:
            key = {"client_id": client_id, "field": field, "author": author, "at": at}
            insert(self._changing, "manual_entries", key | {"value": value})
