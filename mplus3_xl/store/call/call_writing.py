"""Writing what a call leaves."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, insert

from mplus3_xl.services.records import Kept
from mplus3_xl.store.tables.attempts import attempts
from mplus3_xl.store.tables.calls import field_answers, piece_answers
from mplus3_xl.store.tables.every import metadata
from mplus3_xl.store.tables.history import manual_entries
from mplus3_xl.store.tables.register import actes

if TYPE_CHECKING:
    from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
    from mplus3_xl.domain.contact.attempts import Attempt
    from mplus3_xl.domain.register.actes import Acte


class CallWriting:
    """Writing what a call leaves."""

    _connection: Connection

    def add_attempt(self, attempt: Attempt) -> int:
        """Add an attempt; its id is given here."""
        values = {name: value for name, value in attempt._asdict().items() if name != "id"}
        key = self._connection.execute(insert(attempts).values(values)).inserted_primary_key
        return int(key[0]) if key else 0

    def add(self, table: str, record: Kept) -> None:
        """Add a row to a table."""
        self._connection.execute(insert(metadata.tables[table]).values(record._asdict()))

    def add_acte(self, acte: Acte) -> None:
        """Add an acte, for ever."""
        content = json.dumps(acte.content, ensure_ascii=False, sort_keys=True)
        self._connection.execute(insert(actes).values(acte._asdict() | {"content": content}))

    def remove(self, table: str, ids: Collection[int]) -> None:
        """Remove rows, by id."""
        rows = metadata.tables[table]
        self._connection.execute(delete(rows).where(rows.c.id.in_(ids)))

    def write_field_answer(
        self, dossier_id: int, code: str, answer: FieldAnswer | None, author: str, at: datetime
    ) -> None:
        """Set what was answered of a field; `None` leaves nothing."""
        mine = (field_answers.c.dossier_id == dossier_id, field_answers.c.field == code)
        self._connection.execute(delete(field_answers).where(*mine))
        if answer is not None:
            key = {"dossier_id": dossier_id, "field": code, "author": author, "at": at}
            values = {"state": answer.state, "lagon": answer.lagon, "new": answer.new}
            self._connection.execute(insert(field_answers).values(key | values))

    def write_piece_answer(
        self, contract_id: int, piece: str, answer: PieceAnswer | None, author: str, at: datetime
    ) -> None:
        """Set where a piece stands; `None` leaves nothing."""
        mine = (piece_answers.c.contract_id == contract_id, piece_answers.c.piece == piece)
        self._connection.execute(delete(piece_answers).where(*mine))
        if answer is not None:
            values = answer._asdict() | {"author": author, "at": at}
            self._connection.execute(insert(piece_answers).values(values))

    def write_manual_entry(
        self, client_id: int, field: str, value: str | None, author: str, at: datetime
    ) -> None:
        """Set what a person entered of a client (R9); `None` leaves the field to the exports."""
        mine = (manual_entries.c.client_id == client_id, manual_entries.c.field == field)
        self._connection.execute(delete(manual_entries).where(*mine))
        if value is not None:
            key = {"client_id": client_id, "field": field, "author": author, "at": at}
            self._connection.execute(insert(manual_entries).values(key | {"value": value}))
