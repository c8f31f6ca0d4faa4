"""What somebody typed in a form that was saved by another since, told so that it can be retyped."""

from collections.abc import Mapping
from datetime import date, time

from mplus3_xl.layout.call_fields import OUTCOME
from mplus3_xl.layout.fiche_labels import label_of_cell
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.live.call_reading import TAGS
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
    said = [f"{label} « {_shown(name, texts[name])} »" for name, label in labels.items() if label]
    pieces = len({name.rpartition(".")[0] for name, label in labels.items() if not label})
    if pieces:
        said.append(count(pieces, "pièce", "pièces"))
    return ", ".join(said)


def _shown(name: str, text: str) -> str:
    """Return a kept text as the form shows it: a day and a time the French way."""
    match typed_value(name, text):
        case date() as day:
            return short_day(day)
        case time() as moment:
            return f"{moment:%H:%M}"
    return text
