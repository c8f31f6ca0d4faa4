"""Objective 2 on the form: one line a piece and a contract, compulsory pieces first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from mplus3_xl.domain.call.piece_rules import PieceLevel, PieceRequirement
from mplus3_xl.domain.call.piece_states import state_on
from mplus3_xl.domain.call_form import FormProblem, PieceAnswer, piece_field
from mplus3_xl.domain.vocabulary import PieceState
from mplus3_xl.layout.call import fiche
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.model import Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.call.pieces_gone import DAY, STATE, asked_no_more, place_of
from mplus3_xl.live.port import FieldValue
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.live.sheet.cell_texts import day_of, text_of, value_of
from mplus3_xl.services.call.preparation import Preparation

BLOCK = "fiche_pieces"
_UNVERIFIED = "à vérifier"
_STATES = {state.label: state for state in PieceState}


class Line(NamedTuple):
    """A line of the form: a piece, and the contract that needs it."""

    contract_id: int
    number: str
    needed: PieceRequirement

    @property
    def code(self) -> str:
        """The form's code of the piece."""
        return piece_field(self.contract_id, self.needed.piece)

    @property
    def place(self) -> str:
        """What tells it from the other lines of the sheet."""
        return place_of([self.needed.label, self.number])


def lines_of(shown: Preparation) -> list[Line]:
    """Return the lines that the form has room for: without room for all, what still blocks first.

    What is settled leaves its room to the next ones when the form is opened again.
    """
    lines = _lines(shown)
    blocking = {problem.field for problem in shown.missing_pieces}
    wanted = sorted(lines, key=lambda line: line.code not in blocking)[: fiche.PIECE_LINES]
    return [line for line in lines if line in wanted]


def _lines(shown: Preparation) -> list[Line]:
    numbers = {each.id: each.number for each in shown.facts.contracts}
    lines = [
        Line(contract_id, numbers[contract_id], needed)
        for contract_id, pieces in shown.required_pieces.items()
        for needed in pieces
    ]
    lines.sort(key=lambda line: line.needed.level is PieceLevel.SELON_CAS)
    return lines


def shown_pieces(shown: Preparation, today: date, typed: Mapping[str, str]) -> list[list[Value]]:
    """Return the lines with what is stored of them, or what `typed` (a draft) says instead."""
    known = {(each.contract_id, each.piece): each for each in shown.facts.pieces}
    return [
        _cells(line, known.get((line.contract_id, line.needed.piece)), today, typed)
        for line in lines_of(shown)
    ]


def typed_pieces(block: FieldValue, shown: Preparation) -> dict[str, str]:
    """Return the texts of the lines, by the code of the piece."""
    found = {}
    for line, cells in _matched(block, shown):
        found[f"{line.code}.etat"] = text_of(cells[STATE])
        found[f"{line.code}.le"] = text_of(cells[DAY])
    return {name: text for name, text in found.items() if text}


def stored_pieces(shown: Preparation, today: date) -> dict[str, str]:
    """Return the texts of the lines as the store has them."""
    return typed_pieces(shown_pieces(shown, today, {}), shown)


def read_pieces(
    block: FieldValue, shown: Preparation, problems: list[FormProblem]
) -> tuple[PieceAnswer, ...]:
    """Return the lines that have a state; those that cannot be read go to `problems`."""
    problems += typed_in_vain(block, shown)
    answers = (_answer(line, cells, problems) for line, cells in _matched(block, shown))
    return tuple(answer for answer in answers if answer)


def typed_in_vain(block: FieldValue, shown: Preparation) -> list[FormProblem]:
    """Find what is typed of pieces that are asked for no more."""
    return list(asked_no_more(block, shown, {line.place for line in _lines(shown)}))


def cells_of(block: FieldValue, shown: Preparation) -> dict[str, str]:
    """Return the name of the state's cell of each line, by the code of the piece."""
    codes = {line.place: line.code for line in _lines(shown)}
    return {
        codes.get(place_of(cells), place_of(cells)): line_name(BLOCK, at, STATE)
        for at, cells in enumerate(as_lines(block))
    }


def _matched(block: FieldValue, shown: Preparation) -> Iterator[tuple[Line, list[Value]]]:
    """Give the lines of the sheet with the piece that they name: an import may move them."""
    there = {place_of(cells): list(cells) for cells in as_lines(block)}
    for line in _lines(shown):
        cells = there.get(line.place)
        if cells is not None:
            yield line, cells


def _cells(
    line: Line, answer: PieceAnswer | None, today: date, typed: Mapping[str, str]
) -> list[Value]:
    state = state_on(line.needed, answer, today).label if answer else None
    level = line.needed.level.label
    return [
        line.needed.label,
        line.number,
        typed.get(f"{line.code}.etat", state),
        value_of(typed.get(f"{line.code}.le"), Kind.DATE) or (answer.on if answer else None),
        f"{level}, {_UNVERIFIED}" if line.needed.unverified else level,
    ]


def _answer(line: Line, cells: list[Value], problems: list[FormProblem]) -> PieceAnswer | None:
    text, day = text_of(cells[STATE]), day_of(cells[DAY])
    label = line.needed.label
    if day is None and cells[DAY] is not None:
        message = f"{label} : « {cells[DAY]} » n’est pas une date, par exemple 23/11/2026."
        problems.append(FormProblem(line.code, "date_illisible", message))
    elif text in _STATES:
        return PieceAnswer(line.contract_id, line.needed.piece, _STATES[text], day)
    elif text:
        message = f"{label} : « {text} » n’est pas un état, choisissez dans la liste."
        problems.append(FormProblem(line.code, "etat_inconnu", message))
    elif day is not None:
        message = f"{label} : une date est tapée, choisissez aussi l’état."
        problems.append(FormProblem(line.code, "etat_absent", message))
    return None
