"""Reading what the manager's figures count, one fact a dossier."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

from mplus3_xl.domain.vocabulary import (
    SETTLED_PIECES,
    ActionKind,
    ContractState,
    FieldState,
    GapAnswer,
)
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.sql import column_told, lines_told

if TYPE_CHECKING:
    from mplus3_xl.domain.register.figures import Fact

_SETTLED = ", ".join(f"'{state.value}'" for state in sorted(SETTLED_PIECES))
_REPLIES = "SELECT client_id, COUNT(*) FROM gap_replies WHERE answer {} GROUP BY client_id"
_OF_DOSSIER = {
    "attempts": """
        SELECT dossier_id, COUNT(*) FROM attempts
        WHERE counts AND struck_at IS NULL GROUP BY dossier_id""",
    "fields_withheld": f"""
        SELECT dossier_id, COUNT(*) FROM field_answers
        WHERE state = '{FieldState.NON_COMMUNIQUE.value}' GROUP BY dossier_id""",
    "quotes": f"""
        SELECT dossier_id, COUNT(*) FROM actions
        WHERE kind = '{ActionKind.DEVIS.value}' GROUP BY dossier_id""",
    "pieces_missing": f"""
        SELECT contracts.dossier_id, COUNT(*) FROM piece_answers
        JOIN contracts ON contracts.id = piece_answers.contract_id
        WHERE piece_answers.state NOT IN ({_SETTLED}) GROUP BY contracts.dossier_id""",
}
"""What is counted of each dossier that has any, by its number."""
# An avenant repeats the number of its own contract (R1).
_OF_CLIENT = {
    "gaps": _REPLIES.format("IS NOT NULL"),
    "opportunities": _REPLIES.format(f"= '{GapAnswer.OPPORTUNITE.value}'"),
    "contracts": f"""
        SELECT client_id, COUNT(*) FROM (
            SELECT DISTINCT client_id, number FROM contracts
            WHERE state = '{ContractState.EN_COURS.value}') AS numbers
        GROUP BY client_id""",
}
"""What is counted of each client who has any, by his number."""


class FigureReading:
    """Reading what the manager's figures count."""

    _asking: Asking

    def figure_facts(self, today: date) -> list[Fact]:
        """Read what the figures of a day need of each dossier, by number."""
        from mplus3_xl.domain.register.figures import COUNTED
        from mplus3_xl.store.register.figure_fact import TOLD, facts_of

        engine = self._asking.engine
        numbers = (column_told(each, engine) for each in ("id", "client_id"))
        columns = ", ".join((*numbers, lines_told(TOLD, engine)))
        ((ids, client_ids, lines),) = self._asking.rows(f"SELECT {columns} FROM dossiers")
        if lines is None:  # there is no dossier
            return []
        dossiers, clients = json.loads(ids), json.loads(client_ids)
        counts = {**self._counts(_OF_DOSSIER, dossiers), **self._counts(_OF_CLIENT, clients)}
        counted = zip(*(counts[name] for name in COUNTED), strict=True)
        return sorted(facts_of(dossiers, clients, lines.split("\n"), counted, today))

    def _counts(
        self, statements: Mapping[str, str], numbers: Sequence[int]
    ) -> dict[str, Sequence[int]]:
        """Return what is counted of each number, in their order."""
        found = {name: dict(self._asking.rows(query)) for name, query in statements.items()}
        return {name: [*map(counted.get, numbers, repeat(0))] for name, counted in found.items()}
