"""What is typed of a piece that is asked for no more, since the form was opened."""

from collections.abc import Iterator, Sequence, Set

from mplus3_xl.domain.call.piece_rules import piece_label
from mplus3_xl.domain.call_form import FormProblem, PieceAnswer
from mplus3_xl.domain.vocabulary import PieceState
from mplus3_xl.layout.call import call_fields
from mplus3_xl.layout.model import Value
from mplus3_xl.live.port import FieldValue
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.live.sheet.cell_texts import as_shown, day_of, text_of
from mplus3_xl.services.call.preparation import Preparation

STATE, DAY = (at for at, column in enumerate(call_fields.PIECES) if column.typed)


def place_of(cells: Sequence[Value]) -> str:
    """Return what tells a line from the others: the name of its piece and its contract."""
    return f"{cells[0]}:{cells[1]}"


def asked_no_more(block: FieldValue, shown: Preparation, asked: Set[str]) -> Iterator[FormProblem]:
    """Find it, unless the store has it; `asked` are the places of those asked for."""
    numbers = {each.id: each.number for each in shown.facts.contracts}
    known = {
        place_of([piece_label(each.piece), numbers[each.contract_id]]): each
        for each in shown.facts.pieces
    }
    for cells in as_lines(block):
        typed = " ".join(filter(None, (text_of(cells[STATE]), as_shown(cells[DAY]))))
        if not typed or place_of(cells) in asked:
            continue
        if not _is_stored(cells, known.get(place_of(cells))):
            yield FormProblem(place_of(cells), "piece_non_demandee", _message(cells, typed))


def _is_stored(cells: Sequence[Value], answer: PieceAnswer | None) -> bool:
    """Say whether a line shows what the store has; a piece too old is shown as such."""
    if answer is None:
        return False
    states = answer.state.label, PieceState.PERIMEE.label
    return text_of(cells[STATE]) in states and day_of(cells[DAY]) == answer.on


def _message(cells: Sequence[Value], typed: str) -> str:
    return (
        f"{cells[0]}, contrat {cells[1]} : cette pièce n’est plus demandée depuis que la fiche est "
        "ouverte (contrat terminé ou changé, ou pièce retirée des réglages). "
        f"« {typed} » ne s’y enregistre plus : videz la ligne, et écrivez-le dans la note s’il "
        "faut le garder."
    )
