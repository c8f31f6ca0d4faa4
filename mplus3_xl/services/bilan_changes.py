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
from mplus3_xl.services.ports import Change, JournalLine

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
    parts = {(subject, field): json.loads(text) for (subject, field), text in texts.items()}
    families = [each["code"] for each in table("families")["family"]]
    held = sorted(_of(parts, "inventaire"), key=lambda each: families.index(each[0]))
    return kept._replace(
        answers={code: _answer(value) for code, value in _of(parts, "situation")},
        lines=tuple(_line(family, facts) for family, each in held for facts in each),
        replies=tuple(_reply(gap, *each) for gap, each in sorted(_of(parts, "manques"))),
        no_action_reason=parts.get(_REASON),
    )


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


def _of(parts: Mapping[tuple[str, str], Any], subject: str) -> list[tuple[str, Any]]:
    return [(field, value) for (own, field), value in parts.items() if own == subject]


def _answer(value: Any) -> object:
    return tuple(value) if isinstance(value, list) else value


def _line(family: str, facts: Mapping[str, Any]) -> Line:
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in _DAYS else value
        for name, value in facts.items()
        if name != "holding"
    }
    return Line(family, Holding(facts["holding"]), **read)


def _reply(gap: str, answer: str | None, reason: str | None) -> GapReply:
    return GapReply(gap, GapAnswer(answer) if answer else None, reason)
