"""Reading the bilans, and the actions to follow."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Table, select

from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.services.records import Draft
from mplus3_xl.store.call.call_reading import to_action
from mplus3_xl.store.conditions import rows_by
from mplus3_xl.store.tables.bilans import (
    bilan_drafts,
    bilan_lines,
    bilans,
    gap_replies,
    situation_answers,
)
from mplus3_xl.store.tables.calls import actions
from mplus3_xl.store.tables.history import journal

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.gaps import GapReply
    from mplus3_xl.domain.bilan.inventory import Line
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.domain.contact.calls import Action


class BilanReading:
    """Reading the bilans, and the actions to follow."""

    _connection: Connection

    def kept_bilan(self, client_id: int) -> KeptBilan | None:
        """Read the bilan of a client; `None` before the first."""
        row = self._connection.execute(rows_by(bilans.c.client_id), {"value": client_id}).first()
        if row is None:
            return None
        return _kept(
            row,
            self._part(situation_answers, "question", client_id)[client_id],
            self._part(bilan_lines, "position", client_id)[client_id],
            self._part(gap_replies, "gap", client_id)[client_id],
        )

    def kept_bilans(self) -> list[KeptBilan]:
        """Read the bilans of all the clients that have one: four queries, whatever their number."""
        answers = self._part(situation_answers, "question")
        lines, replies = self._part(bilan_lines, "position"), self._part(gap_replies, "gap")
        rows = self._connection.execute(select(bilans).order_by(bilans.c.client_id))
        return [
            _kept(row, answers[row.client_id], lines[row.client_id], replies[row.client_id])
            for row in rows
        ]

    def bilan_drafts(self, client_id: int) -> list[Draft]:
        """Read what was typed of a client's bilan and not saved, one draft an author."""
        query = select(bilan_drafts).where(bilan_drafts.c.client_id == client_id)
        rows = self._connection.execute(query.order_by(bilan_drafts.c.at.desc()))
        return [Draft(json.loads(row.content), row.author, row.at, row.version) for row in rows]

    def action(self, action_id: int) -> Action | None:
        """Find an action by id."""
        row = self._connection.execute(select(actions).where(actions.c.id == action_id)).first()
        return None if row is None else to_action(row)

    def open_actions(self) -> list[Action]:
        """Read the actions not done, the first due first."""
        query = select(actions).where(actions.c.done_on.is_(None))
        rows = self._connection.execute(query.order_by(actions.c.due_on, actions.c.id))
        return [to_action(row) for row in rows]

    def actions_said_done(self, since: datetime) -> list[Action]:
        """Read the actions that somebody said were done since a moment, the first due first."""
        told = (journal.c.subject == "actions", journal.c.field == "done_on", journal.c.at >= since)
        said = actions.c.id.in_(select(journal.c.subject_id).where(*told))
        query = select(actions).where(actions.c.done_on.is_not(None), said)
        rows = self._connection.execute(query.order_by(actions.c.due_on, actions.c.id))
        return [to_action(row) for row in rows]

    def _part(
        self, table: Table, order: str, client_id: int | None = None
    ) -> dict[int, list[Row[Any]]]:
        """Read a part of the bilans, by client: of one, or of all."""
        query = select(table).order_by(table.c.client_id, order)
        if client_id is not None:
            query = query.where(table.c.client_id == client_id)
        found: dict[int, list[Row[Any]]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.client_id].append(row)
        return found


def _kept(
    row: Row[Any], answers: list[Row[Any]], lines: list[Row[Any]], replies: list[Row[Any]]
) -> KeptBilan:
    from mplus3_xl.domain.bilan.kept import KeptBilan

    return KeptBilan(
        row.client_id,
        row.version,
        {each.question: _answer(each.answer) for each in answers},
        tuple(map(_line, lines)),
        tuple(map(_reply, replies)),
        row.no_action_reason,
        row.saved_at,
        row.saved_by,
        row.form_id,
    )


def _answer(text: str) -> object:
    """Read an answer; several are a tuple, as they were."""
    answer = json.loads(text)
    return tuple(answer) if isinstance(answer, list) else answer


def _line(row: Row[Any]) -> Line:
    from mplus3_xl.domain.bilan.inventory import Line

    facts = {name: getattr(row, name) for name in Line._fields if name != "contract"}
    return Line(**facts | {"holding": Holding(row.holding)})


def _reply(row: Row[Any]) -> GapReply:
    from mplus3_xl.domain.bilan.gaps import GapReply

    return GapReply(row.gap, GapAnswer(row.answer) if row.answer else None, row.reason)
