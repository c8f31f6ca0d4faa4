"""Reading the bilans, and the actions to follow."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from mplus3_xl.services.records import Draft
from mplus3_xl.store.asking import NO_VALUES, Asking, Values, moment
from mplus3_xl.store.records import reading, records, records_in

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.inventory import Line
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.domain.contact.calls import Action

Parts: TypeAlias = dict[int, list[Sequence[Any]]]
"""The rows of a part of the bilans, by client."""
OF_BILAN = ("client_id", "version", "no_action_reason", "saved_at", "saved_by", "form_id")
"""The columns of a bilan itself."""
_BILANS = f"SELECT {', '.join(OF_BILAN)} FROM bilans"
_ANSWERS = ("situation_answers", "question", ("question", "answer"))
_REPLIES = ("gap_replies", "gap", ("gap", "answer", "reason"))
_SAID_DONE = """
WHERE done_on IS NOT NULL AND id IN (
    SELECT subject_id FROM journal
    WHERE subject = 'actions' AND field = 'done_on' AND at >= :since)
ORDER BY due_on, id
"""


class BilanReading:
    """Reading the bilans, and the actions to follow."""

    _asking: Asking

    def kept_bilan(self, client_id: int) -> KeptBilan | None:
        """Read the bilan of a client; `None` before the first."""
        return next(iter(self._bilans("WHERE client_id = :client", {"client": client_id})), None)

    def kept_bilans(self) -> list[KeptBilan]:
        """Read the bilans of all the clients that have one: four queries, whatever their number."""
        return self._bilans("", NO_VALUES)

    def bilan_drafts(self, client_id: int) -> list[Draft]:
        """Read what was typed of a client's bilan and not saved, one draft an author."""
        wanted, asked = "WHERE client_id = :client ORDER BY at DESC", {"client": client_id}
        return records(self._asking, Draft, "bilan_drafts", wanted, asked)

    def action(self, action_id: int) -> Action | None:
        """Find an action by id."""
        return next(iter(self._actions("WHERE id = :action", {"action": action_id})), None)

    def open_actions(self) -> list[Action]:
        """Read the actions not done, the first due first."""
        return self._actions("WHERE done_on IS NULL ORDER BY due_on, id")

    def actions_said_done(self, since: datetime) -> list[Action]:
        """Read the actions that somebody said were done since a moment, the first due first."""
        return self._actions(_SAID_DONE, {"since": since})

    def _actions(self, rest: str, values: Values = NO_VALUES) -> list[Action]:
        from mplus3_xl.domain.contact.calls import Action

        return records(self._asking, Action, "actions", rest, values)

    def _bilans(self, wanted: str, values: Values) -> list[KeptBilan]:
        from mplus3_xl.domain.bilan.inventory import Line

        rows = self._asking.rows(f"{_BILANS} {wanted} ORDER BY client_id", values)
        if not rows:
            return []
        fields = tuple(name for name in Line._fields if name != "contract")
        lines = self._part("bilan_lines", "position", fields, wanted, values)
        answers = self._part(*_ANSWERS, wanted, values)
        replies = self._part(*_REPLIES, wanted, values)
        read = reading(Line, fields)
        return [
            _kept(
                row,
                answers[row[0]],
                [Line(**dict(zip(fields, read(each), strict=True))) for each in lines[row[0]]],
                replies[row[0]],
            )
            for row in rows
        ]

    def _part(
        self, table: str, order: str, fields: Sequence[str], wanted: str, values: Values
    ) -> Parts:
        """Read a part of the bilans."""
        query = f"SELECT client_id, {', '.join(fields)} FROM {table} {wanted}"
        found: Parts = defaultdict(list)
        for client_id, *row in self._asking.rows(f"{query} ORDER BY client_id, {order}", values):
            found[client_id].append(row)
        return found


def _kept(
    row: Sequence[Any],
    answers: list[Sequence[Any]],
    lines: list[Line],
    replies: list[Sequence[Any]],
) -> KeptBilan:
    from mplus3_xl.domain.bilan.gaps import GapReply
    from mplus3_xl.domain.bilan.kept import KeptBilan

    client_id, version, no_action_reason, saved_at, saved_by, form_id = row
    return KeptBilan(
        client_id,
        version,
        {question: _answer(text) for question, text in answers},
        tuple(lines),
        tuple(records_in(GapReply, replies)),
        no_action_reason,
        moment(saved_at),
        saved_by,
        form_id,
    )


def _answer(text: str) -> object:
    """Read an answer; several are a tuple, as they were."""
    answer = json.loads(text)
    return tuple(answer) if isinstance(answer, list) else answer
