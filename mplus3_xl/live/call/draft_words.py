"""What somebody typed in a form that was saved by another since, told so that it can be retyped."""

from collections.abc import Iterator, Mapping

from mplus3_xl.domain.call.piece_rules import piece_label
from mplus3_xl.layout.call.call_fields import OUTCOME
from mplus3_xl.layout.call.fiche_labels import label_of_cell
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.call.call_reading import TAGS
from mplus3_xl.live.call.fiche_form import NOTE, STATES, typed_value
from mplus3_xl.live.sheet.cell_texts import as_shown, value_of

_FIRST = (OUTCOME, NOTE)
_VALUES = {state.removesuffix("_etat"): state for state in STATES.values()}


def told(texts: Mapping[str, str], numbers: Mapping[int, str]) -> str:
    """Return the texts with the labels of their cells: the outcome and the note come first.

    A new value of a field is told alone, its state without one; the pieces come last, with the
    number of their contract, those of one answer together.
    """
    names = sorted(texts, key=lambda name: (name not in _FIRST, name in TAGS))
    hidden = {state for value, state in _VALUES.items() if value in texts}
    labels = {name: label_of_cell(name) for name in names if name not in hidden}
    said = (
        f"{label} « {as_shown(typed_value(name, texts[name]))} »"
        for name, label in labels.items()
        if label
    )
    return ", ".join([*said, *_pieces(texts, numbers)])


def _pieces(texts: Mapping[str, str], numbers: Mapping[int, str]) -> Iterator[str]:
    answers: dict[str, list[str]] = {}
    for code in dict.fromkeys(name.rpartition(".")[0] for name in texts if ":" in name):
        day = as_shown(value_of(texts.get(f"{code}.le"), Kind.DATE))
        answer = " ".join(filter(None, (texts.get(f"{code}.etat"), day)))
        answers.setdefault(answer, []).append(_piece(code, numbers))
    yield from (f"{', '.join(pieces)} « {answer} »" for answer, pieces in answers.items())


def _piece(code: str, numbers: Mapping[int, str]) -> str:
    _, contract_id, piece = code.split(":")
    number = numbers.get(int(contract_id))
    return f"{piece_label(piece)} ({number})" if number else piece_label(piece)
