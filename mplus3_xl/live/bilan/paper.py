"""The bilan as it is printed, pure: its parts one after the other, without spare lines.

A text longer than its column has room for goes on in the lines below.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest
from textwrap import wrap

from mplus3_xl.domain.bilan.inventory import family_label
from mplus3_xl.domain.bilan.situation import questions_for
from mplus3_xl.domain.bilan.typed_answers import shown_answer
from mplus3_xl.domain.texts.free_texts import WHY_NO_ACTION
from mplus3_xl.domain.vocabulary import Holding
from mplus3_xl.layout.bilan import bilan_columns
from mplus3_xl.layout.bilan.bilan_paper import HEADED, LINED, LINES, TITLED, WIDTHS, WRAPPED
from mplus3_xl.layout.french import count, short_day
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.services.bilan.bilan import OpenBilan

TO_ASK = "À demander"
# How many characters fit on a line of each column, the empty ones on its right included.
_ROOM = (46, 15, 25, 58, 14, 14, 14, 76)
_RUNNING = 190  # from the second column to the end
_ASKED = ("tBilan:", "tManques:")  # what is missing and stands above, to be asked
_TALL = 2  # lines of text in a row, where the text wraps
_Line = Sequence[Value]
_INVENTORY = ("famille", "detention", "assureur", "echeance", "mouvement", "preavis", "relance",
              "comment")  # fmt: skip


def paper_lines(
    opened: OpenBilan, inventory: Iterable[_Line], gaps: Iterable[_Line], actions: Iterable[_Line]
) -> list[list[Value]]:
    """Return the lines of the page; `inventory`, `gaps` and `actions` are those of the sheet."""
    parts = (
        *_part("1. La situation", (), _situation(opened)),
        *_part("2. L’inventaire", ("Famille", "Où", "Assureur", "Échéance", "Peut bouger",
                                   "Préavis", "Relance", "Comment"),
               (*_held(inventory), *_not_held(opened))),
        *_part("3. Les manques", ("Manque", "Niveau", "Réponse", "Raison, précision", "", "", "",
                                  "À dire au client"), map(_gap, gaps)),
        *_part("4. La suite", ("Action", "État", "Responsable", "Échéance et résultat", "", "", "",
                               "Objet"), _next(opened, actions)),
    )  # fmt: skip
    lines = [line for part in parts for line in part]
    if len(lines) > LINES:
        more = f"… et {len(lines) - LINES + 1} lignes de plus, dans la feuille."
        lines = [*lines[: LINES - 1], _padded((more,), LINED)]
    return lines


def _part(
    title: str, heads: Sequence[str], lines: Iterable[Sequence[str]]
) -> Iterator[list[list[Value]]]:
    """Yield a part, if it has lines, each in as many as its longest text needs."""
    laid = [each for line in lines for each in _in_lines(line)]
    if laid:
        yield [_padded((title,), TITLED)]
        yield [_padded(heads, HEADED)] if heads else []
        yield laid


def _in_lines(texts: Sequence[str]) -> list[list[Value]]:
    rooms = (_ROOM[0], _RUNNING) if len(texts) == 2 else _ROOM  # a name, and what runs after it
    columns = [
        _cells(text, room, _TALL if at in WRAPPED and room != _RUNNING else 1)
        for at, (text, room) in enumerate(zip(texts, rooms, strict=False))
    ]
    return [_padded(line, LINED) for line in zip_longest(*columns, fillvalue="")]


def _cells(text: str, room: int, tall: int) -> list[str]:
    """Cut a text into those of as many cells as it needs, each of `tall` lines."""
    lines = wrap(text, room)
    return [" ".join(lines[at : at + tall]) for at in range(0, len(lines), tall)]


def _padded(texts: Sequence[str], word: str) -> list[Value]:
    cells = [text or None for text in texts]
    return [*cells, *[None] * (len(WIDTHS) - len(cells)), word]


def _situation(opened: OpenBilan) -> Iterator[Sequence[str]]:
    """Yield the questions two by two, each with its answer."""
    asked = questions_for(opened.said.situation)
    told = [(each["label"], shown_answer(each, opened.answers.get(each["code"])) or TO_ASK)
            for each in asked]  # fmt: skip
    half = (len(told) + 1) // 2
    for left, right in zip_longest(told[:half], told[half:], fillvalue=("", "")):
        yield (left[0], "", "", left[1], "", "", "", " ".join(right))


def _held(inventory: Iterable[_Line]) -> Iterator[Sequence[str]]:
    """Yield the contracts, here and elsewhere."""
    for row in inventory:
        line = _named(row, bilan_columns.INVENTORY)
        if line["detention"] in (Holding.CHEZ_NOUS.label, Holding.AILLEURS.label):
            yield tuple(line[key] for key in _INVENTORY)


def _not_held(opened: OpenBilan) -> Iterator[Sequence[str]]:
    """Yield the families without a contract, those of one answer together."""
    for holding in (Holding.AUCUN, Holding.NE_SAIT_PAS, None):
        of_it = [family_label(each.family) for each in opened.bilan.lines
                 if each.holding is holding]  # fmt: skip
        if of_it:
            yield (holding.label if holding else TO_ASK, f"{' · '.join(of_it)}.")


def _gap(row: _Line) -> Sequence[str]:
    gap = _named(row, bilan_columns.GAPS)
    name = f"{gap['en_avant']} : {gap['manque']}" if gap["en_avant"] else gap["manque"]
    return (name, gap["niveau"], gap["reponse"] or TO_ASK, gap["precision"], "", "", "",
            gap["phrase"])  # fmt: skip


def _action(row: _Line) -> Sequence[str]:
    action = _named(row, bilan_columns.NEXT)
    when = " : ".join(filter(None, (action["echeance"], action["resultat"])))
    return (action["nature"], action["etat"], action["responsable"], when, "", "", "",
            action["objet"])  # fmt: skip


def _next(opened: OpenBilan, actions: Iterable[_Line]) -> Iterator[Sequence[str]]:
    """Yield the actions, then why there is none, then what keeps the bilan from being done."""
    yield from map(_action, actions)
    if opened.said.no_action_reason:
        yield (WHY_NO_ACTION, opened.said.no_action_reason)
    asked = sum(each.field.startswith(_ASKED) for each in opened.missing)
    said = [each.message for each in opened.missing if not each.field.startswith(_ASKED)]
    if asked:
        wanting = count(asked, "réponse", "réponses")
        said.insert(0, f"{wanting} « {TO_ASK.lower()} », ci-dessus.")
    if said:
        yield ("Il manque au bilan", " ".join(said))


def _named(row: _Line, columns: Iterable[Column]) -> dict[str, str]:
    keys = [column.key for column in columns]
    cells = [*row, *[None] * (len(keys) - len(row))]
    return dict(zip(keys, map(_text, cells), strict=True))


def _text(value: Value) -> str:
    if value is None:
        return ""
    return short_day(value) if isinstance(value, date) else str(value)
