"""What somebody typed in a form that was saved by another since, told so that it can be retyped."""

from collections.abc import Mapping

from mplus3_xl.layout.call_fields import OUTCOME
from mplus3_xl.layout.fiche_labels import label_of_cell
from mplus3_xl.layout.french import count
from mplus3_xl.live.call_reading import TAGS
from mplus3_xl.live.cell_texts import as_shown
from mplus3_xl.live.fiche_form import NOTE, STATES, typed_value

_FIRST = (OUTCOME, NOTE)
_VALUES = {state.removesuffix("_etat"): state for state in STATES.values()}


def told(texts: Mapping[str, str]) -> str:
    """Return the texts with the labels of their cells: the outcome and the note come first.

    A new value of a field is told alone, its state without one; pieces are counted.
    """
    names = sorted(texts, key=lambda name: (name not in _FIRST, name in TAGS))
    hidden = {state for value, state in _VALUES.items() if value in texts}
    labels = {name: label_of_cell(name) for name in names if name not in hidden}
    said = [
        f"{label} « {as_shown(typed_value(name, texts[name]))} »"
        for name, label in labels.items()
        if label
    ]
    pieces = len({name.rpartition(".")[0] for name, label in labels.items() if not label})
    if pieces:
        said.append(count(pieces, "pièce", "pièces"))
    return ", ".join(said)
