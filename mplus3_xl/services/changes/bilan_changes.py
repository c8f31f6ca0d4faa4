"""What a save changes of a bilan, as lines of the journal: before, after (duty of advice).

A part of a bilan is told as JSON under its subject and field; read back, it is the part again.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from mplus3_xl.domain.bilan.gaps import GapReply
from mplus3_xl.domain.bilan.inventory import Line
from mplus3_xl.domain.bilan.kept import KeptBilan
from mplus3_xl.domain.vocabulary import GapAnswer, Holding
from mplus3_xl.rules import table
from mplus3_xl.services.records import Change, JournalLine

_REASON = ("bilan", "sans_action")
_DAYS = ("echeance", "subscribed_on", "notice_on", "event_on")
_Texts = dict[tuple[str, str], str]


def changes_of(old: KeptBilan | None, new: KeptBilan) -> Iterator[Change]:
    """Tell what became of each answer, each family, each gap, and of the reason for no action."""
    before = _texts(old) if old else {}
    after = _texts(new)
    for subject, field in sorted({*before, *after}):
        was, became = before.get((subject, field)), after.get((subject, field))
        if was != became:
            yield Change(subject, new.client_id, field, was, became)


def stands(kept: KeptBilan, lines: Iterable[JournalLine]) -> bool:
    """Say whether all that the lines changed of a bilan is still as they left it."""
    texts = _texts(kept)
    return all(texts.get((line.subject, line.field)) == line.new for line in lines)


def bilan_before(kept: KeptBilan, lines: Iterable[JournalLine]) -> KeptBilan:
    """Return a bilan as it was before the lines changed it; its version and author stay."""
    texts = _texts(kept)
    for line in lines:
        texts.pop((line.subject, line.field), None)
        if line.old is not None:
            texts[line.subject, line.field] = line.old
    families = [each["code"] for each in table("families")["family"]]
    held = sorted(_of(texts, "inventaire"), key=lambda each: families.index(each[0]))
    reason = texts.get(_REASON)
    return kept._replace(
        answers={code: answer_told(text) for code, text in _of(texts, "situation")},
        lines=tuple(line for family, text in held for line in lines_told(family, text)),
        replies=tuple(reply_told(gap, text) for gap, text in _of(texts, "manques")),
        no_action_reason=None if reason is None else json.loads(reason),
    )


def answer_told(text: str) -> object:
    """Read an answer of the situation back."""
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value


def lines_told(family: str, text: str) -> tuple[Line, ...]:
    """Read the lines of a family back."""
    return tuple(_line(family, facts) for facts in json.loads(text))


def reply_told(gap: str, text: str) -> GapReply:
    """Read the reply to a gap back."""
    answer, reason = json.loads(text)
    return GapReply(gap, GapAnswer(answer) if answer else None, reason)


def _texts(kept: KeptBilan) -> _Texts:
    """Write a bilan by subject and field of the journal; the lines of a family together."""
    families: dict[str, list[object]] = {}
    for line in kept.lines:
        families.setdefault(line.family, []).append(_known(line))
    parts: dict[str, Mapping[str, object]] = {
        "situation": kept.answers,
        "inventaire": families,
        "manques": {reply.gap: [reply.answer, reply.reason] for reply in kept.replies},
        "bilan": {"sans_action": kept.no_action_reason} if kept.no_action_reason else {},
    }
    return {
        (subject, field): json.dumps(value, ensure_ascii=False, default=str)
        for subject, values in parts.items()
        for field, value in values.items()
    }


def _known(line: Line) -> dict[str, object]:
    facts = line._asdict().items()
    absent = ("family", "contract")
    return {
        name: value
        for name, value in facts
        if name not in absent and value is not None and value is not False
    }


def _of(texts: _Texts, subject: str) -> list[tuple[str, str]]:
    return [(field, text) for (own, field), text in texts.items() if own == subject]


def _line(family: str, facts: Mapping[str, Any]) -> Line:
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS else value
        for name, value in facts.items()
        if name != "holding"
    }
    return Line(family, Holding(facts["holding"]), **read)
