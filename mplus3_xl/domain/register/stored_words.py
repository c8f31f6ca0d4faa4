"""What staff read for a code that is stored: a word of the trade, or the label of a rule table."""

from mplus3_xl.domain.bilan.regimes import event_labels
from mplus3_xl.domain.client.lagon_reports import label_of_field
from mplus3_xl.domain.rule_labels import label_of
from mplus3_xl.domain.vocabulary import (
    ActionKind,
    ClientType,
    Closing,
    ContractState,
    FieldState,
    GapAnswer,
    Holding,
    Movement,
    PieceState,
    Term,
)

_TERMS: dict[tuple[str, str], type[Term]] = {
    ("actions", "kind"): ActionKind,
    ("bilan_lines", "holding"): Holding,
    ("clients", "client_type"): ClientType,
    ("contracts", "client_type"): ClientType,
    ("contracts", "movement"): Movement,
    ("contracts", "state"): ContractState,
    ("dossiers", "closing"): Closing,
    ("field_answers", "state"): FieldState,
    ("gap_replies", "answer"): GapAnswer,
    ("piece_answers", "state"): PieceState,
}
# The rule table and the entry that name a code, by column.
_NAMED = {
    "family": ("families", "family"),
    "gap": ("gaps", "gap"),
    "outcome": ("outcomes", "outcome"),
    "piece": ("pieces", "piece"),
    "question": ("situation", "question"),
    "basis": ("attempts", "basis"),
}
_ANSWERED = (("field_answers", "field"), ("lagon_reports", "field"))


def word_of(table: str, column: str, stored: str) -> str:
    """Return the words for a text of a column of the store; what is no code is left as it is.

    So is the code of a rule that is gone.
    """
    if term := _TERMS.get((table, column)):
        return term(stored).label
    if column in _NAMED:
        return label_of(*_NAMED[column], stored)
    if (table, column) in _ANSWERED:
        return label_of_field(stored)
    return event_labels().get(stored, stored) if column == "event" else stored
