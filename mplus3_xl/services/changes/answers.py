"""An answer as one line of the journal, and back: what undoing needs to give it back."""

import json
from datetime import date

from mplus3_xl.domain.call_form import FieldAnswer, PieceAnswer
from mplus3_xl.domain.vocabulary import FieldState, PieceState


def field_text(answer: FieldAnswer | None) -> str | None:
    """Write an answer of objective 1; nothing for a field without state."""
    if answer is None or answer.state is None:
        return None
    return json.dumps([answer.state, answer.lagon, answer.new], ensure_ascii=False)


def field_answer(code: str, text: str | None) -> FieldAnswer | None:
    """Read an answer of objective 1."""
    if text is None:
        return None
    state, lagon, new = json.loads(text)
    return FieldAnswer(code, FieldState(state), lagon, new)


def piece_text(answer: PieceAnswer | None) -> str | None:
    """Write an answer of objective 2."""
    if answer is None:
        return None
    return json.dumps([answer.state, answer.on.isoformat() if answer.on else None])


def piece_answer(contract_id: int, piece: str, text: str | None) -> PieceAnswer | None:
    """Read an answer of objective 2."""
    if text is None:
        return None
    state, on = json.loads(text)
    return PieceAnswer(
        contract_id, piece, PieceState(state), date.fromisoformat(on) if on else None
    )
