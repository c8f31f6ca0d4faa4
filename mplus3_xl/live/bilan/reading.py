"""The sheet of the bilan, read: what is typed becomes a `BilanForm`, or problems by cell."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.bilan.regimes import event_labels
from mplus3_xl.domain.bilan.typed_answers import read_answers
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding
from mplus3_xl.domain.yes_no import YES
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY
from mplus3_xl.layout.bilan.situation import ANSWER, QUESTIONS, SITUATION
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.lists import UNKNOWN
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.live.bilan.cells import TypedRow, rows_of
from mplus3_xl.live.bilan.keys import family_of, gap_of, is_ours
from mplus3_xl.live.bilan.showing import CODE, FORM_ID, VERSION
from mplus3_xl.live.port import Values
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.live.sheet.cell_texts import text_of

NAMES = [
    CODE, VERSION, FORM_ID, SITUATION, QUESTIONS, bilan.LINES, bilan.GAP_LINES, bilan.NO_ACTION,
]  # fmt: skip
"""What is read of the sheet."""

_YES = {"oui": YES}
_YES_UNKNOWN = _YES | {"ne_sait_pas": UNKNOWN}


class Typed(NamedTuple):
    """What the sheet holds: the form, and its cells by the places that problems name."""

    form: BilanForm
    problems: tuple[FormProblem, ...]
    cells: Mapping[str, str]

    def cell_of(self, problem: FormProblem) -> str:
        """Return the cell to mark for a problem."""
        return self.cells.get(problem.field, bilan.NO_ACTION)


def read(values: Values, dossier_id: int, client_type: ClientType) -> Typed:
    """Return the bilan as typed; lines that are ours are only read, and left out."""
    problems: list[FormProblem] = []
    cells: dict[str, str] = {}
    answered = answers_in(values)
    cells |= {
        f"bilan_{code}": line_name(SITUATION, at, ANSWER) for at, (code, _) in answered.items()
    }
    answers, unreadable = read_answers(dict(answered.values()), client_type)
    lines = tuple(_lines(values, cells, problems))
    form = BilanForm(
        dossier_id,
        version_of(values),
        answers,
        lines,
        tuple(_replies(values, cells, problems)),
        no_action_reason=text_of(values[bilan.NO_ACTION]) or None,
    )
    return Typed(form, (*unreadable, *problems), cells)


def version_of(values: Values) -> int:
    """Return the version of the bilan that the sheet was opened on; 0 if it was never saved."""
    version = values[VERSION]
    return version if isinstance(version, int) else int(text_of(version) or 0)


def answers_in(values: Values) -> dict[int, tuple[str, str]]:
    """Return the question and the answer typed of each line that asks one, by its rank."""
    asked, shown = as_lines(values[QUESTIONS]), as_lines(values[SITUATION])
    pairs = enumerate(zip(asked, shown, strict=False))
    return {at: (text_of(code), text_of(row[ANSWER])) for at, ((code, _), row) in pairs if code}


def _lines(values: Values, cells: dict[str, str], problems: list[FormProblem]) -> Iterator[Line]:
    """Read the lines that are not ours; a problem names a line by its place among them."""
    count = 0
    for at, row in enumerate(rows_of(values, bilan.LINES, INVENTORY)):
        if is_ours(row):
            continue
        key = family_of(row)
        if not key:
            problems += _without_family(row, at, cells)
            continue
        count += 1
        place = f"tBilan:{count}:{key}"
        cells |= _named_cells(place, bilan.LINES, at, INVENTORY, "detention")
        cells[f"tBilan:{key}"] = cells[place]
        yield _line(key, TypedRow(row, place, family_label(key), problems))


def _without_family(
    row: Mapping[str, Value], at: int, cells: dict[str, str]
) -> Iterator[FormProblem]:
    if any(text_of(row[column.key]) for column in INVENTORY if column.typed):
        place = f"tBilan:vide:{at}"
        cells[place] = line_name(bilan.LINES, at, _at(INVENTORY, "detention"))
        message = (
            "Une ligne sans famille ne peut pas être gardée : videz-la, choisissez la famille "
            "et cliquez sur « Ajouter un contrat »."
        )
        yield FormProblem(place, "ligne_sans_famille", message)


def _line(family: str, row: TypedRow) -> Line:
    return Line(
        family,
        row.term("detention", Holding),
        insurer=row.text("assureur"),
        echeance=row.day("echeance"),
        subscribed_on=row.day("souscrit_le"),
        premium_cents=row.cents("prime"),
        over_a_year=row.code("plus_dun_an", _YES_UNKNOWN) == "oui",
        notice_on=row.day("avis_le"),
        no_notice=bool(row.code("sans_avis", _YES)),
        event=row.code("evenement", event_labels()),
        event_on=row.day("evenement_le"),
    )


def _replies(
    values: Values, cells: dict[str, str], problems: list[FormProblem]
) -> Iterator[GapReply]:
    for at, row in enumerate(rows_of(values, bilan.GAP_LINES, GAPS)):
        if code := gap_of(row):
            place, label = f"tManques:{code}", text_of(row["manque"])
            cells |= _named_cells(place, bilan.GAP_LINES, at, GAPS, "reponse")
            typed = TypedRow(row, place, label, problems)
            yield GapReply(code, typed.term("reponse", GapAnswer), typed.text("precision"))


def _named_cells(
    place: str, block: str, line: int, columns: tuple[Column, ...], main: str
) -> dict[str, str]:
    """Return the cells of a line by the places that problems name; its own is the `main` one."""
    named = {
        f"{place}:{column.key}": line_name(block, line, at) for at, column in enumerate(columns)
    }
    return named | {place: line_name(block, line, _at(columns, main))}


def _at(columns: tuple[Column, ...], key: str) -> int:
    return [column.key for column in columns].index(key)
