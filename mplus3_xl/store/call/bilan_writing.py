"""Writing the bilans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, delete, insert, update

from mplus3_xl.store.tables.bilans import (
    bilan_drafts,
    bilan_lines,
    bilans,
    gap_replies,
    situation_answers,
)

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.services.records import Draft


class BilanWriting:
    """Writing the bilans."""

    _connection: Connection

    def write_bilan(self, kept: KeptBilan) -> None:
        """Set the bilan of a client, whole."""
        head = {name: getattr(kept, name) for name in bilans.c.keys()}  # noqa: SIM118 — columns
        mine = bilans.c.client_id == kept.client_id
        if not self._connection.execute(update(bilans).where(mine).values(head)).rowcount:
            self._connection.execute(insert(bilans).values(head))
        answers = [
            {"question": code, "answer": json.dumps(answer, ensure_ascii=False)}
            for code, answer in kept.answers.items()
        ]
        lines = [_line(each._asdict(), at) for at, each in enumerate(kept.lines)]
        self._replace(situation_answers, kept.client_id, answers)
        self._replace(bilan_lines, kept.client_id, lines)
        self._replace(gap_replies, kept.client_id, [each._asdict() for each in kept.replies])

    def keep_bilan_draft(self, client_id: int, draft: Draft) -> None:
        """Keep what its author typed of a client's bilan and did not save yet."""
        self.drop_bilan_draft(client_id, draft.author)
        content = json.dumps(dict(draft.content), ensure_ascii=False)
        values = draft._asdict() | {"client_id": client_id, "content": content}
        self._connection.execute(insert(bilan_drafts).values(values))

    def drop_bilan_draft(self, client_id: int, author: str) -> None:
        """Forget what an author typed of a client's bilan, once it is saved."""
        mine = (bilan_drafts.c.client_id == client_id, bilan_drafts.c.author == author)
        self._connection.execute(delete(bilan_drafts).where(*mine))

    def _replace(self, table: Table, client_id: int, rows: list[dict[str, Any]]) -> None:
        self._connection.execute(delete(table).where(table.c.client_id == client_id))
        if rows:
            values = [{"client_id": client_id} | row for row in rows]
            self._connection.execute(insert(table), values)


def _line(facts: dict[str, Any], position: int) -> dict[str, Any]:
    """Return the columns of a line; what is held with us is never stored."""
    return {name: facts[name] for name in facts if name != "contract"} | {"position": position}
