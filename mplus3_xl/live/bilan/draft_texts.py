"""What is typed of a bilan and not saved, pure: kept as texts, and put back in the sheet."""

import json
from collections.abc import Iterator, Mapping

from mplus3_xl.domain.bilan.inventory import Line, family_label
from mplus3_xl.domain.bilan.kept import BilanForm
from mplus3_xl.domain.bilan.situation import questions_for
from mplus3_xl.domain.bilan.typed_answers import shown_answer
from mplus3_xl.domain.texts.free_texts import NO_ACTION
from mplus3_xl.layout.bilan import bilan
from mplus3_xl.layout.bilan.bilan_columns import GAPS, INVENTORY
from mplus3_xl.layout.bilan.situation import QUESTIONS, SITUATION
from mplus3_xl.layout.model import Column, Value
from mplus3_xl.layout.style import Kind
from mplus3_xl.live.port import Fields, FieldValue, Values
from mplus3_xl.live.sheet.blocks import as_lines
from mplus3_xl.live.sheet.cell_texts import text_of, value_of
from mplus3_xl.services.bilan.bilan import OpenBilan

_KINDS = {bilan.LINES: INVENTORY, bilan.GAP_LINES: GAPS}
_BLOCKS = (SITUATION, QUESTIONS, *_KINDS)


def texts_of(values: Values) -> dict[str, str]:
    """Return what a draft keeps of the sheet: each block as JSON, without its empty lines' end."""
    kept = {name: json.dumps(_lines(values[name]), ensure_ascii=False) for name in _BLOCKS}
    return kept | {bilan.NO_ACTION: text_of(values[bilan.NO_ACTION])}


def values_of(content: Mapping[str, str]) -> Fields:
    """Return the fields of the sheet as a draft keeps them."""
    found: Fields = {
        name: [_row(row, _KINDS.get(name, ())) for row in json.loads(content[name])]
        for name in _BLOCKS
    }
    return found | {bilan.NO_ACTION: content[bilan.NO_ACTION] or None}


def added_to(stored: OpenBilan, typed: BilanForm) -> BilanForm:
    """Return the bilan as stored, with what was typed on an older one where nothing was said."""
    said = stored.said
    held = {line.family for line in stored.bilan.lines if line.holding is not None}
    replied = {reply.gap for reply in said.replies if reply.answer}
    lines = (each for each in typed.lines if each.holding and each.family not in held)
    replies = (each for each in typed.replies if each.answer and each.gap not in replied)
    return BilanForm(
        typed.dossier_id,
        stored.version,
        {**typed.answers, **stored.answers},
        (*said.lines, *lines),
        (*said.replies, *replies),
        no_action_reason=said.no_action_reason or typed.no_action_reason,
    )


def answered_otherwise(stored: OpenBilan, typed: BilanForm) -> Iterator[str]:
    """Yield what was typed on an older bilan and is left out, as something else is known now."""
    yield from _answers_left_out(stored, typed)
    yield from _lines_left_out(stored, typed)
    yield from _replies_left_out(stored, typed)
    mine, theirs = typed.no_action_reason, stored.said.no_action_reason
    if mine and theirs and mine != theirs:
        yield f"{NO_ACTION} « {mine} »"


def _answers_left_out(stored: OpenBilan, typed: BilanForm) -> Iterator[str]:
    for question in questions_for(stored.said.situation):
        code = question["code"]
        mine, theirs = typed.answers.get(code), stored.answers.get(code)
        if mine is not None and theirs is not None and mine != theirs:
            yield f"{question['label']} « {shown_answer(question, mine)} »"


def _lines_left_out(stored: OpenBilan, typed: BilanForm) -> Iterator[str]:
    for family in dict.fromkeys(line.family for line in stored.bilan.lines if line.holding):
        mine = [each for each in typed.lines if each.holding and each.family == family]
        if mine and mine != [each for each in stored.said.lines if each.family == family]:
            yield f"{family_label(family)} « {', '.join(map(_held, mine))} »"


def _replies_left_out(stored: OpenBilan, typed: BilanForm) -> Iterator[str]:
    labels = {gap.code: gap.label for gap in stored.bilan.gaps}
    replied = {reply.gap: reply for reply in stored.said.replies if reply.answer}
    for reply in typed.replies:
        if reply.answer and reply.gap in labels and replied.get(reply.gap, reply) != reply:
            yield f"{labels[reply.gap]} « {reply.answer.label} »"


def _held(line: Line) -> str:
    """Say where a contract is held: by which insurer, if that was typed."""
    return line.insurer or (line.holding.label if line.holding else "")


def _lines(value: FieldValue) -> list[list[str]]:
    lines = [[text_of(cell) for cell in row] for row in as_lines(value)]
    while lines and not any(lines[-1]):
        lines.pop()
    return lines


def _row(texts: list[str], columns: tuple[Column, ...]) -> list[Value]:
    kinds = [column.kind for column in columns] or [Kind.TEXT] * len(texts)
    return [value_of(text, kind) for text, kind in zip(texts, kinds, strict=True)]
