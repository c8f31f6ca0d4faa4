"""Reading what the manager's figures count, one row a dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from mplus3_xl.domain.model import Dossier
from mplus3_xl.domain.queue.cases import is_done
from mplus3_xl.domain.queue.holder import charge_on
from mplus3_xl.domain.vocabulary import (
    SETTLED_PIECES,
    ActionKind,
    Closing,
    ContractState,
    FieldState,
    GapAnswer,
)
from mplus3_xl.store.asking import Asking
from mplus3_xl.store.records import records_in

if TYPE_CHECKING:
    from mplus3_xl.domain.register.figures import Fact

_SETTLED = ", ".join(f"'{state.value}'" for state in sorted(SETTLED_PIECES))
_REPLIES = "COUNT(*) FROM gap_replies WHERE gap_replies.client_id = dossiers.client_id"
# An avenant repeats the number of its own contract (R1).
_COUNTS = {
    "attempts": """
        COUNT(*) FROM attempts WHERE attempts.dossier_id = dossiers.id
        AND attempts.counts AND attempts.struck_at IS NULL""",
    "fields_withheld": f"""
        COUNT(*) FROM field_answers WHERE field_answers.dossier_id = dossiers.id
        AND field_answers.state = '{FieldState.NON_COMMUNIQUE.value}'""",
    "quotes": f"""
        COUNT(*) FROM actions WHERE actions.dossier_id = dossiers.id
        AND actions.kind = '{ActionKind.DEVIS.value}'""",
    "gaps": f"{_REPLIES} AND gap_replies.answer IS NOT NULL",
    "opportunities": f"{_REPLIES} AND gap_replies.answer = '{GapAnswer.OPPORTUNITE.value}'",
    "contracts": f"""
        COUNT(DISTINCT contracts.number) FROM contracts
        WHERE contracts.client_id = dossiers.client_id
        AND contracts.state = '{ContractState.EN_COURS.value}'""",
    "pieces_missing": f"""
        COUNT(*) FROM piece_answers JOIN contracts ON contracts.id = piece_answers.contract_id
        WHERE contracts.dossier_id = dossiers.id AND piece_answers.state NOT IN ({_SETTLED})""",
}
"""What is counted of a dossier, or of its client."""
_OWN = len(Dossier._fields)
_TOLD = (
    *(f"dossiers.{name}" for name in Dossier._fields),
    *(f"(SELECT {counted})" for counted in _COUNTS.values()),
)


class FigureReading:
    """Reading what the manager's figures count."""

    _asking: Asking

    def figure_facts(self, today: date) -> list[Fact]:
        """Read what the figures of a day need of each dossier, by number."""
        rows = self._asking.rows(f"SELECT {', '.join(_TOLD)} FROM dossiers ORDER BY dossiers.id")
        dossiers = records_in(Dossier, (row[:_OWN] for row in rows))
        return [
            _fact(dossier, dict(zip(_COUNTS, row[_OWN:], strict=True)), today)
            for dossier, row in zip(dossiers, rows, strict=True)
        ]


def _fact(dossier: Dossier, counts: Mapping[str, Any], today: date) -> Fact:
    """Return the facts of a dossier, whose charge is that of the day it was done, else of today."""
    from mplus3_xl.domain.call.tries import is_talked
    from mplus3_xl.domain.register.figures import Fact

    done = is_done(dossier)
    day = (dossier.appel_ok_on or dossier.closed_on or today) if done else today
    return Fact(
        dossier_id=dossier.id,
        client_id=dossier.client_id,
        agency=dossier.agency,
        charge=charge_on(dossier, day),
        window=dossier.window,
        done=done,
        reached_on=dossier.appel_ok_on,
        talked=not done and is_talked(dossier, None),
        closing=Closing(dossier.closing) if dossier.closing else None,
        **counts,
    )
