"""Reading what a call left: answers, pieces, reports to Lagon, actions, actes."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, bindparam, select, text

from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
from mplus3_xl.domain.vocabulary import ActionKind, FieldState, PieceState
from mplus3_xl.store.conditions import among_named, rows_among, rows_by, same_person
from mplus3_xl.store.sql import UNCONFIRMED
from mplus3_xl.store.tables.calls import actions, field_answers, lagon_reports, piece_answers
from mplus3_xl.store.tables.register import actes

if TYPE_CHECKING:
    from mplus3_xl.domain.client.lagon_reports import LagonReport
    from mplus3_xl.domain.contact.calls import Action
    from mplus3_xl.domain.register.actes import Acte


class CallReading:
    """Reading what a call left."""

    _connection: Connection

    def field_answers(self, dossier_id: int) -> list[FieldAnswer]:
        """Read what was answered of the fields of a dossier's client."""
        query = rows_by(field_answers.c.dossier_id, field_answers.c.field)
        rows = self._connection.execute(query, {"value": dossier_id})
        return [
            FieldAnswer(row.field, FieldState(row.state) if row.state else None, row.lagon, row.new)
            for row in rows
        ]

    def piece_answers(self, contract_ids: Collection[int]) -> list[PieceAnswer]:
        """Read where the pieces of these contracts stand."""
        held = piece_answers.c
        query = rows_among(held.contract_id, held.contract_id, held.piece)
        rows = self._connection.execute(query, {"values": contract_ids})
        return [
            PieceAnswer(row.contract_id, row.piece, PieceState(row.state), row.on) for row in rows
        ]

    def open_reports(self, client_ids: Collection[int] | None) -> list[LagonReport]:
        """Read what no export confirmed yet, of these clients or of all, the oldest first."""
        from mplus3_xl.domain.client.lagon_reports import LagonReport

        query = _open_reports(of_clients=client_ids is not None)
        rows = self._connection.execute(query, {"clients": client_ids})
        return [LagonReport(*row) for row in rows]

    def confirmed_reports(self, since: date) -> list[LagonReport]:
        """Read what exports confirmed since a day, the oldest first."""
        from mplus3_xl.domain.client.lagon_reports import LagonReport

        query = select(lagon_reports).where(lagon_reports.c.confirmed_on >= since)
        rows = self._connection.execute(query.order_by(lagon_reports.c.id))
        return [LagonReport(*row) for row in rows]

    def actions_of(self, client_id: int) -> list[Action]:
        """Read the actions that concern a client, the first due first."""
        query = rows_by(actions.c.client_id, actions.c.due_on, actions.c.id)
        return [to_action(row) for row in self._connection.execute(query, {"value": client_id})]

    def acte(self, acte_id: int) -> Acte | None:
        """Find an acte by id."""
        row = self._connection.execute(rows_by(actes.c.id), {"value": acte_id}).first()
        return None if row is None else to_acte(row)

    def actes_of(self, client_id: int) -> list[Acte]:
        """Read the actes of a client, and of those merged into him, the latest first."""
        return [
            to_acte(row) for row in self._connection.execute(_actes_of(), {"client": client_id})
        ]

    def actes_done(self, first: date, last: date) -> list[Acte]:
        """Read the actes of these days, both included, in order."""
        query = select(actes).where(actes.c.done_on >= first, actes.c.done_on <= last)
        return [to_acte(row) for row in self._connection.execute(query.order_by(actes.c.id))]


@cache
def _open_reports(*, of_clients: bool) -> Select[Any]:
    query = select(lagon_reports).order_by(lagon_reports.c.id).where(text(UNCONFIRMED))
    if of_clients:
        return query.where(among_named(lagon_reports.c.client_id, "clients"))
    return query


@cache
def _actes_of() -> Select[Any]:
    query = select(actes).where(same_person(actes.c.client_id, bindparam("client")))
    return query.order_by(actes.c.id.desc())


def to_acte(row: Row[Any]) -> Acte:
    """Read a row of `actes`."""
    from mplus3_xl.domain.register.actes import Acte

    return Acte._make(row)._replace(content=json.loads(row.content))


def to_action(row: Row[Any]) -> Action:
    """Read a row of `actions`."""
    from mplus3_xl.domain.contact.calls import Action

    return Action._make(row)._replace(kind=ActionKind(row.kind))
