"""The sheet of the bilan, read: what is typed becomes a `BilanForm`, or problems by cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.bilan.regimes import event_labels
from mplus3_xl.domain.bilan.typed_answers import read_answers
from mplus3_xl.domain.call_form import FormProblem
from mplus3_xl.domain.text import fold
from mplus3_xl.domain.vocabulary import ClientType, GapAnswer, Holding, Term
from mplus3_xl.layout import bilan
from mplus3_xl.layout.bilan_columns import GAPS, INVENTORY
from mplus3_xl.layout.forms import line_name
from mplus3_xl.layout.lists import UNKNOWN
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.situation import ANSWER, QUESTIONS, SITUATION
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.bilan_showing import CODE, OURS, VERSION, YES
from mplus3_xl.live.blocks import as_lines
from mplus3_xl.live.cell_texts import text_of
from mplus3_xl.live.port import FieldValue

NAMES = [CODE, VERSION, SITUATION, QUESTIONS, bilan.LINES, bilan.GAP_LINES, bilan.NO_ACTION]
"""What is read of the sheet."""

Values = Mapping[str, FieldValue]
Named = TypeVar("Named", bound=Term)
_Cells = Mapping[str, Value]
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
    answers, unreadable = read_answers(_texts(values, cells), client_type)
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


def typed_cells(values: Values) -> dict[str, str]:
    """Return the text of each cell that a person may fill, by its name; empty ones left out."""
    codes = _codes(values)
    found = {f"{SITUATION}.{code}": text for code, text in _texts(values, {}).items() if text}
    for name, columns in ((bilan.LINES, INVENTORY), (bilan.GAP_LINES, GAPS)):
        for line, row in enumerate(_rows(values, name, columns)):
            for at, column in enumerate(columns):
                if column.typed and (text := text_of(row[column.key])):
                    found[line_name(name, line, at)] = text
    reason = text_of(values[bilan.NO_ACTION])
    return found | ({bilan.NO_ACTION: reason} if reason and codes else {})


def ours_typed(values: Values, shown: Values) -> tuple[str, ...]:
    """Name the families whose line of ours is not what the contracts say: typing is ignored."""
    columns = [column.key for column in INVENTORY if column.typed]
    held = {row["cle"]: row for row in _rows(shown, bilan.LINES, INVENTORY)}
    return tuple(
        str(row["famille"])
        for row in _rows(values, bilan.LINES, INVENTORY)
        if row["cle"] in held and OURS in str(row["cle"])
        if any(text_of(row[key]) != text_of(held[row["cle"]][key]) for key in columns)
    )


def _codes(values: Values) -> list[str]:
    return [text_of(code) for code, _ in as_lines(values[QUESTIONS])]


def _texts(values: Values, cells: dict[str, str]) -> dict[str, str]:
    """Return the answers as typed by question, and note their cells."""
    texts: dict[str, str] = {}
    for line, (code, row) in enumerate(
        zip(_codes(values), as_lines(values[SITUATION]), strict=False)
    ):
        if code:
            texts[code] = text_of(row[ANSWER])
            cells[f"bilan_{code}"] = line_name(SITUATION, line, ANSWER)
    return texts


def _rows(values: Values, name: str, columns: tuple[Column, ...]) -> list[dict[str, Value]]:
    keys = [column.key for column in columns]
    return [dict(zip(keys, row, strict=True)) for row in as_lines(values[name])]


def _lines(values: Values, cells: dict[str, str], problems: list[FormProblem]) -> Iterator[Line]:
    """Read the lines that are not ours; a problem names a line by its place among them."""
    count = 0
    for at, row in enumerate(_rows(values, bilan.LINES, INVENTORY)):
        key = text_of(row["cle"])
        if OURS in key:
            continue
        if not key:
            problems += _without_family(row, at, cells)
            continue
        count += 1
        place = f"tBilan:{count}:{key}"
        cells |= _named_cells(place, bilan.LINES, at, INVENTORY, "detention")
        cells[f"tBilan:{key}"] = cells[place]
        yield _line(key, row, place, problems)


def _without_family(row: _Cells, at: int, cells: dict[str, str]) -> Iterator[FormProblem]:
    if any(text_of(row[column.key]) for column in INVENTORY if column.typed):
        place = f"tBilan:vide:{at}"
        cells[place] = line_name(bilan.LINES, at, _at(INVENTORY, "detention"))
        message = (
            "Une ligne sans famille ne peut pas être gardée : videz-la, choisissez la famille "
            "et cliquez sur « Ajouter un contrat »."
        )
        yield FormProblem(place, "ligne_sans_famille", message)


def _line(family: str, row: _Cells, place: str, problems: list[FormProblem]) -> Line:
    label = family_label(family)
    days = {
        key: _day(row[key], f"{place}:{key}", label, problems)
        for key in (column.key for column in INVENTORY if column.typed)
        if _kind(key) is Kind.DATE
    }
    return Line(
        family,
        _named(Holding, row["detention"], place, label, problems),
        insurer=text_of(row["assureur"]) or None,
        echeance=days["echeance"],
        subscribed_on=days["souscrit_le"],
        premium_cents=_cents(row["prime"], f"{place}:prime", label, problems),
        over_a_year=_chosen(row, "plus_dun_an", _YES_UNKNOWN, place, problems) == "oui",
        notice_on=days["avis_le"],
        no_notice=bool(_chosen(row, "sans_avis", _YES, place, problems)),
        event=_chosen(row, "evenement", event_labels(), place, problems),
        event_on=days["evenement_le"],
    )


def _replies(
    values: Values, cells: dict[str, str], problems: list[FormProblem]
) -> Iterator[GapReply]:
    for at, row in enumerate(_rows(values, bilan.GAP_LINES, GAPS)):
        if code := text_of(row["cle"]):
            place, label = f"tManques:{code}", text_of(row["manque"])
            cells |= _named_cells(place, bilan.GAP_LINES, at, GAPS, "reponse")
            answer = _named(GapAnswer, row["reponse"], place, label, problems)
            yield GapReply(code, answer, text_of(row["precision"]) or None)


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


def _kind(key: str) -> Kind:
    return INVENTORY[_at(INVENTORY, key)].kind


def _named(
    terms: type[Named], value: Value, place: str, label: str, problems: list[FormProblem]
) -> Named | None:
    text = text_of(value)
    if not text:
        return None
    found = next((term for term in terms if fold(term.label) == fold(text)), None)
    if found is None:
        message = f"{label} : « {text} » n’est pas un choix, choisissez dans la liste."
        problems.append(FormProblem(place, "choix_inconnu", message))
    return found


def _chosen(
    row: _Cells, key: str, labels: Mapping[str, str], place: str, problems: list[FormProblem]
) -> str | None:
    """Return the code of what was chosen in a column of the inventory."""
    text = text_of(row[key])
    found = next((code for code, label in labels.items() if fold(label) == fold(text)), None)
    if text and found is None:
        message = f"{row['famille']} : « {text} » n’est pas un choix, choisissez dans la liste."
        problems.append(FormProblem(f"{place}:{key}", "choix_inconnu", message))
    return found


def _day(value: Value, place: str, label: str, problems: list[FormProblem]) -> date | None:
    if value is None or isinstance(value, date):
        return value
    message = f"{label} : « {value} » n’est pas une date, tapez par exemple 23/11/2026."
    problems.append(FormProblem(place, "date_attendue", message))
    return None


def _cents(value: Value, place: str, label: str, problems: list[FormProblem]) -> int | None:
    if value is None:
        return None
    if isinstance(value, int | float):
        return round(Decimal(str(value)) * 100)
    message = f"{label} : « {value} » n’est pas un montant, tapez par exemple 312,50."
    problems.append(FormProblem(place, "montant_attendu", message))
    return None
