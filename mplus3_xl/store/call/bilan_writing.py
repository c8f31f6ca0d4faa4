"""Writing the bilans."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mplus3_xl.store.call.bilan_reading import OF_BILAN
from mplus3_xl.store.changing import delete, insert, update_all

if TYPE_CHECKING:
    from mplus3_xl.domain.bilan.kept import KeptBilan
    from mplus3_xl.services.records import Draft
    from mplus3_xl.store.asking import Changing


class BilanWriting:
    """Writing the bilans."""

    _changing: Changing

    def write_bilan(self, kept: KeptBilan) -> None:
        """Set the bilan of a client, whole."""
        head = {name: getattr(kept, name) for name in OF_BILAN}
        if not update_all(self._changing, "bilans", head, client_id=kept.client_id):
            insert(self._changing, "bilans", head)
        answers = [
            {"question": code, "answer": json.dumps(answer, ensure_ascii=False)}
            for code, answer in kept.answers.items()
        ]
        lines = [_line(each._asdict(), at) for at, each in enumerate(kept.lines)]
        self._replace("situation_answers", kept.client_id, answers)
        self._replace("bilan_lines", kept.client_id, lines)
        self._replace("gap_replies", kept.client_id, [each._asdict() for each in kept.replies])

    def keep_bilan_draft(self, client_id: int, draft: Draft) -> None:
        """Keep what its author typed of a client's bilan and did not save yet."""
        self.drop_bilan_draft(client_id, draft.author)
        content = json.dumps(dict(draft.content), ensure_ascii=False)
        values = draft._asdict() | {"client_id": client_id, "content": content}
        insert(self._changing, "bilan_drafts", values)

    def drop_bilan_draft(self, client_id: int, author: str) -> None:
        """Forget what an author typed of a client's bilan, once it is saved."""
        delete(self._changing, "bilan_drafts", client_id=client_id, author=author)

    def _replace(self, table: str, client_id: int, rows: list[dict[str, Any]]) -> None:
        delete(self._changing, table, client_id=client_id)
        insert(self._changing, table, *({"client_id": client_id} | row for row in rows))


def _line(facts: dict[str, Any], position: int) -> dict[str, Any]:
    """Return the columns of a line; what is held with us is never stored."""
    return {name: facts[name] for name in facts if name != "contract"} | {"position": position}
